import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { errorCode, isSystemFault } from '../../common/error-code';
import { comparableName, nameFromBytes, systemPath } from '../../common/files/system-path';
import { statFile, sameFile, type FileIdentity } from '../identity/file-id';
import { pathIn } from '../identity/folder-entries';
import type { WantedNames } from './glob/path-pattern';

/** Receiver of events in watched folders. */
export interface FolderEventListener {
  /** Something happened to the file at this path. */
  readonly touched: (path: string) => void;
  /** A file or folder appeared at this path, or disappeared from it. */
  readonly appeared: (path: string) => void;
  /** The folder at `from` may have moved to `to`: one name disappeared and the other appeared. */
  readonly moved: (from: string, to: string) => void;
  /** The system refused to watch this file or folder, and everything below it (ENOSPC, EMFILE: inotify(7) limits). */
  readonly limited: (path: string, reason: string) => void;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: FileIdentity;
}

/** Names of interest in a folder. */
interface Interest {
  /** True if every name is of interest. */
  all: boolean;
  /** In the form that `comparableName` gives. */
  readonly names: Set<string>;
}

/** The limits of inotify(7): watches, instances, open files. */
const LIMIT_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);
/** Time after which the event of a change has arrived, ms. */
const EVENT_DELAY_MS = 1_000;

/**
 * Reports events in folders, with one watch per folder however many files it holds. (chokidar, which watches the
 * settings, takes no names that are not UTF-8, and goes on watching a folder that another one has replaced.)
 */
export class FolderEvents {
  readonly #calls: FolderEventListener;
  readonly #watched = new Map<string, Watched>();
  /** From the last search, and entered since. */
  #interests = new Map<string, Interest>();
  /** From the current search so far. */
  #next: Map<string, Interest> | null = null;
  /** State of each folder of interest by the last event, and the time of that event (`performance.now()`). */
  readonly #presence = new Map<string, { readonly isPresent: boolean; readonly seenAt: number }>();
  /** Folder that disappeared with the last event; null after any other event. */
  #gone: string | null = null;

  constructor(calls: FolderEventListener) {
    this.#calls = calls;
  }

  /** Starts a search, which enters all folders of interest. */
  beginSearch(): void {
    this.#next = new Map();
  }

  /** Stops watching the folders that were not entered since `beginSearch`. */
  endSearch(): void {
    this.#interests = this.#next ?? this.#interests;
    this.#next = null;
    Array.from(this.#watched.keys())
      .filter((path) => !this.isOfInterest(path))
      .forEach((path) => this.#forget(path));
    Array.from(this.#presence.keys())
      .filter((path) => !this.isOfInterest(path))
      .forEach((path) => this.#presence.delete(path));
  }

  /** Watches these names in a folder, also if another folder was at its path before. */
  watch(path: string, identity: FileIdentity, wanted: WantedNames): void {
    addInterest(this.#interests, path, wanted);
    if (this.#next) {
      addInterest(this.#next, path, wanted);
    }
    const seenAt = this.#presence.get(path)?.seenAt ?? -Infinity;
    if (performance.now() - seenAt > EVENT_DELAY_MS) {
      this.#presence.set(path, { isPresent: true, seenAt });
    }
    this.#watch(path, identity, wanted);
  }

  /** Tells whether a folder is of interest. */
  isOfInterest(path: string): boolean {
    return this.#interests.has(path);
  }

  close(): void {
    Array.from(this.#watched.keys()).forEach((path) => this.#forget(path));
    this.#interests.clear();
    this.#presence.clear();
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
      watcher.on('change', (event, name) => this.#handle(path, event, String(name)));
      watcher.on('error', () => this.#forget(path));
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
      this.#watchFiles(path, wanted, errorCode(error));
    }
  }

  /** Falls back to watching single files: they can be watched even in an unreadable folder. */
  #watchFiles(path: string, wanted: WantedNames, code: string): void {
    const isLimit = LIMIT_CODES.has(code);
    if (wanted.all && isLimit) {
      this.#calls.limited(path, code);
      return;
    }
    for (const file of Array.from(wanted.files, (name) => pathIn(path, name))) {
      const stat = statFile(file);
      if (isLimit) {
        this.#calls.limited(file, code);
      } else if (!('missing' in stat) && stat.kind === 'file') {
        this.watch(file, stat, ITSELF);
      }
    }
  }

  #handle(folder: string, event: string, bytes: string): void {
    const name = nameFromBytes(bytes);
    const path = pathIn(folder, name);
    const isRename = event === 'rename';
    if (isRename) {
      this.#noteRename(path);
    }
    // An event of the folder, or of a watched file, itself carries its own name (libuv, uv_fs_event_start).
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

  /** Pairs the two events of a rename: the old name, directly followed by the new one (inotify(7)). */
  #noteRename(path: string): void {
    if (this.#gone !== null && this.#gone !== path) {
      this.#calls.moved(this.#gone, path);
    }
    this.#gone = null;
    if (this.isOfInterest(path)) {
      // Events of one name alternate between appearing and disappearing.
      const isPresent = this.#presence.get(path)?.isPresent === false;
      this.#presence.set(path, { isPresent, seenAt: performance.now() });
      this.#gone = isPresent ? null : path;
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

/** Names in a file that is watched by itself: none. */
const ITSELF: WantedNames = { all: false, files: new Set(), folders: new Set() };

function addInterest(interests: Map<string, Interest>, path: string, { all, files, folders }: WantedNames): void {
  const interest = interests.get(path) ?? { all: false, names: new Set() };
  interest.all ||= all;
  [...files, ...folders].forEach((name) => interest.names.add(comparableName(name)));
  interests.set(path, interest);
}
