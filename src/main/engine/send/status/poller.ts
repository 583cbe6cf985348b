import { createCircuitBreaker } from '../outbox/circuit-breaker';
import type { SendContext } from '../outbox/context';
import type { SensAccess } from '../sens/types';
import type { SensFailure } from '../sens/errors';

/**
 * What came of a round of questions to SENS: done, with the time of the next (ms since 1970; null: nothing to ask) and with
 * what it said last of one that it does not answer to the point; or broken off, as no question can be answered now.
 */
export type PollRound =
  | { readonly kind: 'done'; readonly next: number | null; readonly odd: SensFailure | null }
  | { readonly kind: 'failed'; readonly failure: SensFailure };

/** Makes one round of questions to SENS. */
export type PollStep = (access: SensAccess) => Promise<PollRound>;

/** A question that will be asked. */
interface OpenQuestion {
  /** ms since 1970. */
  readonly dueAt: number;
  /** What SENS said last, when that was no answer; null when it was one. */
  readonly odd: SensFailure | null;
}

/** A round that was broken off because the sender stops or cannot write what it hears. */
export const STOPPED: PollRound = { kind: 'done', next: null, odd: null };

/** A round after which these questions are open. */
export function roundDone(open: Iterable<OpenQuestion>): PollRound {
  let next: number | null = null;
  let odd: SensFailure | null = null;
  for (const question of open) {
    next = Math.min(next ?? question.dueAt, question.dueAt);
    odd ??= question.odd;
  }
  return { kind: 'done', next, odd };
}

/** The lane that asks SENS what became of texts: lookups first, then receipts. */
export function createStatusPoller(context: SendContext, steps: readonly PollStep[]): () => Promise<number | null> {
  const gate = createCircuitBreaker(context.clock, context.options, () => undefined);
  return async () => {
    const access = context.parts.access();
    if (access === null) {
      return null;
    }
    const opens = gate.opensAt(access);
    if (opens > context.clock.now()) {
      return opens;
    }
    let next: number | null = null;
    let failure: SensFailure | null = null;
    let odd: SensFailure | null = null;
    for (const step of steps) {
      if (context.stopping()) {
        return null;
      }
      const round = await step(access);
      if (context.over()) {
        return null;
      }
      if (round.kind === 'failed') {
        failure = round.failure;
        continue;
      }
      odd ??= round.odd;
      next = round.next === null ? next : Math.min(next ?? round.next, round.next);
    }
    if (failure !== null) {
      gate.failed(failure);
      context.problems.failed('look', failure);
      return gate.opensAt(access);
    }
    gate.succeeded();
    if (odd === null) {
      context.problems.succeeded('look');
    } else {
      context.problems.failed('look', odd);
    }
    return next;
  };
}
