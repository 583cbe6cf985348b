import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { version } from '../../../package.json';
import type { Translate } from '../../shared/i18n/translator';
import type { Environment } from '../settings/config-dir';
import type { ChosenSettings, CliContext } from './cli-context';
import type { ExitCode } from './output/ending';
import { printError } from './output/messages';
import type { StopReason } from './output/stop-request';
import { statusLine, streams, terminal } from './output/terminal';
import type { StatusContext } from './commands/status-command';
import type { SetupOptions } from './setup/setup-command';
import { addEnding, addExamples, helpIn } from './usage/manual';

/** Paths of the built worker threads and the script that a command may start. */
export interface CommandThreads {
  /** Built from engine/match/read-ahead/worker.ts. */
  readonly aheadWorker: string;
  /** Built from engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
  /** Script of `npm start`; exists in a checkout only. */
  readonly startScript: string;
}

interface CommandDeps extends CommandThreads {
  /** Language of help. */
  readonly translate: Translate;
  readonly environment: Environment;
  /** Opens settings, keys and paths for a command. */
  readonly contextOf: (chosen: ChosenSettings) => Promise<CliContext>;
  /** Finds paths and language for a command that creates no settings. */
  readonly statusContextOf: (chosen: ChosenSettings) => Promise<StatusContext>;
  /** Called with the exit status of the command that ran. */
  readonly finish: (code: ExitCode) => void;
  readonly stop: Promise<StopReason>;
}

interface CommonOptions extends ChosenSettings {
  readonly json?: boolean;
}

/**
 * Defines the commands, options and help for these words of a command line: all of them, unless the first word is
 * `watch`, which should begin soon. Each action imports the code of its command when it runs.
 */
export function commandTree(deps: CommandDeps, [word]: readonly string[] = []): Command {
  const { translate } = deps;
  const program = new Command('logbell')
    .description(translate('cli.description'))
    .version(version, '-V, --version', translate('cli.version'))
    .helpOption('-h, --help', translate('cli.help'))
    .configureHelp(helpIn(translate))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => eachLine(text, terminal.out),
      writeErr: (text) => eachLine(text, terminal.err),
      // usage-error.ts prints a translated sentence instead.
      outputError: () => undefined,
    })
    .option('--config-dir <dir>', translate('cli.configDir'));
  addExamples(
    program,
    ['logbell try disk --since 7d', 'logbell watch --json | jq \'select(.event == "match")\''],
    translate,
  );
  addEnding(program, translate, () => existsSync(deps.startScript));
  // Before the other commands, which inherit it.
  program.commandsGroup(translate('cli.manual.other')).helpCommand('help [command]', translate('cli.helpCommand'));
  program.commandsGroup(translate('cli.manual.watching'));
  addWatch(program, deps);
  if (word === 'watch') {
    addSystem(program, translate);
    return program;
  }
  addStatus(program, deps);
  addCheck(program, deps);
  addTry(program, deps);
  addSendTest(program, deps);
  program.commandsGroup(translate('cli.manual.settingUp'));
  addRules(program, deps);
  addPresets(program, deps);
  addSetup(program, deps);
  addKeys(program, deps);
  program.commandsGroup(translate('cli.manual.acting'));
  addPause(program, deps);
  addMute(program, deps);
  addIncidents(program, deps);
  addOutbox(program, deps);
  addHistory(program, deps);
  program.commandsGroup(translate('cli.manual.other'));
  // Before the commands that are of no use to the system service.
  addSystem(program, translate);
  addOpen(program, deps);
  addCompletion(program, deps);
  return program;
}

/** Splits text that ends with a line feed into lines. */
function eachLine(text: string, write: (line: string) => void): void {
  text.replace(/\n$/, '').split('\n').forEach(write);
}

/** Refuses a word after a command that lists things, since it is no subcommand; the error is like commander's. */
function refuseUnknown(command: Command): void {
  const [word] = command.args;
  if (word !== undefined) {
    const names = command.commands.map((each) => each.name()).join(', ');
    const message = `error: unknown command '${word}' (Did you mean one of ${names}?)`;
    command.error(message, { code: 'commander.unknownCommand' });
  }
}

/** Values of `--config-dir` and `--system`, which may come before or after the name of the command. */
function configDir(command: Command): ChosenSettings {
  const { configDir: folder, system = false } = command.optsWithGlobals<CommonOptions>();
  if (folder !== undefined && system) {
    const message = "error: option '--system' cannot be used with option '--config-dir <dir>'";
    command.error(message, { code: 'commander.conflictingOption' });
  }
  return { ...(folder !== undefined && { configDir: folder }), system };
}

/** Adds `--system` after each `--config-dir`. */
function addSystem(command: Command, translate: Translate): void {
  if (command.options.some(({ long }) => long === '--config-dir')) {
    command.option('--system', translate('cli.system'));
  }
  command.commands.forEach((each) => addSystem(each, translate));
}

function addWatch(program: Command, { translate, contextOf, finish, stop, aheadWorker }: CommandDeps): void {
  const watch = program
    .command('watch')
    .description(translate('cli.watch'))
    .option('-v, --verbose', translate('cli.verbose'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { verbose?: boolean }, command: Command) => {
      const { json = false, verbose = false } = options;
      const { runWatch } = await import('./commands/watch-command');
      const context = await contextOf(configDir(command));
      finish(await runWatch({ context, json, verbose, output: terminal, streams, aheadWorker, stop }));
    });
  addExamples(watch, ['logbell watch', 'logbell watch --json >> logbell.jsonl'], translate);
}

function addStatus(program: Command, { translate, statusContextOf, finish }: CommandDeps): void {
  const status = program
    .command('status')
    .description(translate('cli.status'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runStatus } = await import('./commands/status-command');
      finish(await runStatus({ context: await statusContextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(status, ['logbell status', 'sudo logbell status --json | jq .healthy'], translate);
}

function addCheck(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const check = program
    .command('check')
    .description(translate('cli.check'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runCheck } = await import('./commands/check-command');
      finish(await runCheck({ context: await contextOf(configDir(command)), json, output: terminal, stop }));
    });
  addExamples(check, ['logbell check', 'logbell check --json | jq .problems'], translate);
}

function addSendTest(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const sendTest = program
    .command('send-test')
    .description(translate('cli.sendTest'))
    .option('--to <id...>', translate('cli.to'))
    .option('--message <message>', translate('cli.message'), translate('cli.testMessage'))
    .option('--image <file>', translate('cli.image'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { to?: string[]; message: string; image?: string }, command: Command) => {
      const { to = [], message, image = null, json = false } = options;
      const context = await contextOf(configDir(command));
      const { runSendTest } = await import('./commands/send-test-command');
      finish(await runSendTest({ context, json, output: terminal, to, message, image, stop }));
    });
  addExamples(sendTest, ['logbell send-test', 'logbell send-test --to kim --message "Hello"'], translate);
}

function addHistory(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const history = program
    .command('history')
    .description(translate('cli.history'))
    .option('--limit <n>', translate('cli.limit'), '50')
    .option('--search <term>', translate('cli.search'), '')
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { limit: string; search: string }, command: Command) => {
      const { json = false, limit, search } = options;
      const { runHistory } = await import('./commands/history-command');
      finish(runHistory({ context: await contextOf(configDir(command)), json, output: terminal, limit, search }));
    });
  addExamples(history, ['logbell history --limit 10', 'logbell history --search disk --json'], translate);
}

/** Defines `logbell outbox`, which lists texts, and its subcommands, which act on one text. */
function addOutbox(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const outbox = program
    .command('outbox')
    .description(translate('cli.outbox'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runOutbox } = await import('./commands/outbox-command');
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
      const { runTextAction } = await import('./commands/text-action-command');
      finish(runTextAction({ context: await contextOf(configDir(command)), output: terminal, id, action, sure: yes }));
    });
    addExamples(command, [`logbell outbox ${action} 12`], translate);
  }
}

/** Defines `logbell incidents`, its subcommands, and `logbell ack`, short for `logbell incidents ack`. */
function addIncidents(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const incidents = program
    .command('incidents')
    .description(translate('cli.incidents'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runIncidents } = await import('./commands/incidents-command');
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
      const { runIncidentAction } = await import('./commands/incidents-command');
      finish(runIncidentAction({ context: await contextOf(configDir(command)), output: terminal, id, action }));
    });
    addExamples(command, [`logbell ${parent === program ? '' : 'incidents '}${name} 12`], translate);
  };
  addAction(incidents, 'ack');
  addAction(incidents, 'close');
  addAction(program, 'ack');
}

interface AddRuleOptions extends CommonOptions {
  readonly preset: string;
  readonly log?: string;
  readonly journal?: boolean;
  readonly recipient?: string[];
}

/** Defines `logbell rules`, which lists rules, and `logbell rules add`. */
function addRules(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const rules = program
    .command('rules')
    .description(translate('cli.rules'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runRules } = await import('./commands/rules-command');
      finish(runRules({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(rules, ['logbell rules', 'logbell rules add --preset disk-full'], translate);
  const add = rules
    .command('add')
    .description(translate('cli.rulesAdd'))
    .requiredOption('--preset <id>', translate('cli.preset'))
    .option('--log <path>', translate('cli.log'))
    .addOption(new Option('--journal', translate('cli.journal')).conflicts('log'))
    .option('--recipient <id...>', translate('cli.recipient'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: AddRuleOptions, command: Command) => {
      const { preset, log, journal = false, recipient: recipients = [] } = options;
      const json = command.optsWithGlobals<CommonOptions>().json ?? false;
      const context = await contextOf(configDir(command));
      const { runRulesAdd } = await import('./commands/rules-command');
      finish(await runRulesAdd({ context, json, output: terminal, preset, log, journal, recipients }));
    });
  const examples = [
    'logbell rules add --preset nginx-5xx --log /var/log/nginx/access.log --recipient kim',
    'logbell rules add --preset sshd-brute-force --journal',
  ];
  addExamples(add, examples, translate);
}

/** Defines `logbell presets`, which lists presets, and `logbell presets show`. */
function addPresets(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const presets = program
    .command('presets')
    .description(translate('cli.presets'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runPresets } = await import('./commands/presets-command');
      finish(runPresets({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(presets, ['logbell presets', 'logbell presets show nginx-5xx'], translate);
  const show = presets
    .command('show')
    .description(translate('cli.presetsShow'))
    .argument('<id>', translate('cli.argument.preset'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (id: string, _options: CommonOptions, command: Command) => {
      const json = command.optsWithGlobals<CommonOptions>().json ?? false;
      const { runPreset } = await import('./commands/presets-command');
      finish(runPreset({ context: await contextOf(configDir(command)), json, output: terminal, id }));
    });
  addExamples(show, ['logbell presets show nginx-5xx'], translate);
}

/** Defines `logbell setup`. No option takes a key. */
function addSetup(program: Command, { translate, environment, finish, stop }: CommandDeps): void {
  const setup = program
    .command('setup')
    .description(translate('cli.setup.about'))
    .option('--service-id <id>', translate('cli.setup.option.serviceId'))
    .option('--sender <number>', translate('cli.setup.option.sender'))
    .option('--access-key-file <file>', translate('cli.setup.option.accessKeyFile'))
    .option('--secret-key-file <file>', translate('cli.setup.option.secretKeyFile'))
    .option('--keys-stdin', translate('cli.keys.stdin'))
    .option('--recipient <number>', translate('cli.setup.option.recipient'))
    .option('--recipient-name <name>', translate('cli.setup.option.recipientName'))
    .option('--log <path>', translate('cli.setup.option.log'))
    .option('--preset <id>', translate('cli.setup.option.preset'))
    .option('--yes', translate('cli.setup.option.yes'))
    .option('--test', translate('cli.setup.option.test'))
    .option('--no-test', translate('cli.setup.option.noTest'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: SetupOptions, command: Command) => {
      const { placeOf } = await import('./setup/setup-place');
      const { runSetup } = await import('./setup/setup-command');
      const place = placeOf(environment, configDir(command));
      if (!place.ok) {
        const { error } = place;
        printError(terminal, translate, translate(`cli.setup.${error}`), translate(`cli.setup.fix.${error}`));
        finish(2);
        return;
      }
      const isTerminal = process.stdin.isTTY;
      finish(await runSetup({ place: place.value, options, output: terminal, isTerminal, stop }));
    });
  addExamples(setup, ['logbell setup', 'logbell setup --system'], translate);
}

/** Defines `logbell keys`, which shows whether the keys are set, and its subcommands. None takes a key as argument. */
function addKeys(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const keys = program
    .command('keys')
    .description(translate('cli.keys.show'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runKeys } = await import('./commands/keys-command');
      finish(runKeys({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(keys, ['logbell keys', 'logbell keys set'], translate);
  const set = keys
    .command('set')
    .description(translate('cli.keys.set'))
    .option('--stdin', translate('cli.keys.stdin'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ stdin = false }: { stdin?: boolean }, command: Command) => {
      const { runKeysSet } = await import('./commands/keys-command');
      finish(await runKeysSet({ context: await contextOf(configDir(command)), output: terminal, stdin, stop }));
    });
  addExamples(set, ['logbell keys set', 'logbell keys set --stdin < keys.txt'], translate);
  const forget = keys
    .command('forget')
    .description(translate('cli.keys.forget'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (_options: object, command: Command) => {
      const { runKeysForget } = await import('./commands/keys-command');
      finish(runKeysForget({ context: await contextOf(configDir(command)), output: terminal }));
    });
  addExamples(forget, ['logbell keys forget'], translate);
}

interface UntilOptions extends CommonOptions {
  readonly until?: string;
}

/** Defines `logbell pause` and `logbell resume`. */
function addPause(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const pause = program
    .command('pause')
    .description(translate('cli.pause'))
    .argument('[duration]', translate('cli.argument.duration'))
    .option('--until <time>', translate('cli.until'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (length: string | undefined, { until, json = false }: UntilOptions, command: Command) => {
      const { runPause } = await import('./commands/silence-command');
      finish(runPause({ context: await contextOf(configDir(command)), json, output: terminal, length, until }));
    });
  addExamples(pause, ['logbell pause 1h', 'logbell pause --until 18:00', 'logbell pause'], translate);
  const resume = program
    .command('resume')
    .description(translate('cli.resume'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runResume } = await import('./commands/silence-command');
      finish(runResume({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(resume, ['logbell resume'], translate);
}

/** Defines `logbell mute RULE` and `logbell unmute RULE`. */
function addMute(program: Command, { translate, contextOf, finish }: CommandDeps): void {
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
      const { runMute } = await import('./commands/silence-command');
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
      const { runUnmute } = await import('./commands/silence-command');
      finish(runUnmute({ context: await contextOf(configDir(command)), json, output: terminal, rule }));
    });
  addExamples(unmute, ['logbell unmute disk'], translate);
}

interface TryOptions extends CommonOptions {
  readonly file?: string;
  readonly since?: string;
  readonly size?: string;
  readonly journal?: boolean;
}

/** Defines `logbell try RULE`, the dry run. */
function addTry(program: Command, { translate, contextOf, finish, stop, dryRunWorker }: CommandDeps): void {
  const tryRule = program
    .command('try')
    .description(translate('cli.try'))
    .argument('<rule>', translate('cli.argument.rule'))
    .option('--file <file>', translate('cli.tryFile'))
    .option('--journal', translate('cli.tryJournal'))
    .option('--since <duration>', translate('cli.trySince'))
    .option('--size <size>', translate('cli.trySize'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(
      async (rule: string, { file, journal = false, since, size, json = false }: TryOptions, command: Command) => {
        const context = await contextOf(configDir(command));
        const status = statusLine();
        const read = { file, journal, since, size };
        const { runTry } = await import('./commands/try-command');
        finish(await runTry({ context, json, output: terminal, status, rule, ...read, dryRunWorker, stop }));
      },
    );
  addExamples(tryRule, ['logbell try disk --since 7d', 'logbell try disk --file /var/log/old.log.gz'], translate);
}

/** Defines `logbell open`. */
function addOpen(program: Command, { translate, statusContextOf, finish, stop, startScript }: CommandDeps): void {
  const open = program
    .command('open')
    .description(translate('cli.open'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (_options: CommonOptions, command: Command) => {
      const chosen = configDir(command);
      const context = await statusContextOf(chosen);
      const { runOpen } = await import('./commands/open-command');
      const isRoot = process.getuid?.() === 0;
      finish(await runOpen({ ...context, output: terminal, configDir: chosen.configDir, startScript, isRoot, stop }));
    });
  addExamples(open, ['logbell open'], translate);
}

/** Defines `logbell completion SHELL`. */
function addCompletion(program: Command, { translate, finish }: CommandDeps): void {
  const completion = program
    .command('completion')
    .description(translate('cli.completion'))
    .argument('<shell>', translate('cli.argument.shell'))
    .action(async (shell: string) => {
      const { completionScript } = await import('./usage/completion-scripts');
      const script = completionScript(program, shell);
      if (script === null) {
        printError(terminal, translate, translate('cli.badShell', { shell }), translate('cli.fix.badShell'));
        finish(2);
        return;
      }
      eachLine(script, terminal.out);
      finish(0);
    });
  const examples = [
    'source <(logbell completion bash)',
    'logbell completion fish > ~/.config/fish/completions/logbell.fish',
  ];
  addExamples(completion, examples, translate);
}
