import type { ProblemReporter } from '../../common/problems';
import { type FileIdentity, isOnNetwork } from '../identity/file-id';
import { FolderEvents, type FolderEventListener } from './folder-events';
import type { WantedNames } from './glob/path-pattern';

/** What the notices need and whom they tell. */
export interface ChangeEventsDeps extends Omit<FolderEventListener, 'limited'> {
  readonly problems: ProblemReporter;
  /** Have no notices at all. */
  readonly polling: boolean;
}

/** Asks the system to tell of changes, and knows of which files it does not. A notice only says that a look is worth it. */
export class ChangeEvents {
  readonly #problems: ProblemReporter;
  readonly #unnoticed: UnwatchedPaths;
  readonly #folders: FolderEvents | null;
  /** Beyond a limit in the search that goes on, or since the last one. */
  #limited = new Set<string>();

  constructor({ problems, polling, ...calls }: ChangeEventsDeps) {
    this.#problems = problems;
    this.#unnoticed = new UnwatchedPaths(polling);
    this.#folders = polling ? null : new FolderEvents({ ...calls, limited: (...what) => this.#limit(...what) });
  }

  /** Whether a file must be looked at because nobody tells of its changes. */
  isUnnoticed(path: string): boolean {
    return this.#unnoticed.has(path);
  }

  /** Whether notices are given of what happens in this folder. */
  knows(folder: string): boolean {
    return this.#folders?.knows(folder) ?? false;
  }

  /** A search enters all folders of interest from now on; what the system refused before is asked for again. */
  beginSearch(): void {
    this.#limited = new Set();
    this.#folders?.beginSearch();
  }

  /** Gives notices of these names in a folder, from now on. */
  enter(folder: string, identity: FileIdentity, wanted: WantedNames): void {
    this.#folders?.enter(folder, identity, wanted);
  }

  /** Lets go of the folders that the search did not enter. */
  endSearch(): void {
    this.#folders?.endSearch();
    this.#unnoticed.setLimited(this.#limited);
    if (this.#limited.size === 0) {
      this.#problems.clear('watch-limit', '');
    }
  }

  /** Gives no more notices. */
  close(): void {
    this.#folders?.close();
    this.#unnoticed.forget();
  }

  #limit(path: string, reason: string): void {
    this.#limited.add(path);
    this.#unnoticed.addLimited(path);
    this.#problems.raise('watch-limit', '', { reason });
  }
}

/** Knows of which files no notices come, so that they must be looked at: beyond inotify's limits, or on network mounts. */
export class UnwatchedPaths {
  readonly #all: boolean;
  #limited = new Set<string>();
  /** What the system said of each path. */
  readonly #onNetwork = new Map<string, boolean>();

  /** `all`: no notices are had of anything. */
  constructor(all: boolean) {
    this.#all = all;
  }

  /** No notices come of this file, or of what lies below this folder. */
  addLimited(path: string): void {
    this.#limited.add(path);
  }

  /** No notices come of these, and of no others. */
  setLimited(paths: ReadonlySet<string>): void {
    this.#limited = new Set(paths);
  }

  /** Forgets what is known: mounts come and go. */
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
