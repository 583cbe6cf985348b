import type { Clock } from '../common/clock';
import { accessMark } from './access-mark';
import { retryDelayMs } from './retry-delay';
import type { SenderOptions } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';

/** Holds one lane back while SENS cannot or will not serve it. */
export interface Gate {
  /** When the lane may go on, ms since 1970. Other access opens the gate: what was wrong may be mended. */
  opensAt(access: SensAccess): number;
  /** A request failed: waits by back-off, or long when only a person can mend it. */
  failed(failure: SensFailure): void;
  succeeded(): void;
}

/** Creates an open gate; `accessChanged` is called when it sees other access than the last time. */
export function createGate(
  clock: Clock,
  options: Pick<SenderOptions, 'random' | 'retry' | 'refusedRetryMs'>,
  accessChanged: () => void,
): Gate {
  let failures = 0;
  let closedAt = 0;
  let waitMs = 0;
  let last = '';
  const open = (): void => {
    failures = 0;
    waitMs = 0;
  };
  return {
    opensAt: (access) => {
      const mark = accessMark(access);
      if (last !== '' && mark !== last) {
        open();
        accessChanged();
      }
      last = mark;
      // A clock that was set back must not prolong the wait.
      return clock.now() < closedAt ? 0 : closedAt + waitMs;
    },
    failed: (failure) => {
      const now = clock.now();
      const opensAt = closedAt + waitMs;
      // Requests that were under way together fail together: that is one failure.
      const isClosed = failures > 0 && now >= closedAt && now < opensAt;
      failures += isClosed ? 0 : 1;
      const wait =
        failure.fate === 'refused'
          ? options.refusedRetryMs
          : retryDelayMs(failures, failure.retryAfterMs, options.random, options.retry);
      waitMs = isClosed ? Math.max(opensAt - now, wait) : wait;
      closedAt = now;
    },
    succeeded: open,
  };
}
