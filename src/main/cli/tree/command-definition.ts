import type { Command } from 'commander';
import type { Translate } from '../../../shared/i18n/translator';
import type { Environment } from '../../settings/config-dir';
import type { ChosenSettings, CliContext } from '../cli-context';
import type { StatusContext } from '../commands/status-command';
import type { ExitCode } from '../output/ending';
import type { StopReason } from '../output/stop-request';

/** Paths of the built worker threads and the script that a command may start. */
export interface CommandThreads {
  /** Built from engine/match/read-ahead/worker.ts. */
  readonly aheadWorker: string;
  /** Built from engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
  /** Script of `npm start`; exists in a checkout only. */
  readonly startScript: string;
}

export interface CommandDeps extends CommandThreads {
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

export interface CommonOptions extends ChosenSettings {
  readonly json?: boolean;
}

/** Values of `--config-dir` and `--system`, which may come before or after the name of the command. */
export function configDir(command: Command): ChosenSettings {
  const { configDir: folder, system = false } = command.optsWithGlobals<CommonOptions>();
  if (folder !== undefined && system) {
    const message = "error: option '--system' cannot be used with option '--config-dir <dir>'";
    command.error(message, { code: 'commander.conflictingOption' });
  }
  return { ...(folder !== undefined && { configDir: folder }), system };
}

/** Refuses a word after a command that lists things, since it is no subcommand; the error is like commander's. */
export function refuseUnknown(command: Command): void {
  const [word] = command.args;
  if (word !== undefined) {
    const names = command.commands.map((each) => each.name()).join(', ');
    const message = `error: unknown command '${word}' (Did you mean one of ${names}?)`;
    command.error(message, { code: 'commander.unknownCommand' });
  }
}

/** Splits text that ends with a line feed into lines. */
export function eachLine(text: string, write: (line: string) => void): void {
  text.replace(/\n$/, '').split('\n').forEach(write);
}
