import { isOnNetwork } from './network-mount';

/** Knows of which files no notices come, so that they must be looked at: beyond inotify's limits, or on network mounts. */
export class Unnoticed {
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
