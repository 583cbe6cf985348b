import type { FilePosition } from '../ledger/tables/file-positions';
import { isBegunAgain, positionAfterRewrite, positionAfterSave } from './edited-log';

/** How long an editor may take to write a file whose beginning is there already, ms. */
const SAVING_MS = 1_000;

/** A file that was rewritten, perhaps by an editor that has not written all of it yet: where to go on in it. */
export class Rewrite {
  #erased: FilePosition | null = null;
  #savingSince: number | null = null;

  /** Where the file had been read to before it was found empty; null once it was written again. */
  get erased(): FilePosition | null {
    return this.#erased;
  }

  /** True while it is waited for what else is written. */
  get isUnderWay(): boolean {
    return this.#savingSince !== null;
  }

  /** Nothing was read of the file: it may come to hold again what had been read up to `before`. */
  expect(before: FilePosition): void {
    this.#erased = before;
  }

  /** There is nothing to wait for any more. */
  end(): void {
    this.#savingSince = null;
  }

  /** The position to go on from where there is no telling that what stood before `before` is still there; null while more may be written. */
  positionIn(fd: number, size: number, before: FilePosition): FilePosition | null {
    const position = positionAfterRewrite(fd, size, before);
    if (position.offset === 0 && isBegunAgain(fd, size, before) && this.#mayGoOn()) {
      return null;
    }
    this.end();
    this.#erased = size === 0 && before.offset > 0 ? before : null;
    return position.offset > 0 ? position : positionAfterSave(fd, size, before);
  }

  #mayGoOn(): boolean {
    const now = performance.now();
    this.#savingSince ??= now;
    return now - this.#savingSince < SAVING_MS;
  }
}
