import { isSettled, statFile } from './file-id';
import { folderEntries } from './folder-entries';

/** Names that are looked through in one folder, at most: it takes about 0.1 s. */
export const MOST_NAMES = 100_000;
/** Folders kept in mind: a hundred thousand names take some 10 MB. */
const KEPT_FOLDERS = 4;
/** A folder with more names is not read anew at each change for those who ask again … */
const MANY_NAMES = 2_000;
/** … but after so many times as long as reading it took: hundreds of logs may be rotated in it at once. */
const STALE_TIMES = 5;

interface Listing {
  /** Sorted. */
  readonly names: readonly string[];
  /** The change time of the folder before it was read, ns since 1970. */
  readonly changed: bigint;
  /** Whether a later change would show by another change time. */
  readonly isSettled: boolean;
  readonly tookMs: number;
  /** On the clock of `performance.now()`. */
  readonly readAt: number;
}

/** The names in folders, kept in mind while nothing changes: each log asks for those beside it. */
export class FolderNames {
  readonly #now: () => number;
  readonly #tooMany: (folder: string, isOver: boolean) => void;
  readonly #most: number;
  readonly #listings = new Map<string, Listing>();
  #staleAnswers = 0;

  /** `now` in ms since 1970. `tooMany` is told of each folder that is read whether it has as many names as are looked through (`most`). */
  constructor(now: () => number, tooMany: (folder: string, isOver: boolean) => void, most = MOST_NAMES) {
    this.#now = now;
    this.#tooMany = tooMany;
    this.#most = most;
  }

  /** How many answers to those who ask again may have left out names that came just before. */
  get staleAnswers(): number {
    return this.#staleAnswers;
  }

  /** The names in a folder that begin like this; none when it may not be read. `asksAgain`: who asks does so until no answer was stale. */
  beginningWith(folder: string, prefix: string, asksAgain = false): readonly string[] {
    const { names } = this.#listing(folder, asksAgain);
    const from = firstNotBefore(names, prefix);
    let to = from;
    while (names[to]?.startsWith(prefix) === true) {
      to += 1;
    }
    return names.slice(from, to);
  }

  #listing(folder: string, asksAgain: boolean): Listing {
    const look = statFile(folder);
    const changed = 'missing' in look ? 0n : look.changed;
    const known = this.#listings.get(folder);
    if (known?.isSettled === true && known.changed === changed) {
      return known;
    }
    const age = performance.now() - (known?.readAt ?? -Infinity);
    if (asksAgain && known && known.names.length > MANY_NAMES && age < known.tookMs * STALE_TIMES) {
      this.#staleAnswers += 1;
      return known;
    }
    return this.#read(folder, changed);
  }

  #read(folder: string, changed: bigint): Listing {
    const began = performance.now();
    const names = namesIn(folder, this.#most);
    this.#tooMany(folder, names.length >= this.#most);
    const readAt = performance.now();
    const isOld = isSettled(changed, this.#now());
    const listing = { names: names.sort(), changed, isSettled: isOld, tookMs: readAt - began, readAt };
    this.#listings.delete(folder);
    this.#listings.set(folder, listing);
    const [oldest = ''] = this.#listings.keys();
    if (this.#listings.size > KEPT_FOLDERS) {
      this.#listings.delete(oldest);
    }
    return listing;
  }
}

/** The names in a folder; no more than `most`. */
export function namesIn(folder: string, most = MOST_NAMES): string[] {
  const names: string[] = [];
  for (const { name } of folderEntries(folder)) {
    names.push(name);
    if (names.length >= most) {
      break;
    }
  }
  return names;
}

/** Where names begin that do not sort before this one. */
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
