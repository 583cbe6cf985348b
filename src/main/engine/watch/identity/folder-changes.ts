import { isSettled, statFile } from './file-id';

/** Detects if names were added to or removed from a folder since the last check. */
export class FolderChanges {
  readonly #path: string;
  readonly #now: () => number;
  #settledChange: bigint | null = null;

  /** `now` in ms since 1970. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /**
   * True the first time, after any change since the last call, and while a change could go unnoticed; false if the
   * folder is missing.
   */
  hasChanged(): boolean {
    const stat = statFile(this.#path);
    if ('missing' in stat) {
      return false;
    }
    const hasChanged = stat.changed !== this.#settledChange;
    this.#settledChange = isSettled(stat.changed, this.#now()) ? stat.changed : null;
    return hasChanged;
  }
}
