import type { Clock } from '../common/clock';

/** So many changes are told at once: each is read back and shown, and ten thousand of them must not hold up the reading. */
const TOLD_AT_ONCE = 100;

/** Tells of changed texts in their order. */
export interface PiecewiseTeller {
  /** Tells a few at once and the rest right after. */
  tell(ids: readonly number[]): void;
  /** Tells all that is left: nothing is told later. */
  finish(): void;
}

/** Tells of changed texts, a few at once and the rest right after, in their order. */
export function toldInPieces(clock: Clock, changed: (ids: readonly number[]) => void): PiecewiseTeller {
  let untold: readonly number[] = [];
  let cancel = (): void => undefined;
  const tellNext = (): void => {
    const now = untold.slice(0, TOLD_AT_ONCE);
    untold = untold.slice(TOLD_AT_ONCE);
    changed(now);
    if (untold.length > 0) {
      cancel = clock.after(0, tellNext);
    }
  };
  return {
    tell: (ids) => {
      const isTelling = untold.length > 0;
      untold = [...untold, ...ids];
      if (!isTelling && ids.length > 0) {
        tellNext();
      }
    },
    finish: () => {
      cancel();
      const rest = untold;
      untold = [];
      if (rest.length > 0) {
        changed(rest);
      }
    },
  };
}
