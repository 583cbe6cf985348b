import type { CommandThreads } from './tree/command-definition';
import type { ExitCode } from './output/ending';
import { ignoreUserSignals } from '../engine/common/user-signals';
import { keepCompiledCode } from './compiled-code';

/** Runs the command of this process's arguments. Returns the exit status. */
export async function start(threads: CommandThreads): Promise<ExitCode> {
  ignoreUserSignals();
  // libsql looks up the C library in a report, which would also list the network.
  Object.assign(process.report, { excludeNetwork: true });
  keepCompiledCode(process.env);
  const { runCommandLine } = await import('./command-line');
  return runCommandLine(threads);
}
