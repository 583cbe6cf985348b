import type { FileLook } from './file-identity';

/** A file that may be a copy of another log, still being made: told by its change time (inode(7)). */
export class GrowingCopy {
  readonly #settledAfterMs: number;
  #seen: { readonly changed: bigint; readonly since: number } | null = null;

  /** A copy that has not changed for `settledAfterMs` is taken to be whole. */
  constructor(settledAfterMs: number) {
    this.#settledAfterMs = settledAfterMs;
  }

  /** True while there is such a file. */
  get isThere(): boolean {
    return this.#seen !== null;
  }

  /** The file may be one. */
  see({ changed }: FileLook): void {
    // Not the time of day, which may be set.
    this.#seen = this.#seen?.changed === changed ? this.#seen : { changed, since: performance.now() };
  }

  /** Whether the file has stood as it is for long enough. */
  hasSettled({ changed }: FileLook): boolean {
    return this.#seen?.changed === changed && performance.now() - this.#seen.since >= this.#settledAfterMs;
  }

  /** There is none, or none any more. */
  forget(): void {
    this.#seen = null;
  }
}
