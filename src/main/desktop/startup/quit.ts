import { app, powerMonitor } from 'electron';

/** How long stopping may take: the engine's 5 s for texts in flight, and one for the rest. */
const STOP_MS = 6_000;

/** Makes every way to quit stop things in order first, within 6 s, and end with exit code 0. */
export function stopBeforeQuit(stop: () => Promise<void>, failed: (error: unknown) => void): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) {
      return;
    }
    stopping = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS));
    void Promise.race([stop().catch(failed), late]).then(() => app.exit(0));
  });
  const quit = (): void => app.quit();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // With a library's listener from before, Chromium's handler would stay in place: it dies of a second signal.
    process.removeAllListeners(signal);
    process.on(signal, quit);
  }
  powerMonitor.on('shutdown', quit);
}

/** Calls `woke` when the machine wakes from suspend: the clock has jumped, files may have moved on, the keyring may be open. */
export function onWake(woke: () => void): void {
  powerMonitor.on('resume', woke);
  powerMonitor.on('unlock-screen', woke);
}
