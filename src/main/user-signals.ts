/**
 * Ignores SIGUSR1 and SIGUSR2: on the first Node would open its debugger to everybody on the machine (Node, "Signal events"), and the
 * second would end the process. Call it before anything else is loaded.
 */
export function ignoreUserSignals(): void {
  process.on('SIGUSR1', () => undefined);
  process.on('SIGUSR2', () => undefined);
}
