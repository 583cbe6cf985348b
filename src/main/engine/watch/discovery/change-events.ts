import type { ProblemReporter } from '../../common/problems';
import { type FileIdentity, isOnNetwork } from '../identity/file-id';
import { FolderEvents, type FolderEventListener } from './folder-events';
import type { WantedNames } from './glob/path-pattern';

export interface ChangeEventsDeps extends Omit<FolderEventListener, 'limited'> {
  readonly problems: ProblemReporter;
  /** True to watch nothing and have every file polled. */
  readonly polling: boolean;
}

/** Reports file system changes, and knows the files for which no events come. An event only asks for a new check. */
export class ChangeEvents {
  readonly #problems: ProblemReporter;
  readonly #unwatched: UnwatchedPaths;
  readonly #folders: FolderEvents | null;
  /** Paths beyond a system limit in the current search, or since the last one. */
  #limited = new Set<string>();

  constructor({ problems, polling, ...calls }: ChangeEventsDeps) {
    this.#problems = problems;
    this.#unwatched = new UnwatchedPaths(polling);
    this.#folders = polling ? null : new FolderEvents({ ...calls, limited: (...what) => this.#limit(...what) });
  }

  /** Tells whether a file must be polled, as no events come for it. */
  isUnwatched(path: string): boolean {
    return this.#unwatched.has(path);
  }

  /** Tells whether a folder is being watched. */
  isWatching(folder: string): boolean {
    return this.#folders?.isOfInterest(folder) ?? false;
  }

  /** Starts a search, which enters all folders of interest; watches that the system refused are requested again. */
  beginSearch(): void {
    this.#limited = new Set();
    this.#folders?.beginSearch();
  }

  /** Watches these names in a folder. */
  watch(folder: string, identity: FileIdentity, wanted: WantedNames): void {
    this.#folders?.watch(folder, identity, wanted);
  }

  /** Ends the search, and stops watching the folders that it did not enter. */
  endSearch(): void {
    this.#folders?.endSearch();
    this.#unwatched.setLimited(this.#limited);
    if (this.#limited.size === 0) {
      this.#problems.clear('watch-limit', '');
    }
  }

  /** Stops watching. */
  close(): void {
    this.#folders?.close();
    this.#unwatched.forget();
  }

  #limit(path: string, reason: string): void {
    this.#limited.add(path);
    this.#unwatched.addLimited(path);
    this.#problems.raise('watch-limit', '', { reason });
  }
}

/** Paths for which no events come, so that they must be polled: beyond inotify's limits, or on network mounts. */
export class UnwatchedPaths {
  readonly #all: boolean;
  #limited = new Set<string>();
  /** Cached answers of the system by path. */
  readonly #onNetwork = new Map<string, boolean>();

  /** `all`: no path is watched. */
  constructor(all: boolean) {
    this.#all = all;
  }

  /** Adds a file, or a folder with everything below it. */
  addLimited(path: string): void {
    this.#limited.add(path);
  }

  /** Replaces all that `addLimited` added. */
  setLimited(paths: ReadonlySet<string>): void {
    this.#limited = new Set(paths);
  }

  /** Forgets everything, as mounts come and go. */
  forget(): void {
    this.#limited.clear();
    this.#onNetwork.clear();
  }

  has(path: string): boolean {
    return this.#all || this.#isLimited(path) || this.#isOnNetwork(path);
  }

  #isLimited(path: string): boolean {
    if (this.#limited.size === 0 || this.#limited.has(path)) {
      return this.#limited.size > 0;
    }
    const folders = Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, Math.max(1, index)));
    return folders.some((folder) => this.#limited.has(folder));
  }

  #isOnNetwork(path: string): boolean {
    const known = this.#onNetwork.get(path);
    if (known !== undefined) {
      return known;
    }
    const onNetwork = isOnNetwork(path);
    this.#onNetwork.set(path, onNetwork);
    return onNetwork;
  }
}
