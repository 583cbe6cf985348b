import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { errorCode, isSystemFault } from '../../common/error-code';
import { comparableName, nameFromBytes, systemPath } from '../../common/system-path';
import { statFile, sameFile, type FileIdentity } from '../identity/file-id';
import { pathIn } from '../identity/folder-entries';
import type { WantedNames } from './glob/path-pattern';

/** What is told of the folders. */
export interface FolderEventListener {
  /** Something happened to the file at this path. */
  readonly touched: (path: string) => void;
  /** Something came to stand at this path, or went. */
  readonly appeared: (path: string) => void;
  /** The folder at `from` may stand at `to` by now: one name went and the other came. */
  readonly moved: (from: string, to: string) => void;
  /** The system has no more notices to give (ENOSPC, EMFILE: inotify(7) limits): of this file, or of what lies below this folder. */
  readonly limited: (path: string, reason: string) => void;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: FileIdentity;
}

/** Of which names in a folder notices are wanted. */
interface Interest {
  /** Of all names. */
  all: boolean;
  /** In the form in which names are compared. */
  readonly names: Set<string>;
}

/** The limits of inotify(7): watches, instances, open files. */
const LIMIT_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);
/** What happened to a name was told after so long, ms. */
const TOLD_BY_THEN_MS = 1_000;

/**
 * Notices of what happens in folders, one watch a folder however many files it holds. (chokidar, which settings are watched with, takes no names
 * that are not UTF-8, and goes on watching a folder that another one has replaced.)
 */
export class FolderEvents {
  readonly #calls: FolderEventListener;
  readonly #watched = new Map<string, Watched>();
  /** As the last search told, and what was entered since. */
  #interests = new Map<string, Interest>();
  /** As the search that goes on has told so far. */
  #next: Map<string, Interest> | null = null;
  /** Whether a folder of interest is at its path, as far as it was told, and when that was. */
  readonly #isThere = new Map<string, { readonly isThere: boolean; readonly toldAt: number }>();
  /** The folder that went, if nothing was told since. */
  #gone: string | null = null;

  constructor(calls: FolderEventListener) {
    this.#calls = calls;
  }

  /** All folders of interest are entered anew from now on. */
  beginSearch(): void {
    this.#next = new Map();
  }

  /** Folders that were not entered since `beginSearch` are of no interest any more. */
  endSearch(): void {
    this.#interests = this.#next ?? this.#interests;
    this.#next = null;
    Array.from(this.#watched.keys())
      .filter((path) => !this.knows(path))
      .forEach((path) => this.#forget(path));
    Array.from(this.#isThere.keys())
      .filter((path) => !this.knows(path))
      .forEach((path) => this.#isThere.delete(path));
  }

  /** Gives notices of these names in a folder from now on. One that was replaced by another at its path is watched anew. */
  enter(path: string, identity: FileIdentity, wanted: WantedNames): void {
    addInterest(this.#interests, path, wanted);
    if (this.#next) {
      addInterest(this.#next, path, wanted);
    }
    const toldAt = this.#isThere.get(path)?.toldAt ?? -Infinity;
    if (performance.now() - toldAt > TOLD_BY_THEN_MS) {
      this.#isThere.set(path, { isThere: true, toldAt });
    }
    this.#watch(path, identity, wanted);
  }

  /** Whether it is one of the folders. */
  knows(path: string): boolean {
    return this.#interests.has(path);
  }

  close(): void {
    Array.from(this.#watched.keys()).forEach((path) => this.#forget(path));
    this.#interests.clear();
    this.#isThere.clear();
    this.#next = null;
    this.#gone = null;
  }

  #watch(path: string, identity: FileIdentity, wanted: WantedNames): void {
    const known = this.#watched.get(path);
    if (known && sameFile(known.identity, identity)) {
      return;
    }
    this.#forget(path);
    try {
      const watcher = watch(systemPath(path), { encoding: 'latin1' });
      this.#watched.set(path, { watcher, identity });
      watcher.on('change', (event, name) => this.#noticed(path, event, String(name)));
      watcher.on('error', () => this.#forget(path));
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
      this.#refused(path, wanted, errorCode(error));
    }
  }

  /** A folder that may not be read tells nothing, but its files do. Of folders on the way, looking is enough. */
  #refused(path: string, wanted: WantedNames, code: string): void {
    const isLimit = LIMIT_CODES.has(code);
    if (wanted.all && isLimit) {
      this.#calls.limited(path, code);
      return;
    }
    for (const file of Array.from(wanted.files, (name) => pathIn(path, name))) {
      const look = statFile(file);
      if (isLimit) {
        this.#calls.limited(file, code);
      } else if (!('missing' in look) && look.kind === 'file') {
        this.enter(file, look, ITSELF);
      }
    }
  }

  #noticed(folder: string, event: string, bytes: string): void {
    const name = nameFromBytes(bytes);
    const path = pathIn(folder, name);
    const isRename = event === 'rename';
    if (isRename) {
      this.#noteRename(path);
    }
    // Of itself, a folder tells by its own name (libuv, uv_fs_event_start); and so does a file.
    const isItself = name === basename(folder);
    if (isItself) {
      this.#calls.touched(folder);
    }
    if (isItself && isRename) {
      this.#calls.appeared(folder);
    }
    if (this.#wants(folder, name)) {
      this.#calls.touched(path);
      if (isRename) {
        this.#calls.appeared(path);
      }
    }
  }

  /** A rename tells of the old name, and then at once of the new one (inotify(7)). Of one name, coming and going are told in turn. */
  #noteRename(path: string): void {
    if (this.#gone !== null && this.#gone !== path) {
      this.#calls.moved(this.#gone, path);
    }
    this.#gone = null;
    if (this.knows(path)) {
      const isThere = this.#isThere.get(path)?.isThere === false;
      this.#isThere.set(path, { isThere, toldAt: performance.now() });
      this.#gone = isThere ? null : path;
    }
  }

  #wants(folder: string, name: string): boolean {
    const interest = this.#interests.get(folder);
    return interest !== undefined && (interest.all || interest.names.has(comparableName(name)));
  }

  #forget(path: string): void {
    this.#watched.get(path)?.watcher.close();
    this.#watched.delete(path);
  }
}

/** A file that is watched by itself has no names in it. */
const ITSELF: WantedNames = { all: false, files: new Set(), folders: new Set() };

function addInterest(interests: Map<string, Interest>, path: string, { all, files, folders }: WantedNames): void {
  const interest = interests.get(path) ?? { all: false, names: new Set() };
  interest.all ||= all;
  [...files, ...folders].forEach((name) => interest.names.add(comparableName(name)));
  interests.set(path, interest);
}
