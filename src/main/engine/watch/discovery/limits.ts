import { readFileSync } from 'node:fs';

/** Many files are looked at less often: rest between two looks at all of them, ms a file … */
const REST_MS_A_FILE = 5;
/** … but often enough to find what notices missed while somebody still waits for it, ms. */
const LONGEST_REST_MS = 12_000;
/** How much longer than a search for new files takes it is rested before the next … */
const REST_FOR_DISCOVERY = 1_000;
/** … and where no notices tell of them at once … */
const REST_FOR_DISCOVERY_UNNOTICED = 20;
/** … at most, ms. */
const LONGEST_REST_FOR_DISCOVERY_MS = 60_000;

/** How long to rest before all files are looked at again, ms. `leastMs`: with few files. */
export function pollInterval(files: number, leastMs: number): number {
  return Math.max(leastMs, Math.min(LONGEST_REST_MS, files * REST_MS_A_FILE));
}

/** How long to rest before new files are searched for again, ms. `tookMs`: the last search. */
export function discoveryInterval(tookMs: number, leastMs: number, hasNotices: boolean): number {
  const times = hasNotices ? REST_FOR_DISCOVERY : REST_FOR_DISCOVERY_UNNOTICED;
  return Math.max(leastMs, Math.min(LONGEST_REST_FOR_DISCOVERY_MS, tookMs * times));
}

/** Descriptors kept free for the ledger, connections and the desktop. */
const SPARE = 256;

/** How many files can be held open at once: `most`, or what this process's limit of open files leaves (proc(5), limits). */
export function filesHeldAtOnce(most: number): number {
  const limit = /^Max open files\s+(\d+)/m.exec(limits())?.[1];
  return limit === undefined ? most : Math.min(most, Math.max(1, Number(limit) - SPARE));
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
