import { type StatsListener, unwatchFile, watchFile } from 'node:fs';

/** Interval of looking for new keys, ms. */
const POLL_MS = 2_000;

/** Calls `changed` when another process writes or removes the keys file. Returns a function that ends this. */
export function watchKeys(secretsFile: string, changed: () => void): () => void {
  const listener: StatsListener = (now, before) => {
    // A missing file is reported once, too.
    if (now.mtimeMs !== before.mtimeMs) {
      changed();
    }
  };
  watchFile(secretsFile, { interval: POLL_MS }, listener);
  return () => unwatchFile(secretsFile, listener);
}
