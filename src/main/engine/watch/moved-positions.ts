import type { FilePosition } from '../ledger/tables/file-positions';

/** Most positions kept for one path: a copy is looked for soon after its log was rewritten. */
const KEPT_A_PATH = 8;

/** What logs held that were renamed and rewritten before anyone looked: copies made of them carry the earlier name. */
export class MovedPositions {
  readonly #byPath = new Map<string, FilePosition[]>();

  /** Notes where a log had been read to before it was rewritten, which stands at `path` by now. */
  add(before: FilePosition, path: string): void {
    if (before.path !== '' && before.path !== path) {
      const kept = this.#byPath.get(before.path) ?? [];
      this.#byPath.set(before.path, [before, ...kept].slice(0, KEPT_A_PATH));
    }
  }

  /** What logs held when they stood at this path, the newest first. */
  from(path: string): readonly FilePosition[] {
    return this.#byPath.get(path) ?? [];
  }
}
