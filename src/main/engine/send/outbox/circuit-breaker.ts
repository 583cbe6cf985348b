import type { Clock } from '../../common/clock';
import { retryDelayMs } from '../flow/backoff';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { SenderOptions } from './types';

/** Holds one lane back while SENS cannot or will not serve it. */
export interface CircuitBreaker {
  /** When the lane may go on, ms since 1970. Other access opens the gate: what was wrong may be mended. */
  opensAt(access: SensAccess): number;
  /** A request failed: waits by back-off, or long when only a person can mend it. */
  failed(failure: SensFailure): void;
  succeeded(): void;
}

/** Creates an open gate; `accessChanged` is called when it sees other access than the last time. */
export function createCircuitBreaker(
  clock: Clock,
  options: Pick<SenderOptions, 'random' | 'retry' | 'refusedRetryMs'>,
  accessChanged: () => void,
): CircuitBreaker {
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
      const mark = credentialsFingerprint(access);
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

/**
 * Remembers that SENS refused the key, the right or the service. What was owed then is not tried again by itself; the next
 * text that comes to be owed is one try, as the cause may have been mended in the Naver Cloud console.
 */
export interface Refusal {
  /** What a request takes along as it begins; `newestOwed` is the newest text to be sent. */
  begin(newestOwed: number): RefusalBegin;
  /** The request that began so was refused; nothing follows from it when all was over meanwhile. */
  refused(begun: RefusalBegin): void;
  /** Access has changed, SENS has taken a text, or a person has asked: everything is tried again. */
  over(): void;
  /** When the next request may begin, ms since 1970; null while nothing has changed. `newestOwed` is asked only when needed. */
  opensAt(newestOwed: () => number): number | null;
}

/** How things stood as a request began. */
export interface RefusalBegin {
  readonly newestOwed: number;
  readonly round: number;
}

/** `quietMs` is the least between two tries. */
export function createRefusal(clock: Clock, quietMs: number): Refusal {
  let standing: { readonly newestOwed: number; readonly at: number } | null = null;
  let round = 0;
  return {
    begin: (newestOwed) => ({ newestOwed, round }),
    refused: (begun) => {
      if (begun.round === round) {
        standing = { newestOwed: begun.newestOwed, at: clock.now() };
      }
    },
    over: () => {
      round += 1;
      standing = null;
    },
    opensAt: (newestOwed) => {
      if (standing === null) {
        return 0;
      }
      // A clock that was set back must not prolong the quiet.
      const opens = clock.now() < standing.at ? 0 : standing.at + quietMs;
      return newestOwed() > standing.newestOwed ? opens : null;
    },
  };
}
