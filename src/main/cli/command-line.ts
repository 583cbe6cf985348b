import { CommanderError } from 'commander';
import { chooseLanguage, systemLocale } from '../../shared/i18n/language';
import { translator } from '../../shared/i18n/translator';
import { errorCode } from '../engine/common/error-code';
import { removeKeys } from '../settings/secrets/keys';
import type { ChosenSettings, CliContext } from './cli-context';
import { commandTree } from './tree/command-tree';
import type { CommandThreads } from './tree/command-definition';
import { endOnUncaught, type ExitCode, outputWritten } from './output/ending';
import { limitHeapGrowth } from './heap-limits';
import type { StatusContext } from './commands/status-command';
import { type StopReason, stopRequest } from './output/stop-request';
import { labelled, printError } from './output/messages';
import { streams, terminal } from './output/terminal';
import { mayMeanService } from './service/start-command';
import { usageSentence } from './usage/usage-error';

const environment = removeKeys(process.env);
const translate = translator(chooseLanguage('system', systemLocale(environment)));
/** Follows the language of the settings once they are read. */
let currentTranslate = translate;
endOnUncaught(streams, translate);

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
    const deps = { ...threads, translate, environment, contextOf, statusContextOf, finish, stop };
    await commandTree(deps, process.argv.slice(2)).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const sentence = translate('cli.fault', { reason: errorCode(error) });
      printError(terminal, translate, sentence, translate('cli.fix.fault'));
      return 1;
    }
    const sentence = usageSentence(error, translate);
    if (sentence !== null) {
      printError(terminal, translate, sentence, translate('cli.usage.help'));
    }
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

/** Opens settings, keys and paths for a command. */
async function contextOf(chosen: ChosenSettings): Promise<CliContext> {
  const { openContext } = await import('./cli-context');
  const context = openContext(environment, chosen);
  limitHeapGrowth();
  currentTranslate = context.translate;
  if (mayMeanService(context)) {
    terminal.err(labelled('warning', currentTranslate('cli.settingsOfRoot'), currentTranslate));
  }
  return context;
}

/** Finds the paths and the language for a command that creates no settings. */
async function statusContextOf(chosen: ChosenSettings): Promise<StatusContext> {
  const { readOnlyContext } = await import('./cli-context');
  const context = readOnlyContext(environment, chosen);
  limitHeapGrowth();
  currentTranslate = context.translate;
  return context;
}
