import { app, powerMonitor } from 'electron';

/** Time limit for stopping, ms: 5 s for the engine's texts in flight and 1 s for the rest. */
const STOP_MS = 6_000;

/** Makes every way to quit run `stop` first, for at most 6 s, and exit with code 0. */
export function stopBeforeQuit(stop: () => Promise<void>, failed: (error: unknown) => void): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) {
      return;
    }
    stopping = true;
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS));
    void Promise.race([stop().catch(failed), timeout]).then(() => app.exit(0));
  });
  const quit = (): void => app.quit();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // A library's earlier listener would keep Chromium's handler in place, which dies of a second signal.
    process.removeAllListeners(signal);
    process.on(signal, quit);
  }
  powerMonitor.on('shutdown', quit);
}

/** Calls `woke` after suspend: the clock has jumped, files may have changed, the keyring may be open. */
export function onWake(woke: () => void): void {
  powerMonitor.on('resume', woke);
  powerMonitor.on('unlock-screen', woke);
}
