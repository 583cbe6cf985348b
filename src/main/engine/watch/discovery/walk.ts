import { spellings } from '../../common/files/system-path';
import { isLink, statFile, type FileIdentity, type FileStat } from '../identity/file-id';
import { folderEntries, pathIn, type FolderEntry } from '../identity/folder-entries';
import type { PathPattern, Places, WantedNames } from './glob/path-pattern';

/** Limits of a walk. */
export interface WalkLimits {
  /** Folders entered, names read in them, and files found. */
  readonly folders: number;
  readonly names: number;
  readonly files: number;
  /** Time spent working, ms. */
  readonly ms: number;
}

/** Limits for files to watch. */
export const WHOLE_WALK: WalkLimits = { folders: 100_000, names: 2_000_000, files: 100_000, ms: 10_000 };
/** Limits for a preview that somebody waits for. */
export const BRIEF_WALK: WalkLimits = { folders: 10_000, names: 200_000, files: 20_000, ms: 1_000 };

/** Receiver of the folders and files that a walk finds. */
export interface WalkCalls {
  /** Called before a folder is read: whoever watches it from then on misses nothing. */
  readonly folder: (path: string, stat: FileStat, wanted: WantedNames) => void;
  /** Called for each file found, in rare cases twice. `isLinked`: the path is a symbolic link. */
  readonly file: (path: string, isLinked: boolean) => void;
}

/** Start of a walk, and permission to enter folders behind symbolic links. */
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
const NAMES_PER_STEP = 256;

/**
 * Walks the folders that a pattern leads to, in small steps; returns false if a limit ended the walk. Folders behind
 * links come last and are entered once (by device and inode) for each place in the pattern: a web of links costs no
 * more than the folders it leads to.
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
  /** In the order found. */
  readonly #links: Visit[] = [];
  #linksEntered = 0;
  /** Places at which each folder was entered, by device and inode. */
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
    const stat = statFile(path);
    if ('missing' in stat || stat.kind !== 'directory' || this.#wasEntered(stat, places)) {
      return;
    }
    this.#budget.folders += 1;
    const wanted = this.#pattern.wantedIn(places);
    this.#calls.folder(path, stat, wanted);
    if (wanted.all) {
      yield* this.#read(path, places);
    } else {
      new Set([...wanted.folders, ...wanted.files]).forEach((name) => this.#lookUp(path, name, places));
    }
  }

  /** Tells whether a folder was entered before; only behind links, as some mounts number all their folders alike. */
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
        this.#add(pathIn(folder, name), kind, after);
      }
      names += 1;
      this.#budget.names += 1;
      if (names % NAMES_PER_STEP === 0) {
        yield* this.#budget.pause();
      }
      if (this.#budget.isSpent) {
        return;
      }
    }
  }

  #add(path: string, kind: FolderEntry['kind'], places: Places): void {
    if (kind === 'link') {
      this.#addLink(path, places);
    } else if (kind === 'directory') {
      this.#enqueue(this.#folders, { path, places });
    } else if (kind === 'file') {
      this.#addFile(path, places, false);
    }
  }

  #addLink(path: string, places: Places): void {
    const stat = statFile(path);
    if (!('missing' in stat) && stat.kind === 'directory') {
      this.#enqueue(this.#links, { path, places });
    } else if (!('missing' in stat)) {
      this.#addFile(path, places, true);
    }
  }

  /** Looks up a name that the pattern spells out, in each spelling it may have on the disk, likeliest first. */
  #lookUp(folder: string, written: string, places: Places): void {
    const found: Visit[] = [];
    for (const name of spellings(written)) {
      const path = pathIn(folder, name);
      const stat = statFile(path);
      const after = this.#pattern.after(places, name);
      if (!('missing' in stat) && stat.kind === 'directory') {
        this.#enqueue(found, { path, places: after });
      }
      if (!('missing' in stat) && (stat.kind === 'file' || !this.#pattern.isGlob)) {
        this.#addFile(path, after, isLink(path));
      }
    }
    this.#folders.push(...found.reverse());
  }

  #enqueue(visits: Visit[], visit: Visit): void {
    if (this.#pattern.leadsOn(visit.places)) {
      visits.push(visit);
    }
  }

  #addFile(path: string, places: Places, isLinked: boolean): void {
    if (this.#pattern.isEnd(places) && this.#pattern.reads(path)) {
      this.#budget.files += 1;
      this.#calls.file(path, isLinked);
    }
  }
}

/** Counts the work of a walk against its limits. */
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

  /** Lets other work run, without counting its time. */
  *pause(): Generator<undefined, void> {
    this.#workedMs += performance.now() - this.#resumedAt;
    yield;
    this.#resumedAt = performance.now();
  }
}
