import type { Clock } from '../../common/clock';
import { retryDelayMs } from '../flow/backoff';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { SenderOptions } from './sender-options';

/** Stops one loop's requests while SENS cannot or will not serve them. */
export interface CircuitBreaker {
  /**
   * Earliest time for the next request, ms since 1970. Changed credentials reset the breaker, as they may fix the
   * cause.
   */
  readyAt(access: SensAccess): number;
  /** Records a failed request: backs off, or waits `refusedRetryMs` when only a person can fix the cause. */
  failed(failure: SensFailure): void;
  succeeded(): void;
}

/**
 * Creates a breaker that lets requests through; calls `accessChanged` when the credentials differ from the last call's.
 */
export function createCircuitBreaker(
  clock: Clock,
  options: Pick<SenderOptions, 'random' | 'retry' | 'refusedRetryMs'>,
  accessChanged: () => void,
): CircuitBreaker {
  let failures = 0;
  let trippedAt = 0;
  let waitMs = 0;
  let last = '';
  const reset = (): void => {
    failures = 0;
    waitMs = 0;
  };
  return {
    readyAt: (access) => {
      const mark = credentialsFingerprint(access);
      if (last !== '' && mark !== last) {
        reset();
        accessChanged();
      }
      last = mark;
      // A clock that was set back must not prolong the wait.
      return clock.now() < trippedAt ? 0 : trippedAt + waitMs;
    },
    failed: (failure) => {
      const now = clock.now();
      const endsAt = trippedAt + waitMs;
      // Requests that ran at the same time fail together: that counts as one failure.
      const isTripped = failures > 0 && now >= trippedAt && now < endsAt;
      failures += isTripped ? 0 : 1;
      const wait =
        failure.outcome === 'refused'
          ? options.refusedRetryMs
          : retryDelayMs(failures, failure.retryAfterMs, options.random, options.retry);
      waitMs = isTripped ? Math.max(endsAt - now, wait) : wait;
      trippedAt = now;
    },
    succeeded: reset,
  };
}

/**
 * Remembers that SENS refused the key, the permission or the service. Texts queued by then are not retried on their
 * own; the next new text is one attempt, as the cause may have been fixed in the Naver Cloud console.
 */
export interface Refusal {
  /** State at the start of a request, for `refused`; `newestId` is the id of the newest text to send. */
  snapshot(newestId: number): RefusalSnapshot;
  /** Records that the request was refused; ignored if the block was cleared after its start. */
  refused(start: RefusalSnapshot): void;
  /** Lifts the block: credentials changed, SENS accepted a text, or a person asked for a retry. */
  clear(): void;
  /**
   * Earliest time for the next request, ms since 1970; null until something changes. Calls `newestId` only if needed.
   */
  readyAt(newestId: () => number): number | null;
}

/** State of the block when a request started. */
export interface RefusalSnapshot {
  readonly newestId: number;
  readonly round: number;
}

/** Creates a refusal without a block; `quietMs` is the minimum time between two attempts. */
export function createRefusal(clock: Clock, quietMs: number): Refusal {
  let block: { readonly newestId: number; readonly at: number } | null = null;
  let round = 0;
  return {
    snapshot: (newestId) => ({ newestId: newestId, round }),
    refused: (start) => {
      if (start.round === round) {
        block = { newestId: start.newestId, at: clock.now() };
      }
    },
    clear: () => {
      round += 1;
      block = null;
    },
    readyAt: (newestId) => {
      if (block === null) {
        return 0;
      }
      // A clock that was set back must not prolong the wait.
      const retryAt = clock.now() < block.at ? 0 : block.at + quietMs;
      return newestId() > block.newestId ? retryAt : null;
    },
  };
}
