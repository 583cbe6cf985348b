import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { chooseLanguage, translator } from '../shared/i18n/translator';
import { runCheck } from './cli/check-command';
import { openContext, systemLocale } from './cli/cli-context';
import { runSendTest } from './cli/send-test-command';
import { errorCode } from './error-code';
import { askedToStop, endOnUncaught, terminal } from './cli/terminal';
import { runWatch, type ExitCode } from './cli/watch-command';
import { takeKeysOut } from './settings/keys';

const environment = takeKeysOut(process.env);
const translate = translator(chooseLanguage('system', systemLocale(environment)));
endOnUncaught(translate);

interface CommonOptions {
  readonly configDir?: string;
  readonly json?: boolean;
}

/** The entry without Electron: reads the arguments and hands over to the command. */
function commandLine(finish: (code: ExitCode) => void): Command {
  const program = new Command('logbell')
    .description(translate('cli.description'))
    .version(version, '-V, --version', translate('cli.version'))
    .helpOption('-h, --help', translate('cli.help'))
    .helpCommand(false)
    .exitOverride()
    .option('--config-dir <dir>', translate('cli.configDir'));
  const common = (): CommonOptions => program.opts();
  const stop = askedToStop();
  program
    .command('watch')
    .description(translate('cli.watch'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions) => {
      const context = openContext(environment, options.configDir ?? common().configDir);
      finish(await runWatch({ context, json: options.json === true, output: terminal, stdout: process.stdout, stop }));
    });
  program
    .command('send-test')
    .description(translate('cli.sendTest'))
    .option('--json', translate('cli.json'))
    .option('--to <id...>', translate('cli.to'))
    .option('--message <text>', translate('cli.message'), translate('cli.testMessage'))
    .option('--image <file>', translate('cli.image'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: CommonOptions & { to?: string[]; message: string; image?: string }) => {
      const context = openContext(environment, options.configDir ?? common().configDir);
      const { to = [], message, image = null, json = false } = options;
      finish(await runSendTest({ context, json, output: terminal, to, message, image, stop }));
    });
  program
    .command('check')
    .description(translate('cli.check'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action((options: CommonOptions) => {
      finish(runCheck(openContext(environment, options.configDir ?? common().configDir), terminal));
    });
  return program;
}

let exitCode: ExitCode = 0;
try {
  await commandLine((code) => {
    exitCode = code;
  }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    terminal.err(translate('cli.fault', { reason: errorCode(error) }));
    exitCode = 1;
  }
}
process.exit(exitCode);
