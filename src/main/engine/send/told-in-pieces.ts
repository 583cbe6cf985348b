import type { Clock } from '../clock';

/** So many changes are told at once: each is read back and shown, and ten thousand of them must not hold up the reading. */
const TOLD_AT_ONCE = 100;

/** Tells of changed texts, a few at once and the rest right after, in their order. */
export function toldInPieces(
  clock: Clock,
  changed: (ids: readonly number[]) => void,
): (ids: readonly number[]) => void {
  let untold: readonly number[] = [];
  const tellNext = (): void => {
    const now = untold.slice(0, TOLD_AT_ONCE);
    untold = untold.slice(TOLD_AT_ONCE);
    changed(now);
    if (untold.length > 0) {
      clock.after(0, tellNext);
    }
  };
  return (ids) => {
    const isTelling = untold.length > 0;
    untold = [...untold, ...ids];
    if (!isTelling && ids.length > 0) {
      tellNext();
    }
  };
}
