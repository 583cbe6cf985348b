import { powerMonitor } from 'electron';

/** Calls `woke` when the machine wakes from suspend: the clock has jumped, files may have moved on, the keyring may be open. */
export function onWake(woke: () => void): void {
  powerMonitor.on('resume', woke);
  powerMonitor.on('unlock-screen', woke);
}
