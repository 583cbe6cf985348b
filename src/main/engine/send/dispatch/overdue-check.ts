import { parseDuration } from '../../../../shared/common/duration';
import { repeatEvery } from '../../common/repeat';
import type { SendContext } from '../outbox/context';

/** Interval between two looks at the clock, ms. */
const LOOK_MS = 30_000;

/** Owes texts again that were ended as late while the clock ran ahead. */
export interface LateByMistake {
  /** Owes them again, at the first call and after the clock was set back. */
  takeBack(): void;
  stop(): void;
}

/** Calls `look` every half minute, as a clock is set without notice; `look` is to call `takeBack`. */
export function createLateByMistake({ clock, parts, tell }: SendContext, look: () => void): LateByMistake {
  let lookedAt = Infinity;
  const stop = repeatEvery(clock, LOOK_MS, look);
  return {
    takeBack: () => {
      const now = clock.now();
      if (now < lookedAt) {
        const maxAgeMs = parseDuration(parts.delivery().maxAge) ?? now;
        tell(parts.outbox.oweAfterAll(now - maxAgeMs, now));
      }
      lookedAt = now;
    },
    stop,
  };
}
