import { createCircuitBreaker } from '../outbox/circuit-breaker';
import type { SendContext } from '../outbox/context';
import type { SensAccess } from '../sens/types';
import type { SensFailure } from '../sens/errors';

/**
 * Outcome of a round of polls: done, with the time of the next (ms since 1970; null: none) and the last unusable
 * answer, or failed, as nothing can be polled now.
 */
export type PollRound =
  | { readonly kind: 'done'; readonly next: number | null; readonly badAnswer: SensFailure | null }
  | { readonly kind: 'failed'; readonly failure: SensFailure };

/** Polls SENS for one round. */
export type PollStep = (access: SensAccess) => Promise<PollRound>;

/** A request still to be polled. */
interface OpenRequest {
  /** ms since 1970. */
  readonly dueAt: number;
  /** Last failure, if SENS gave no usable answer; null otherwise. */
  readonly badAnswer: SensFailure | null;
}

/** A round ended early because the sender stops or cannot write. */
export const STOPPED: PollRound = { kind: 'done', next: null, badAnswer: null };

/** Builds the outcome of a round that leaves these requests open. */
export function roundDone(open: Iterable<OpenRequest>): PollRound {
  let next: number | null = null;
  let badAnswer: SensFailure | null = null;
  for (const request of open) {
    next = Math.min(next ?? request.dueAt, request.dueAt);
    badAnswer ??= request.badAnswer;
  }
  return { kind: 'done', next, badAnswer };
}

/** Creates the step of the polling loop, which runs these steps in order. */
export function createStatusPoller(context: SendContext, steps: readonly PollStep[]): () => Promise<number | null> {
  const breaker = createCircuitBreaker(context.clock, context.options, () => undefined);
  return async () => {
    const access = context.deps.access();
    if (access === null) {
      return null;
    }
    const readyAt = breaker.readyAt(access);
    if (readyAt > context.clock.now()) {
      return readyAt;
    }
    let next: number | null = null;
    let failure: SensFailure | null = null;
    let badAnswer: SensFailure | null = null;
    for (const step of steps) {
      if (context.stopping()) {
        return null;
      }
      const round = await step(access);
      if (context.closed()) {
        return null;
      }
      if (round.kind === 'failed') {
        failure = round.failure;
        continue;
      }
      badAnswer ??= round.badAnswer;
      next = round.next === null ? next : Math.min(next ?? round.next, round.next);
    }
    if (failure !== null) {
      breaker.failed(failure);
      context.problems.failed('poll', failure);
      return breaker.readyAt(access);
    }
    breaker.succeeded();
    if (badAnswer === null) {
      context.problems.succeeded('poll');
    } else {
      context.problems.failed('poll', badAnswer);
    }
    return next;
  };
}

/** Entry `index` of a list of delays, or its last one. */
export function delayAt(delaysMs: readonly number[], index: number): number {
  return delaysMs[Math.min(index, delaysMs.length - 1)] ?? 0;
}

/**
 * True if `dueAt` has come, or is further ahead than any of these delays, as after a clock was set back. False before
 * `notBefore`, the time at which SENS sends a reserved text.
 */
export function isDue(dueAt: number, now: number, delaysMs: readonly number[], notBefore = 0): boolean {
  if (now < notBefore) {
    return false;
  }
  return dueAt <= now || dueAt - now > Math.max(...delaysMs);
}
