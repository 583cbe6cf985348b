import { basename, dirname } from 'node:path';
import { statFile, sameFile, type FileIdentity } from '../identity/file-id';
import { folderEntries, pathIn } from '../identity/folder-entries';
import { isBornSince } from './rotated-files';

/** Path from which a folder was moved. */
export interface FolderMove {
  readonly path: string;
  /** Folders seen there before, the last one first. */
  readonly folders: readonly FileIdentity[];
  /** Time when the first of them was last seen there, ms since 1970. */
  readonly since: number;
}

/** Time for which the files of a moved folder are searched, ms: every file is checked by then. */
const KEPT_MS = 60_000;
/** Limits of the moves kept, and of the folders and names kept for each: anybody may move folders without end. */
const MAX_MOVES = 256;
const MAX_PER_MOVE = 32;
/** Names read beside a folder. */
const MAX_NAMES = 10_000;
/** Time for which found paths are reused, ms: all files of a folder ask for them at once. */
const REUSE_MS = 20;
/** Suffixes of a folder that was moved aside: `logs.old`, `logs-2026`, `logs1`. */
const MOVED_SUFFIX = /^[\d._~-]/;

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
 * Remembers which folder was at which path. Finds a moved folder, and those that were at its path since for too short a
 * time to be seen, by the names that events told or else beside the path.
 */
export class MovedFolders {
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  /** Moves by path, the latest one last. */
  readonly #moves = new Map<string, NotedMove>();
  readonly #new = new Set<string>();
  /** Paths seen by the current search. */
  #seen: Set<string> | null = null;
  /** Targets of renames by path, with their times in ms since 1970. */
  readonly #renames = new Map<string, Map<string, number>>();
  /** Paths found by `findNow`, by path; times of `performance.now()`. */
  readonly #findings = new Map<string, { readonly paths: readonly string[]; readonly foundAt: number }>();

  /** `now` in ms since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Starts a search, which notes all folders of interest. */
  beginSearch(): void {
    this.#seen = new Set();
  }

  /** Ends the search: folders that it did not note are gone, if it was complete (`isWhole`). Drops old moves. */
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
    this.#renames.forEach((names, path) => {
      names.forEach((notedAt, place) => notedAt < oldest && names.delete(place));
      if (names.size === 0) {
        this.#renames.delete(path);
      }
    });
  }

  clear(): void {
    this.#known.clear();
    this.#moves.clear();
    this.#new.clear();
    this.#renames.clear();
    this.#findings.clear();
    this.#seen = null;
  }

  /** Notes the folder at a path; null for none. Folders above it must be noted first. */
  note(path: string, identity: FileIdentity | null): void {
    this.#seen?.add(path);
    const known = this.#known.get(path);
    if (known && !(identity && sameFile(known.identity, identity)) && !this.#isMovedWithParent(path, known)) {
      this.#addMove(path, known);
    }
    if (identity) {
      this.#known.set(path, { identity, seenAt: this.#now() });
    } else {
      this.#known.delete(path);
    }
  }

  /** Notes that a folder may have moved. */
  renamed(from: string, to: string): void {
    const names = this.#renames.get(from) ?? new Map<string, number>();
    names.delete(to);
    this.#renames.set(from, names.set(to, this.#now()));
    removeOldest(names, MAX_PER_MOVE);
    removeOldest(this.#renames, MAX_MOVES);
  }

  /** Returns the moves noted since the last call. */
  takeNew(): FolderMove[] {
    const moves = Array.from(this.#new).flatMap((path) => this.#moves.get(path) ?? []);
    this.#new.clear();
    return moves;
  }

  /** Paths where a file may be now that was at this path. */
  pathsNow(path: string): string[] {
    this.#noteAbove(path);
    return Array.from(this.#moves.values())
      .filter((move) => path.startsWith(`${move.path}/`))
      .flatMap((move) => this.findNow(move).map((place) => place + path.slice(move.path.length)));
  }

  /** Paths of the folders now that were at the path of a move, even if they were not seen there. */
  findNow(move: FolderMove): readonly string[] {
    const found = this.#findings.get(move.path);
    if (found && performance.now() - found.foundAt < REUSE_MS) {
      return found.paths;
    }
    const paths = this.#find(move);
    this.#findings.set(move.path, { paths, foundAt: performance.now() });
    return paths;
  }

  /** Notes the folders above a path, up from the file to the first one that is still in its place. */
  #noteAbove(path: string): void {
    const changed: { readonly folder: string; readonly identity: FileIdentity | null }[] = [];
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
      const known = this.#known.get(folder);
      const stat = known ? statFile(folder) : null;
      const identity = stat && !('missing' in stat) ? stat : null;
      if (known && identity && sameFile(known.identity, identity)) {
        break;
      }
      changed.unshift(...(known ? [{ folder, identity }] : []));
    }
    changed.forEach(({ folder, identity }) => this.note(folder, identity));
  }

  /** Tells whether a folder above was moved since this one was last seen. */
  #isMovedWithParent(path: string, { seenAt }: Known): boolean {
    return Array.from(this.#moves.values()).some((move) => path.startsWith(`${move.path}/`) && move.notedAt >= seenAt);
  }

  #addMove(path: string, { identity, seenAt }: Known): void {
    const { folders = [], since = seenAt } = this.#moves.get(path) ?? {};
    this.#forgetMove(path);
    const move = { path, folders: [identity, ...folders].slice(0, MAX_PER_MOVE), since, notedAt: this.#now() };
    this.#moves.set(path, move);
    this.#new.add(path);
    const [oldest = path] = this.#moves.keys();
    if (this.#moves.size > MAX_MOVES) {
      this.#forgetMove(oldest);
    }
  }

  #forgetMove(path: string): void {
    this.#moves.delete(path);
    this.#findings.delete(path);
  }

  #find(move: FolderMove): string[] {
    const { path } = move;
    const named = this.#renames.get(path);
    const places = named ? Array.from(named.keys()) : Array.from(foldersBeside(path));
    return places.flatMap((place) => {
      const mayBeLater = named !== undefined || isMovedName(place, path);
      // `mv logs logs.old` moves into `logs.old` when that is there already.
      return [place, pathIn(place, basename(path))].filter((each) => holdsMoved(each, move, mayBeLater));
    });
  }
}

/** Tells whether a path holds the moved folder or, if `mayBeLater`, one that may have been at its path since. */
function holdsMoved(path: string, { folders, since }: FolderMove, mayBeLater: boolean): boolean {
  const stat = statFile(path);
  if ('missing' in stat || stat.kind !== 'directory') {
    return false;
  }
  // Without a birth time, the change time of the folder has to do.
  const bornAt = Number((stat.born === '0' ? stat.changed : BigInt(stat.born)) / 1_000_000n);
  return folders.some((former) => sameFile(stat, former)) || (mayBeLater && isBornSince({ bornAt }, since));
}

function isMovedName(place: string, path: string): boolean {
  return place.startsWith(path) && MOVED_SUFFIX.test(place.slice(path.length));
}

function* foldersBeside(path: string): Generator<string> {
  const folder = dirname(path);
  let names = 0;
  for (const { name, kind } of folderEntries(folder)) {
    names += 1;
    if (names > MAX_NAMES) {
      return;
    }
    if (kind === 'directory' && name !== basename(path)) {
      yield pathIn(folder, name);
    }
  }
}

/** Removes the oldest entries beyond a limit. */
function removeOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) {
      return;
    }
    map.delete(key);
  }
}
