import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { chooseLanguage, systemLocale } from '../../shared/i18n/language';
import { translator } from '../../shared/i18n/translator';
import { errorCode } from '../engine/common/error-code';
import { removeKeys } from '../settings/keys';
import { runCheck } from './check-command';
import { type CliContext, openContext } from './cli-context';
import { runHistory } from './history-command';
import { runIncidentAction, runIncidents } from './incidents-command';
import { runOutbox } from './outbox-command';
import { endOnUncaught, type ExitCode, outputWritten } from './output/ending';
import { type StopReason, stopRequest } from './output/stop-request';
import { statusLine, streams, terminal } from './output/terminal';
import { usageSentence } from './output/usage-error';
import { runSendTest } from './send-test-command';
import { runTextAction } from './text-action-command';
import { runTry } from './try-command';
import { runWatch } from './watch-command';

const environment = removeKeys(process.env);
const translate = translator(chooseLanguage('system', systemLocale(environment)));
/** Follows the language of the settings once they are read. */
let currentTranslate = translate;
endOnUncaught(streams, translate);

/** Paths of the built worker threads that a command may start. */
interface CommandThreads {
  /** Built from engine/match/read-ahead/worker.ts. */
  readonly aheadWorker: string;
  /** Built from engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
}

/** Runs the command of this process's arguments and waits until its output is written. Returns the exit status. */
export async function runCommandLine(threads: CommandThreads): Promise<ExitCode> {
  const stop = stopRequest(streams.stdout, environment);
  void stop.then((reason) => {
    if (reason === 'signal') {
      streams.stdout.keepAll();
      streams.stderr.keepAll();
    }
  });
  const code = await exitCode(threads, stop);
  return (await outputWritten(streams, stop, currentTranslate)) || code !== 0 ? code : 1;
}

async function exitCode(threads: CommandThreads, stop: Promise<StopReason>): Promise<ExitCode> {
  let code: ExitCode = 0;
  const finish = (result: ExitCode): void => {
    code = result;
  };
  try {
    await commandLine({ ...threads, finish, stop }).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      terminal.err(translate('cli.fault', { reason: errorCode(error) }));
      return 1;
    }
    const sentence = usageSentence(error, translate);
    if (sentence !== null) {
      terminal.err(sentence);
    }
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

interface CommonOptions {
  readonly configDir?: string;
  readonly json?: boolean;
}

/** Opens settings, keys and paths for a command; `--config-dir` may come before or after its name. */
function contextOf(command: Command): CliContext {
  const context = openContext(environment, command.optsWithGlobals<CommonOptions>().configDir);
  currentTranslate = context.translate;
  return context;
}

interface CommandDeps extends CommandThreads {
  readonly finish: (code: ExitCode) => void;
  readonly stop: Promise<StopReason>;
}

/** Defines all commands and options; the command that runs calls `finish` with its exit status. */
function commandLine({ aheadWorker, dryRunWorker, finish, stop }: CommandDeps): Command {
  const program = new Command('logbell')
    .description(translate('cli.description'))
    .version(version, '-V, --version', translate('cli.version'))
    .helpOption('-h, --help', translate('cli.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => eachLine(text, terminal.out),
      writeErr: (text) => eachLine(text, terminal.err),
      // usage-error.ts prints a translated sentence instead.
      outputError: () => undefined,
    })
    .option('--config-dir <dir>', translate('cli.configDir'));
  program
    .command('watch')
    .description(translate('cli.watch'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions, command: Command) => {
      const context = contextOf(command);
      const json = options.json === true;
      finish(await runWatch({ context, json, output: terminal, streams, aheadWorker, stop }));
    });
  program
    .command('send-test')
    .description(translate('cli.sendTest'))
    .option('--json', translate('cli.json'))
    .option('--to <id...>', translate('cli.to'))
    .option('--message <text>', translate('cli.message'), translate('cli.testMessage'))
    .option('--image <file>', translate('cli.image'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { to?: string[]; message: string; image?: string }, command: Command) => {
      const context = contextOf(command);
      const { to = [], message, image = null, json = false } = options;
      finish(await runSendTest({ context, json, output: terminal, to, message, image, stop }));
    });
  program
    .command('history')
    .description(translate('cli.history'))
    .option('--json', translate('cli.json'))
    .option('--limit <n>', translate('cli.limit'), '50')
    .option('--search <text>', translate('cli.search'), '')
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action((options: CommonOptions & { limit: string; search: string }, command: Command) => {
      const context = contextOf(command);
      const { json = false, limit, search } = options;
      finish(runHistory({ context, json, output: terminal, limit, search }));
    });
  addOutbox(program, finish);
  addIncidents(program, finish);
  addTry({ program, finish, stop, dryRunWorker });
  program
    .command('check')
    .description(translate('cli.check'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (_options: CommonOptions, command: Command) => {
      finish(await runCheck(contextOf(command), terminal, stop));
    });
  return program;
}

/** Splits text that ends with a line feed into lines. */
function eachLine(text: string, write: (line: string) => void): void {
  text.replace(/\n$/, '').split('\n').forEach(write);
}

/** Defines `logbell outbox`, which lists texts, and its subcommands, which act on one text. */
function addOutbox(program: Command, finish: (code: ExitCode) => void): void {
  const outbox = program
    .command('outbox')
    .description(translate('cli.outbox'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action((options: CommonOptions, command: Command) => {
      finish(runOutbox({ context: contextOf(command), json: options.json === true, output: terminal }));
    });
  for (const action of ['resend', 'drop'] as const) {
    const command = outbox.command(`${action} <id>`).description(translate(`cli.${action}`));
    if (action === 'resend') {
      command.option('--yes', translate('cli.yes'));
    }
    command.option('--config-dir <dir>', translate('cli.configDir'));
    command.action((id: string, options: { yes?: boolean }) => {
      finish(runTextAction({ context: contextOf(command), output: terminal, id, action, sure: options.yes === true }));
    });
  }
}

/** Defines `logbell incidents`, its subcommand `close`, and `logbell ack`. */
function addIncidents(program: Command, finish: (code: ExitCode) => void): void {
  const incidents = program
    .command('incidents')
    .description(translate('cli.incidents'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action((options: CommonOptions, command: Command) => {
      finish(runIncidents({ context: contextOf(command), json: options.json === true, output: terminal }));
    });
  const addAction = (parent: Command, name: string, action: 'acknowledge' | 'close'): void => {
    const command = parent.command(`${name} <id>`).description(translate(`cli.${name}`));
    command.option('--config-dir <dir>', translate('cli.configDir'));
    command.action((id: string) => {
      finish(runIncidentAction({ context: contextOf(command), output: terminal, id, action }));
    });
  };
  addAction(incidents, 'close', 'close');
  addAction(program, 'ack', 'acknowledge');
}

interface TryOptions extends CommonOptions {
  readonly file?: string;
  readonly since?: string;
  readonly size?: string;
}

interface TryDeps extends Pick<CommandThreads, 'dryRunWorker'> {
  readonly program: Command;
  readonly finish: (code: ExitCode) => void;
  readonly stop: Promise<StopReason>;
}

/** Defines `logbell try RULE`, the dry run. */
function addTry({ program, finish, stop, dryRunWorker }: TryDeps): void {
  program
    .command('try <rule>')
    .description(translate('cli.try'))
    .option('--file <file>', translate('cli.tryFile'))
    .option('--since <duration>', translate('cli.trySince'))
    .option('--size <size>', translate('cli.trySize'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (rule: string, { file, since, size, json = false }: TryOptions, command: Command) => {
      const context = contextOf(command);
      const status = statusLine();
      finish(await runTry({ context, json, output: terminal, status, rule, file, since, size, dryRunWorker, stop }));
    });
}
