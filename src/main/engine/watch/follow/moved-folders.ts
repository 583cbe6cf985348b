import { basename, dirname } from 'node:path';
import { statFile, sameFile, type FileIdentity } from '../identity/file-id';
import { folderEntries, pathIn } from '../identity/folder-entries';
import { isBornSince } from './rotated-files';

/** A path at which a folder stood that does not stand there any more. */
export interface FolderMove {
  readonly path: string;
  /** Those that were seen there before, the last one first. */
  readonly folders: readonly FileIdentity[];
  /** When the first of them was last seen there, ms since 1970. */
  readonly since: number;
}

/** How long the files of a moved folder are looked for, ms: each file is looked at by then. */
const KEPT_MS = 60_000;
/** Paths of moved folders, and what is remembered of each, at most: anybody may move folders without end. */
const MOST_MOVES = 256;
const MOST_OF_ONE = 32;
/** Names looked through beside a folder, at most. */
const MOST_NAMES = 10_000;
/** How long the places of a folder stand, ms: all of its files ask for them at once. */
const PLACES_STAND_MS = 20;
/** How the name of a folder goes on that was moved aside: `logs.old`, `logs-2026`, `logs1`. */
const BEHIND_NAME = /^[\d._~-]/;

interface Known {
  readonly identity: FileIdentity;
  /** ms since 1970. */
  readonly seenAt: number;
}

interface NotedMove extends FolderMove {
  /** ms since 1970. */
  readonly notedAt: number;
}

/**
 * Remembers which folder stood at which path, and finds one that was moved, and those that stood at its path since for so short a time that
 * nobody saw them: by the names that notices told, or else beside it.
 */
export class MovedFolders {
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  /** By path, the one that was noted last at the end. */
  readonly #moves = new Map<string, NotedMove>();
  readonly #new = new Set<string>();
  /** Seen by the search that goes on. */
  #seen: Set<string> | null = null;
  /** By path, where a folder may have gone, and when that was told, ms since 1970. */
  readonly #names = new Map<string, Map<string, number>>();
  /** By path, on the clock of `performance.now()`. */
  readonly #findings = new Map<string, { readonly paths: readonly string[]; readonly foundAt: number }>();

  /** `now` in ms since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A search sees all folders of interest from now on. */
  beginSearch(): void {
    this.#seen = new Set();
  }

  /** Folders that the search did not see have gone, if it saw all there are (`isWhole`). Moves of long ago are forgotten. */
  endSearch(isWhole: boolean): void {
    const seen = this.#seen;
    this.#seen = null;
    if (seen && isWhole) {
      const gone = Array.from(this.#known.keys()).filter((path) => !seen.has(path));
      gone.sort().forEach((path) => this.note(path, null));
    }
    const oldest = this.#now() - KEPT_MS;
    this.#moves.forEach(({ notedAt }, path) => {
      if (notedAt < oldest) {
        this.#forgetMove(path);
      }
    });
    this.#names.forEach((names, path) => {
      names.forEach((toldAt, place) => toldAt < oldest && names.delete(place));
      if (names.size === 0) {
        this.#names.delete(path);
      }
    });
  }

  /** Forgets everything. */
  clear(): void {
    this.#known.clear();
    this.#moves.clear();
    this.#new.clear();
    this.#names.clear();
    this.#findings.clear();
    this.#seen = null;
  }

  /** Notes what stands at the path of a folder now; null for none. Folders above are to be noted before. */
  note(path: string, identity: FileIdentity | null): void {
    this.#seen?.add(path);
    const known = this.#known.get(path);
    if (known && !(identity && sameFile(known.identity, identity)) && !this.#isMovedWith(path, known)) {
      this.#addMove(path, known);
    }
    if (identity) {
      this.#known.set(path, { identity, seenAt: this.#now() });
    } else {
      this.#known.delete(path);
    }
  }

  /** Notes where a folder may have gone. */
  renamed(from: string, to: string): void {
    const names = this.#names.get(from) ?? new Map<string, number>();
    names.delete(to);
    this.#names.set(from, names.set(to, this.#now()));
    forgetFirst(names, MOST_OF_ONE);
    forgetFirst(this.#names, MOST_MOVES);
  }

  /** The moves noted since this was last asked. */
  takeNew(): FolderMove[] {
    const untaken = Array.from(this.#new).flatMap((path) => this.#moves.get(path) ?? []);
    this.#new.clear();
    return untaken;
  }

  /** Paths at which a file may stand now that stood at this one. */
  pathsNow(path: string): string[] {
    this.#noteAbove(path);
    return Array.from(this.#moves.values())
      .filter((move) => path.startsWith(`${move.path}/`))
      .flatMap((move) => this.findNow(move).map((place) => place + path.slice(move.path.length)));
  }

  /** Where folders stand now that stood at a path, also for so short a time that nobody saw them there. */
  findNow(move: FolderMove): readonly string[] {
    const found = this.#findings.get(move.path);
    if (found && performance.now() - found.foundAt < PLACES_STAND_MS) {
      return found.paths;
    }
    const paths = this.#find(move);
    this.#findings.set(move.path, { paths, foundAt: performance.now() });
    return paths;
  }

  /** A folder is in its place when the one that holds the file is. */
  #noteAbove(path: string): void {
    const changed: { readonly folder: string; readonly identity: FileIdentity | null }[] = [];
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
      const known = this.#known.get(folder);
      const look = known ? statFile(folder) : null;
      const identity = look && !('missing' in look) ? look : null;
      if (known && identity && sameFile(known.identity, identity)) {
        break;
      }
      changed.unshift(...(known ? [{ folder, identity }] : []));
    }
    changed.forEach(({ folder, identity }) => this.note(folder, identity));
  }

  /** Whether a folder above it was moved since it was last seen. */
  #isMovedWith(path: string, { seenAt }: Known): boolean {
    return Array.from(this.#moves.values()).some((move) => path.startsWith(`${move.path}/`) && move.notedAt >= seenAt);
  }

  #addMove(path: string, { identity, seenAt }: Known): void {
    const { folders = [], since = seenAt } = this.#moves.get(path) ?? {};
    this.#forgetMove(path);
    const move = { path, folders: [identity, ...folders].slice(0, MOST_OF_ONE), since, notedAt: this.#now() };
    this.#moves.set(path, move);
    this.#new.add(path);
    const [oldest = path] = this.#moves.keys();
    if (this.#moves.size > MOST_MOVES) {
      this.#forgetMove(oldest);
    }
  }

  #forgetMove(path: string): void {
    this.#moves.delete(path);
    this.#findings.delete(path);
  }

  #find(move: FolderMove): string[] {
    const { path } = move;
    const named = this.#names.get(path);
    const places = named ? Array.from(named.keys()) : Array.from(foldersBeside(path));
    return places.flatMap((place) => {
      const stood = named !== undefined || isNameAlike(place, path);
      // `mv logs logs.old` moves into `logs.old` when that is there already.
      return [place, pathIn(place, basename(path))].filter((each) => isPlace(each, move, stood));
    });
  }
}

/** Whether it is a folder that was moved, or one that may have stood at its path since (`stood`). */
function isPlace(path: string, { folders, since }: FolderMove, stood: boolean): boolean {
  const look = statFile(path);
  if ('missing' in look || look.kind !== 'directory') {
    return false;
  }
  // Where no birth time is known, the last change of the folder or its name has to do.
  const bornAt = Number((look.born === '0' ? look.changed : BigInt(look.born)) / 1_000_000n);
  return folders.some((former) => sameFile(look, former)) || (stood && isBornSince({ bornAt }, since));
}

function isNameAlike(place: string, path: string): boolean {
  return place.startsWith(path) && BEHIND_NAME.test(place.slice(path.length));
}

function* foldersBeside(path: string): Generator<string> {
  const folder = dirname(path);
  let names = 0;
  for (const { name, kind } of folderEntries(folder)) {
    names += 1;
    if (names > MOST_NAMES) {
      return;
    }
    if (kind === 'directory' && name !== basename(path)) {
      yield pathIn(folder, name);
    }
  }
}

/** Forgets what came first while there is more than so many. */
function forgetFirst(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) {
      return;
    }
    map.delete(key);
  }
}
