import type { FileStat } from '../identity/file-id';

/** Copy of a log in progress, recognized by its change time (inode(7)). */
export class CopyInProgress {
  readonly #settledAfterMs: number;
  #state: { readonly changed: bigint; readonly since: number } | null = null;

  /** A copy that has not changed for `settledAfterMs` counts as complete. */
  constructor(settledAfterMs: number) {
    this.#settledAfterMs = settledAfterMs;
  }

  /** True while there is a copy in progress. */
  get isActive(): boolean {
    return this.#state !== null;
  }

  /** Notes that the file may be a copy in progress. */
  update({ changed }: FileStat): void {
    // Not the time of day, which may be set.
    this.#state = this.#state?.changed === changed ? this.#state : { changed, since: performance.now() };
  }

  /** Tells whether the file has been unchanged for long enough. */
  hasSettled({ changed }: FileStat): boolean {
    return this.#state?.changed === changed && performance.now() - this.#state.since >= this.#settledAfterMs;
  }

  clear(): void {
    this.#state = null;
  }
}
