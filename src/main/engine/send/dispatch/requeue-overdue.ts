import { parseDuration } from '../../../../shared/common/duration';
import { repeatEvery } from '../../common/repeat';
import type { SendContext } from '../outbox/context';

/** Interval between checks of the clock, ms. */
const CHECK_INTERVAL_MS = 30_000;

/** Requeues texts that were ended as overdue while the clock ran ahead. */
export interface OverdueCheck {
  /** Requeues them at the first call and after the clock was set back. */
  restore(): void;
  stop(): void;
}

/** Calls `check`, which must call `restore`, every 30 s: a clock may be set without notice. */
export function createOverdueCheck({ clock, deps, notify }: SendContext, check: () => void): OverdueCheck {
  let checkedAt = Infinity;
  const stop = repeatEvery(clock, CHECK_INTERVAL_MS, check);
  return {
    restore: () => {
      const now = clock.now();
      if (now < checkedAt) {
        const maxAgeMs = parseDuration(deps.delivery().maxAge) ?? now;
        notify(deps.outbox.requeueOverdue(now - maxAgeMs, now));
      }
      checkedAt = now;
    },
    stop,
  };
}
