import type { CommandThreads } from './tree/command-definition';
import type { ExitCode } from './output/ending';
import { ignoreUserSignals } from '../engine/common/user-signals';
import { keepCompiledCode } from './compiled-code';

/** Runs the command of this process's arguments. Returns the exit status. */
export async function start(threads: CommandThreads): Promise<ExitCode> {
  ignoreUserSignals();
  keepCompiledCode(process.env);
  const { runCommandLine } = await import('./command-line');
  return runCommandLine(threads);
}
