import { basename, dirname } from 'node:path';
import { isSettled } from './change-time';
import { lookAt, sameFile, type FileIdentity } from './file-identity';
import { folderEntries, pathIn } from './folder-entries';
import { isBornSince } from './rotated-siblings';

/** A folder that does not stand at its path any more. */
export interface FolderMove {
  readonly path: string;
  readonly former: FileIdentity;
  /** When it was last seen there, ms since 1970. */
  readonly since: number;
}

/** How long the files of a moved folder are looked for, ms: each file is looked at by then. */
const KEPT_MS = 60_000;
/** Names looked through beside a folder, at most. */
const MOST_NAMES = 10_000;
/** How long the places of a folder stand while names beside it change, ms: all of its files ask for them at once. */
const PLACES_STAND_MS = 20;
/** How the name of a folder goes on that was moved aside: `logs.old`, `logs-2026`, `logs1`. */
const BEHIND_NAME = /^[\d._~-]/;

interface FoundPlaces {
  readonly paths: readonly string[];
  readonly changed: bigint;
  readonly foundAt: number;
}

/**
 * Remembers which folder stood at which path, and finds one that was moved, and those that stood at its path since for so short a time that
 * nobody saw them: by the names that notices told, or else beside it.
 */
export class MovedFolders {
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly identity: FileIdentity; readonly seenAt: number }>();
  #moves: readonly FolderMove[] = [];
  #untaken: readonly FolderMove[] = [];
  /** Seen by the search that goes on. */
  #seen: Set<string> | null = null;
  /** By path, where it may have gone. */
  readonly #names = new Map<string, Set<string>>();
  readonly #places = new Map<FolderMove, FoundPlaces>();

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
      Array.from(this.#known.keys())
        .filter((path) => !seen.has(path))
        .forEach((path) => this.see(path, null));
    }
    const oldest = this.#now() - KEPT_MS;
    const old = this.#moves.filter(({ since }) => since < oldest);
    old.forEach((move) => this.#places.delete(move));
    this.#moves = this.#moves.filter((move) => !old.includes(move));
    if (this.#moves.length === 0) {
      this.#names.clear();
    }
  }

  /** Forgets everything. */
  forget(): void {
    this.#known.clear();
    this.#places.clear();
    this.#names.clear();
    this.#moves = [];
    this.#untaken = [];
    this.#seen = null;
  }

  /** Notes what stands at the path of a folder now; null for none. */
  see(path: string, identity: FileIdentity | null): void {
    this.#seen?.add(path);
    const known = this.#known.get(path);
    const now = this.#now();
    if (known && !(identity && sameFile(known.identity, identity))) {
      const move = { path, former: known.identity, since: known.seenAt };
      this.#moves = [...this.#moves, move];
      this.#untaken = [...this.#untaken, move];
    }
    if (identity) {
      this.#known.set(path, { identity, seenAt: now });
    } else {
      this.#known.delete(path);
    }
  }

  /** Notes where a folder may have gone. */
  renamed(from: string, to: string): void {
    const names = this.#names.get(from) ?? new Set();
    this.#names.set(from, names.add(to));
  }

  /** The moves noted since this was last asked. */
  take(): readonly FolderMove[] {
    const untaken = this.#untaken;
    this.#untaken = [];
    return untaken;
  }

  /** Paths at which a file may stand now that stood at this one. */
  pathsOf(path: string): string[] {
    this.#lookAbove(path);
    return this.#moves
      .filter((move) => path.startsWith(`${move.path}/`))
      .flatMap((move) => this.placesOf(move).map((place) => place + path.slice(move.path.length)));
  }

  /** Where a moved folder stands now, and others that stood at its path since. */
  placesOf(move: FolderMove): readonly string[] {
    const parent = lookAt(dirname(move.path));
    if ('missing' in parent) {
      return [];
    }
    const found = this.#places.get(move);
    const now = performance.now();
    const stands =
      found?.changed === parent.changed &&
      (isSettled(parent.changed, this.#now()) || now - found.foundAt < PLACES_STAND_MS);
    if (found && stands) {
      return found.paths;
    }
    const paths = this.#findPlaces(move);
    this.#places.set(move, { paths, changed: parent.changed, foundAt: now });
    return paths;
  }

  /** A folder is in its place when the one that holds the file is. */
  #lookAbove(path: string): void {
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
      const known = this.#known.get(folder);
      if (known) {
        const look = lookAt(folder);
        const identity = 'missing' in look ? null : look;
        if (identity && sameFile(known.identity, identity)) {
          return;
        }
        this.see(folder, identity);
      }
    }
  }

  #findPlaces(move: FolderMove): string[] {
    const { path } = move;
    const named = this.#names.get(path);
    const places = named ? Array.from(named) : Array.from(foldersBeside(path));
    const stood = (place: string): boolean => named?.has(place) === true || isNameAlike(place, path);
    return places.flatMap((place) => {
      const look = lookAt(place);
      // `mv logs logs.old` moves into `logs.old` when that is there already.
      const inside = pathIn(place, basename(path));
      return [
        ...(isPlace(look, move, stood(place)) ? [place] : []),
        ...(isPlace(lookAt(inside), move, stood(place)) ? [inside] : []),
      ];
    });
  }
}

/** Whether it is the folder that was moved, or one that may have stood at its path since (`stood`). */
function isPlace(look: ReturnType<typeof lookAt>, { former, since }: FolderMove, stood: boolean): boolean {
  if ('missing' in look || look.kind !== 'directory') {
    return false;
  }
  // Where no birth time is known, the last change of the folder or its name has to do.
  const bornAt = Number((look.born === '0' ? look.changed : BigInt(look.born)) / 1_000_000n);
  return sameFile(look, former) || (stood && isBornSince({ bornAt }, since));
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
