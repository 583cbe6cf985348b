import { isSettled, statFile } from './file-id';
import { folderEntries } from './folder-entries';

/** Most names read of one folder, which takes about 0.1 s. */
export const MAX_NAMES = 100_000;
/** Cached folders: a hundred thousand names take about 10 MB. */
const KEPT_FOLDERS = 4;
/** A folder with more names is not read again at each change if the caller retries … */
const MANY_NAMES = 2_000;
/** … but only after this many times the duration of reading it, as hundreds of logs may be rotated in it at once. */
const STALE_TIMES = 5;

interface Listing {
  /** Sorted. */
  readonly names: readonly string[];
  /** Change time of the folder before it was read, ns since 1970. */
  readonly changed: bigint;
  /** True if a later change would get another change time. */
  readonly isSettled: boolean;
  readonly tookMs: number;
  /** Time of reading, on the clock of `performance.now()`. */
  readonly readAt: number;
}

/** Names in folders, cached until the folder changes: each log asks for the files beside it. */
export class FolderNames {
  readonly #now: () => number;
  readonly #onListed: (folder: string, isOver: boolean) => void;
  readonly #maxNames: number;
  readonly #listings = new Map<string, Listing>();
  #staleAnswers = 0;

  /**
   * `now` in ms since 1970. `onListed` is called after each read of a folder, `isOver` if it has `maxNames` or more.
   */
  constructor(now: () => number, onListed: (folder: string, isOver: boolean) => void, maxNames = MAX_NAMES) {
    this.#now = now;
    this.#onListed = onListed;
    this.#maxNames = maxNames;
  }

  /** Number of answers to retrying callers that may lack the newest names. */
  get staleAnswers(): number {
    return this.#staleAnswers;
  }

  /**
   * Names in a folder that start with `prefix`; none if it cannot be read. `willRetry`: the caller asks until no answer
   * is stale.
   */
  beginningWith(folder: string, prefix: string, willRetry = false): readonly string[] {
    const { names } = this.#listing(folder, willRetry);
    const from = firstNotBefore(names, prefix);
    let to = from;
    while (names[to]?.startsWith(prefix) === true) {
      to += 1;
    }
    return names.slice(from, to);
  }

  #listing(folder: string, willRetry: boolean): Listing {
    const stat = statFile(folder);
    const changed = 'missing' in stat ? 0n : stat.changed;
    const known = this.#listings.get(folder);
    if (known?.isSettled === true && known.changed === changed) {
      return known;
    }
    const age = performance.now() - (known?.readAt ?? -Infinity);
    if (willRetry && known && known.names.length > MANY_NAMES && age < known.tookMs * STALE_TIMES) {
      this.#staleAnswers += 1;
      return known;
    }
    return this.#read(folder, changed);
  }

  #read(folder: string, changed: bigint): Listing {
    const startedAt = performance.now();
    const names = namesIn(folder, this.#maxNames);
    this.#onListed(folder, names.length >= this.#maxNames);
    const readAt = performance.now();
    const isOld = isSettled(changed, this.#now());
    const listing = { names: names.sort(), changed, isSettled: isOld, tookMs: readAt - startedAt, readAt };
    this.#listings.delete(folder);
    this.#listings.set(folder, listing);
    const [oldest = ''] = this.#listings.keys();
    if (this.#listings.size > KEPT_FOLDERS) {
      this.#listings.delete(oldest);
    }
    return listing;
  }
}

/** Names in a folder, at most `max`. */
export function namesIn(folder: string, max = MAX_NAMES): string[] {
  const names: string[] = [];
  for (const { name } of folderEntries(folder)) {
    names.push(name);
    if (names.length >= max) {
      break;
    }
  }
  return names;
}

/** Index of the first name that does not sort before `name`. */
function firstNotBefore(names: readonly string[], name: string): number {
  let from = 0;
  let to = names.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((names[middle] ?? '') < name) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
