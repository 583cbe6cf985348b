/**
 * Ignores SIGUSR1, on which Node opens its debugger to every user of the machine (Node, "Signal events"), and SIGUSR2,
 * which would end the process. Call before anything else is loaded.
 */
export function ignoreUserSignals(): void {
  process.on('SIGUSR1', () => undefined);
  process.on('SIGUSR2', () => undefined);
}
