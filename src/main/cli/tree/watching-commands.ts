import { type Command, Option } from 'commander';
import { statusLine, streams, terminal } from '../output/terminal';
import { addExamples } from '../usage/manual';
import { type CommandDeps, type CommonOptions, configDir } from './command-definition';

export function addWatch(program: Command, { translate, contextOf, finish, stop, aheadWorker }: CommandDeps): void {
  const watch = program
    .command('watch')
    .description(translate('cli.watch'))
    .option('-v, --verbose', translate('cli.verbose'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { verbose?: boolean }, command: Command) => {
      const { json = false, verbose = false } = options;
      const { runWatch } = await import('../commands/watch-command');
      const context = await contextOf(configDir(command));
      finish(await runWatch({ context, json, verbose, output: terminal, streams, aheadWorker, stop }));
    });
  addExamples(watch, ['logbell watch', 'logbell watch --json >> logbell.jsonl'], translate);
}

export function addStatus(program: Command, { translate, statusContextOf, finish }: CommandDeps): void {
  const status = program
    .command('status')
    .description(translate('cli.status'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runStatus } = await import('../commands/status-command');
      finish(await runStatus({ context: await statusContextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(status, ['logbell status', 'sudo logbell status --json | jq .healthy'], translate);
}

/** Defines `logbell health`. */
export function addHealth(program: Command, { translate, statusContextOf, finish }: CommandDeps): void {
  const health = program
    .command('health')
    .description(translate('cli.health.about'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runHealth } = await import('../commands/health-command');
      finish(await runHealth({ context: await statusContextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(health, ['logbell health', 'sudo logbell health --system'], translate);
}

export function addCheck(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const check = program
    .command('check')
    .description(translate('cli.check'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runCheck } = await import('../commands/check-command');
      finish(await runCheck({ context: await contextOf(configDir(command)), json, output: terminal, stop }));
    });
  addExamples(check, ['logbell check', 'logbell check --json | jq .problems'], translate);
}

interface TryOptions extends CommonOptions {
  readonly file?: string;
  readonly since?: string;
  readonly size?: string;
  readonly journal?: boolean;
  readonly alerts?: string;
}

/** Defines `logbell try RULE`, the dry run. */
export function addTry(program: Command, { translate, contextOf, finish, stop, dryRunWorker }: CommandDeps): void {
  const tryRule = program
    .command('try')
    .description(translate('cli.try'))
    .argument('<rule>', translate('cli.argument.rule'))
    .option('--file <file>', translate('cli.tryFile'))
    .option('--journal', translate('cli.tryJournal'))
    .option('--since <duration>', translate('cli.trySince'))
    .option('--size <size>', translate('cli.trySize'))
    .addOption(
      new Option('--alerts <file>', translate('cli.tryAlerts')).conflicts(['file', 'journal', 'since', 'size']),
    )
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(
      async (
        rule: string,
        { file, journal = false, since, size, alerts, json = false }: TryOptions,
        command: Command,
      ) => {
        const context = await contextOf(configDir(command));
        const status = statusLine();
        const read = { file, journal, since, size, alerts };
        const { runTry } = await import('../commands/try-command');
        finish(await runTry({ context, json, output: terminal, status, rule, ...read, dryRunWorker, stop }));
      },
    );
  addExamples(tryRule, ['logbell try disk --since 7d', 'logbell try disk --file /var/log/old.log.gz'], translate);
}

interface SendTestOptions extends CommonOptions {
  readonly to?: string[];
  readonly channel?: string[];
  readonly message: string;
  readonly image?: string;
}

export function addSendTest(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const sendTest = program
    .command('send-test')
    .description(translate('cli.sendTest'))
    .option('--to <id...>', translate('cli.to'))
    .option('--channel <id...>', translate('cli.channel'))
    .option('--message <message>', translate('cli.message'), translate('cli.testMessage'))
    .option('--image <file>', translate('cli.image'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: SendTestOptions, command: Command) => {
      const { to = [], channel: channels = [], message, image = null, json = false } = options;
      const context = await contextOf(configDir(command));
      const { runSendTest } = await import('../commands/send-test-command');
      finish(await runSendTest({ context, json, output: terminal, to, channels, message, image, stop }));
    });
  addExamples(
    sendTest,
    ['logbell send-test', 'logbell send-test --to kim --message "Hello"', 'logbell send-test --channel ops'],
    translate,
  );
}
