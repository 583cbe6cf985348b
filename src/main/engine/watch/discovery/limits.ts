import { readFileSync } from 'node:fs';

/** Pause between two checks of all files, ms per file. */
const POLL_MS_PER_FILE = 5;
/** Longest such pause, ms: a change without an event is found while somebody still waits for it. */
const MAX_POLL_MS = 12_000;
/** Pause between two searches for new files, as a multiple of the time that one takes. */
const SEARCH_PAUSE_FACTOR = 1_000;
/** The same where no events report new files. */
const SEARCH_PAUSE_FACTOR_WITHOUT_EVENTS = 20;
/** Longest pause between two searches, ms. */
const MAX_SEARCH_PAUSE_MS = 60_000;

/** Pause before all files are checked again, ms; `leastMs` for few files. */
export function pollInterval(files: number, leastMs: number): number {
  return Math.max(leastMs, Math.min(MAX_POLL_MS, files * POLL_MS_PER_FILE));
}

/** Pause before the next search for new files, ms; `tookMs` is the duration of the last one. */
export function discoveryInterval(tookMs: number, leastMs: number, hasEvents: boolean): number {
  const factor = hasEvents ? SEARCH_PAUSE_FACTOR : SEARCH_PAUSE_FACTOR_WITHOUT_EVENTS;
  return Math.max(leastMs, Math.min(MAX_SEARCH_PAUSE_MS, tookMs * factor));
}

/** File descriptors kept free for the ledger, connections and the desktop. */
const SPARE_DESCRIPTORS = 256;

/** Number of files that can be open at once: `most`, or fewer if the process's limit requires (proc(5), limits). */
export function filesHeldAtOnce(most: number): number {
  const limit = /^Max open files\s+(\d+)/m.exec(limits())?.[1];
  return limit === undefined ? most : Math.min(most, Math.max(1, Number(limit) - SPARE_DESCRIPTORS));
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
