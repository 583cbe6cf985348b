import { lookAt } from './file-identity';

/** Change times come from a clock that may tick only every 10 ms (inode(7), time(7)): two changes in one tick look alike. */
const CHANGE_TICK_NS = 20_000_000n;

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

  /** True the first time, whenever something changed since the last time, and while that cannot be told. */
  hasChanged(): boolean {
    const look = lookAt(this.#path);
    if ('missing' in look) {
      return false;
    }
    const hasChanged = look.changed !== this.#settled;
    const isSettled = look.changed + CHANGE_TICK_NS < BigInt(Math.floor(this.#now())) * 1_000_000n;
    this.#settled = isSettled ? look.changed : null;
    return hasChanged;
  }
}
