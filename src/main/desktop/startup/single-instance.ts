import { app } from 'electron';

/** Data passed to the running Logbell, as Chromium may reorder a second start's arguments. */
interface SecondStart {
  readonly hidden: boolean;
}

/**
 * Takes the lock of this config folder (it lies in userData). False if another Logbell holds it; that one gets a
 * `second-instance` event.
 */
export function takeInstanceLock(hidden: boolean): boolean {
  const start: SecondStart = { hidden };
  return app.requestSingleInstanceLock({ ...start });
}

/** Calls `show` whenever Logbell is started again, unless that start was one at login. */
export function onSecondStart(show: () => void): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    const hidden = typeof data === 'object' && data !== null && 'hidden' in data && data.hidden === true;
    if (!hidden) {
      show();
    }
  });
}
