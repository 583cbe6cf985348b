import { spellings } from '../../common/system-path';
import { isLink, statFile, type FileIdentity, type FileStat } from '../identity/file-id';
import { folderEntries, pathIn, type FolderEntry } from '../identity/folder-entries';
import type { PathPattern, Places, WantedNames } from './glob/path-pattern';

/** What a walk may come to. */
export interface WalkLimits {
  /** Folders entered, names read in them, and files found. */
  readonly folders: number;
  readonly names: number;
  readonly files: number;
  /** The time it works, ms. */
  readonly ms: number;
}

/** For files to be watched. */
export const WHOLE_WALK: WalkLimits = { folders: 100_000, names: 2_000_000, files: 100_000, ms: 10_000 };
/** For what is shown while somebody waits for it. */
export const BRIEF_WALK: WalkLimits = { folders: 10_000, names: 200_000, files: 20_000, ms: 1_000 };

/** What is told of a walk on its way. */
export interface WalkCalls {
  /** Called before a folder is read, so that nothing that comes to be in it is missed by who watches it from now on. */
  readonly folder: (path: string, look: FileStat, wanted: WantedNames) => void;
  /** Called for each file that is found; in rare cases twice. `isLinked`: a link leads to it. */
  readonly file: (path: string, isLinked: boolean) => void;
}

/** Where a walk begins, and whether it enters folders that links lead to. */
interface WalkStart {
  readonly path: string;
  readonly places: Places;
  readonly entersLinks: boolean;
}

interface Visit {
  readonly path: string;
  readonly places: Places;
}

/** Names read between two pauses. */
const NAMES_A_STEP = 256;

/**
 * Walks through the folders that a pattern leads to, in small steps. Behind links a folder is entered once for each place in the pattern, by
 * its device and inode, and not before all others: links that lead to each other in a web cost no more than the folders they lead to. Gives
 * false when it came to a limit.
 */
export function walk(
  pattern: PathPattern,
  calls: WalkCalls,
  limits: WalkLimits,
  start: WalkStart = { path: '/', places: pattern.start, entersLinks: true },
): Generator<undefined, boolean> {
  return new Walk(pattern, calls, new Budget(limits), start).steps();
}

class Walk {
  readonly #pattern: PathPattern;
  readonly #calls: WalkCalls;
  readonly #budget: Budget;
  readonly #entersLinks: boolean;
  readonly #folders: Visit[];
  /** In the order in which they were found. */
  readonly #links: Visit[] = [];
  #linksEntered = 0;
  /** The places at which each folder was entered. */
  readonly #entered = new Map<string, Places>();

  constructor(pattern: PathPattern, calls: WalkCalls, budget: Budget, { path, places, entersLinks }: WalkStart) {
    this.#pattern = pattern;
    this.#calls = calls;
    this.#budget = budget;
    this.#entersLinks = entersLinks;
    this.#folders = [{ path, places }];
  }

  *steps(): Generator<undefined, boolean> {
    for (let visit = this.#next(); visit && !this.#budget.isSpent; visit = this.#next()) {
      yield* this.#visit(visit);
      yield* this.#budget.pause();
    }
    return !this.#budget.isSpent;
  }

  #next(): Visit | undefined {
    const folder = this.#folders.pop();
    if (folder || !this.#entersLinks) {
      return folder;
    }
    const link = this.#links[this.#linksEntered];
    this.#linksEntered += link ? 1 : 0;
    return link;
  }

  *#visit({ path, places }: Visit): Generator<undefined, void> {
    const look = statFile(path);
    if ('missing' in look || look.kind !== 'directory' || this.#wasEntered(look, places)) {
      return;
    }
    this.#budget.folders += 1;
    const wanted = this.#pattern.wantedIn(places);
    this.#calls.folder(path, look, wanted);
    if (wanted.all) {
      yield* this.#read(path, places);
    } else {
      new Set([...wanted.folders, ...wanted.files]).forEach((name) => this.#lookUp(path, name, places));
    }
  }

  /** Without links no folder is met twice, and some mounts number all of theirs alike. */
  #wasEntered({ device, inode }: FileIdentity, places: Places): boolean {
    const key = `${device}:${inode}`;
    const before = this.#entered.get(key) ?? [];
    const added = places.filter((place) => !before.includes(place));
    if (added.length > 0) {
      this.#entered.set(key, [...before, ...added]);
    }
    return added.length === 0 && this.#linksEntered > 0;
  }

  *#read(folder: string, places: Places): Generator<undefined, void> {
    let names = 0;
    for (const { name, kind } of folderEntries(folder)) {
      const after = this.#pattern.after(places, name);
      if (after.length > 0) {
        this.#meet(pathIn(folder, name), kind, after);
      }
      names += 1;
      this.#budget.names += 1;
      if (names % NAMES_A_STEP === 0) {
        yield* this.#budget.pause();
      }
      if (this.#budget.isSpent) {
        return;
      }
    }
  }

  #meet(path: string, kind: FolderEntry['kind'], places: Places): void {
    if (kind === 'link') {
      this.#meetLink(path, places);
    } else if (kind === 'directory') {
      this.#enterLater(this.#folders, { path, places });
    } else if (kind === 'file') {
      this.#find(path, places, false);
    }
  }

  #meetLink(path: string, places: Places): void {
    const look = statFile(path);
    if (!('missing' in look) && look.kind === 'directory') {
      this.#enterLater(this.#links, { path, places });
    } else if (!('missing' in look)) {
      this.#find(path, places, true);
    }
  }

  /** Looks for a name that the pattern spells out, as it may stand on the disk; the likeliest spelling goes first. */
  #lookUp(folder: string, written: string, places: Places): void {
    const behind: Visit[] = [];
    for (const name of spellings(written)) {
      const path = pathIn(folder, name);
      const look = statFile(path);
      const after = this.#pattern.after(places, name);
      if (!('missing' in look) && look.kind === 'directory') {
        this.#enterLater(behind, { path, places: after });
      }
      if (!('missing' in look) && (look.kind === 'file' || !this.#pattern.isGlob)) {
        this.#find(path, after, isLink(path));
      }
    }
    this.#folders.push(...behind.reverse());
  }

  #enterLater(visits: Visit[], visit: Visit): void {
    if (this.#pattern.leadsOn(visit.places)) {
      visits.push(visit);
    }
  }

  #find(path: string, places: Places, isLinked: boolean): void {
    if (this.#pattern.isEnd(places) && this.#pattern.reads(path)) {
      this.#budget.files += 1;
      this.#calls.file(path, isLinked);
    }
  }
}

/** Counts what a walk has come to. */
class Budget {
  folders = 0;
  names = 0;
  files = 0;
  readonly #limits: WalkLimits;
  #workedMs = 0;
  #resumedAt = performance.now();

  constructor(limits: WalkLimits) {
    this.#limits = limits;
  }

  get isSpent(): boolean {
    const { folders, names, files, ms } = this.#limits;
    return this.folders > folders || this.names > names || this.files > files || this.#workedMs > ms;
  }

  /** Lets others work; their time is not counted. */
  *pause(): Generator<undefined, void> {
    this.#workedMs += performance.now() - this.#resumedAt;
    yield;
    this.#resumedAt = performance.now();
  }
}
