import { isSettled, statFile } from './file-id';

/** Tells whether names came or went in a folder since it was last asked. */
export class FolderChanges {
  readonly #path: string;
  readonly #now: () => number;
  #settled: bigint | null = null;

  /** `now` in ms since 1970. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** True the first time, whenever something changed since the last time, and while that cannot be told; false for no folder. */
  hasChanged(): boolean {
    const look = statFile(this.#path);
    if ('missing' in look) {
      return false;
    }
    const hasChanged = look.changed !== this.#settled;
    this.#settled = isSettled(look.changed, this.#now()) ? look.changed : null;
    return hasChanged;
  }
}
