import type { Command } from 'commander';
import { terminal } from '../output/terminal';
import { addExamples } from '../usage/manual';
import { type CommandDeps, type CommonOptions, configDir, refuseUnknown } from './command-definition';

interface UntilOptions extends CommonOptions {
  readonly until?: string;
}

/** Defines `logbell pause` and `logbell resume`. */
export function addPause(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const pause = program
    .command('pause')
    .description(translate('cli.pause'))
    .argument('[duration]', translate('cli.argument.duration'))
    .option('--until <time>', translate('cli.until'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (length: string | undefined, { until, json = false }: UntilOptions, command: Command) => {
      const { runPause } = await import('../commands/silence-command');
      finish(runPause({ context: await contextOf(configDir(command)), json, output: terminal, length, until }));
    });
  addExamples(pause, ['logbell pause 1h', 'logbell pause --until 18:00', 'logbell pause'], translate);
  const resume = program
    .command('resume')
    .description(translate('cli.resume'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runResume } = await import('../commands/silence-command');
      finish(runResume({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(resume, ['logbell resume'], translate);
}

/** Defines `logbell mute RULE` and `logbell unmute RULE`. */
export function addMute(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const mute = program
    .command('mute')
    .description(translate('cli.mute'))
    .argument('<rule>', translate('cli.argument.rule'))
    .argument('[duration]', translate('cli.argument.duration'))
    .option('--until <time>', translate('cli.until'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (rule: string, length: string | undefined, options: UntilOptions, command: Command) => {
      const { until, json = false } = options;
      const { runMute } = await import('../commands/silence-command');
      finish(runMute({ context: await contextOf(configDir(command)), json, output: terminal, rule, length, until }));
    });
  addExamples(mute, ['logbell mute disk 1h', 'logbell mute disk --until 18:00'], translate);
  const unmute = program
    .command('unmute')
    .description(translate('cli.unmute'))
    .argument('<rule>', translate('cli.argument.rule'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (rule: string, { json = false }: CommonOptions, command: Command) => {
      const { runUnmute } = await import('../commands/silence-command');
      finish(runUnmute({ context: await contextOf(configDir(command)), json, output: terminal, rule }));
    });
  addExamples(unmute, ['logbell unmute disk'], translate);
}

/** Defines `logbell incidents`, its subcommands, and `logbell ack`, short for `logbell incidents ack`. */
export function addIncidents(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const incidents = program
    .command('incidents')
    .description(translate('cli.incidents'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runIncidents } = await import('../commands/incidents-command');
      finish(runIncidents({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(incidents, ['logbell incidents', 'logbell incidents ack 12'], translate);
  const addAction = (parent: Command, name: 'ack' | 'close'): void => {
    const action = name === 'ack' ? 'acknowledge' : 'close';
    const command = parent
      .command(name)
      .description(translate(`cli.${name}`))
      .argument('<id>', translate('cli.argument.incident'))
      .option('--config-dir <dir>', translate('cli.configDir'));
    command.action(async (id: string) => {
      const { runIncidentAction } = await import('../commands/incidents-command');
      finish(runIncidentAction({ context: await contextOf(configDir(command)), output: terminal, id, action }));
    });
    addExamples(command, [`logbell ${parent === program ? '' : 'incidents '}${name} 12`], translate);
  };
  addAction(incidents, 'ack');
  addAction(incidents, 'close');
  addAction(program, 'ack');
}

/** Defines `logbell outbox`, which lists texts, and its subcommands, which act on one text. */
export function addOutbox(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const outbox = program
    .command('outbox')
    .description(translate('cli.outbox'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runOutbox } = await import('../commands/outbox-command');
      finish(runOutbox({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(outbox, ['logbell outbox', 'logbell outbox resend 12'], translate);
  for (const action of ['resend', 'drop'] as const) {
    const command = outbox
      .command(action)
      .description(translate(`cli.${action}`))
      .argument('<id>', translate('cli.argument.text'));
    if (action === 'resend') {
      command.option('--yes', translate('cli.yes'));
    }
    command.option('--config-dir <dir>', translate('cli.configDir'));
    command.action(async (id: string, { yes = false }: { yes?: boolean }) => {
      const { runTextAction } = await import('../commands/text-action-command');
      finish(runTextAction({ context: await contextOf(configDir(command)), output: terminal, id, action, sure: yes }));
    });
    addExamples(command, [`logbell outbox ${action} 12`], translate);
  }
}

export function addHistory(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const history = program
    .command('history')
    .description(translate('cli.history'))
    .option('--limit <n>', translate('cli.limit'), '50')
    .option('--search <term>', translate('cli.search'), '')
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { limit: string; search: string }, command: Command) => {
      const { json = false, limit, search } = options;
      const { runHistory } = await import('../commands/history-command');
      finish(runHistory({ context: await contextOf(configDir(command)), json, output: terminal, limit, search }));
    });
  addExamples(history, ['logbell history --limit 10', 'logbell history --search disk --json'], translate);
}
