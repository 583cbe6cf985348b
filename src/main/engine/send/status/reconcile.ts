import type { OutboxText } from '../../ledger/tables/outbox/types';

import { changeAll, failForGood, ofThisMode, type SendContext } from '../outbox/context';
import { isAboutOne, giveUpAfterMs } from '../outbox/problems';
import { attemptOf, plainReason } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import type { SensAccess } from '../sens/types';
import { CLOCK_TOLERANCE_MS, findRequest, type FoundRequest } from './find-request';
import { delayAt, isDue, type PollRound, type PollStep, roundDone, STOPPED } from './poller';

/** Looks up unconfirmed texts before any of them is sent again. */
export function createReconciler(context: SendContext, listeners: ReconcileListeners): PollStep {
  const { clock, options, deps, writer } = context;
  const conclusion = createReconcileConclusion(context, listeners);
  const progress = new Map<string, ReconcileProgress>();
  const delaysMs = [...options.lookupDelaysMs, ...options.receiptDelaysMs];

  const forgetOthers = (batches: ReadonlyMap<string, unknown>): void => {
    for (const key of progress.keys()) {
      if (!batches.has(key)) {
        progress.delete(key);
      }
    }
  };

  const progressOf = (key: string, texts: readonly OutboxText[]): ReconcileProgress => {
    const known = progress.get(key);
    if (known) {
      return known;
    }
    const dueAt = firstLookupAt(texts, delayAt(options.lookupDelaysMs, 0));
    const initial = { dueAt, failures: 0, badAnswer: null, emptyLookups: 0, firstEmptyAt: 0 };
    progress.set(key, initial);
    return initial;
  };

  /** Looks up one request; returns a round that must end now, or null to go on. */
  const lookUp = async (
    access: SensAccess,
    key: string,
    texts: readonly OutboxText[],
    at: ReconcileProgress,
  ): Promise<PollRound | null> => {
    const result = await findRequest(context, access, texts);
    if (context.closed()) {
      return STOPPED;
    }
    const isOver = result.ok
      ? conclusion.found(texts, at, result.value)
      : conclusion.unanswered(texts, at, result.error);
    if (isOver) {
      progress.delete(key);
    }
    return result.ok || isAboutOne(result.error) ? null : { kind: 'failed', failure: result.error };
  };

  return async (access) => {
    const batches = byAttempt(ofThisMode(context, deps.outbox.toLookUp(), access));
    forgetOthers(batches);
    // By due time, so that a request that keeps failing comes after all others.
    const inOrder = Array.from(batches, ([key, texts]) => ({ key, texts, at: progressOf(key, texts) })).sort(
      (one, other) => one.at.dueAt - other.at.dueAt,
    );
    for (const { key, texts, at } of inOrder) {
      if (isDue(at.dueAt, clock.now(), delaysMs, releasedAt(texts))) {
        const round = context.stopping() || writer.isBehind ? STOPPED : await lookUp(access, key, texts, at);
        if (round !== null) {
          return round;
        }
      }
    }
    return roundDone(progress.values());
  };
}

/** Groups texts by the request that tried to send them. */
function byAttempt(texts: readonly OutboxText[]): Map<string, OutboxText[]> {
  const groups = new Map<string, OutboxText[]>();
  for (const text of texts) {
    const key = `${text.alertId}/${attemptOf(text).attemptedAt}`;
    const group = groups.get(key);
    if (group) {
      group.push(text);
    } else {
      groups.set(key, [text]);
    }
  }
  return groups;
}

/**
 * Time of the first lookup: after the request ended or SENS sent a reserved text, plus the delay before a message can
 * be looked up.
 */
function firstLookupAt(texts: readonly OutboxText[], delayMs: number): number {
  const ended = texts.map((text) => Math.max(text.changedAt, attemptOf(text).attemptedAt));
  return Math.max(...ended, releasedAt(texts)) + delayMs;
}

/** Callbacks of a lookup. */
interface ReconcileListeners {
  /** Texts have a result: later texts to their recipients may go out. */
  readonly settled: () => void;
  /** SENS had accepted this request. */
  readonly accepted: (requestId: string) => void;
}

/** Progress of the lookup of one request. */
interface ReconcileProgress {
  /** Time of the next lookup, ms since 1970. */
  dueAt: number;
  /** Lookups without an answer in a row, and the last failure; null after an answer. */
  failures: number;
  badAnswer: SensFailure | null;
  emptyLookups: number;
  firstEmptyAt: number;
}

/** Applies the result of one lookup; each method returns true when the texts have a result. */
interface ReconcileConclusion {
  found(texts: readonly OutboxText[], at: ReconcileProgress, found: FoundRequest): boolean;
  /** Handles a lookup without an answer. */
  unanswered(texts: readonly OutboxText[], at: ReconcileProgress, failure: SensFailure): boolean;
}

/**
 * Texts found at SENS become accepted; those missing in several lookups over the settling time are queued again. Where
 * nobody can tell, texts fail as `may-be-delivered` rather than wake the person twice.
 */
function createReconcileConclusion(context: SendContext, listeners: ReconcileListeners): ReconcileConclusion {
  const { clock, options, writer } = context;

  /** Ends the lookup: queues texts that were certainly not accepted again, and fails doubtful ones. */
  const giveUp = (texts: readonly OutboxText[], doubtful: readonly OutboxText[]): void => {
    const notTaken = texts.filter((text) => !doubtful.includes(text));
    writer.settle(changeAll(notTaken, { state: 'owed', reason: plainReason('not-taken') }));
    failForGood(context, doubtful, plainReason('may-be-delivered'));
    listeners.settled();
  };

  const nothingFound = (
    texts: readonly OutboxText[],
    at: ReconcileProgress,
    doubtful: readonly OutboxText[],
  ): boolean => {
    const now = clock.now();
    // A clock that was set back must not delay the decision.
    at.firstEmptyAt = at.emptyLookups === 0 ? now : Math.min(at.firstEmptyAt, now);
    at.emptyLookups += 1;
    const settled = at.emptyLookups >= options.lookupEmpties && now - at.firstEmptyAt >= options.lookupSettleMs;
    if (settled && now >= surelyReleasedAt(texts)) {
      giveUp(texts, doubtful);
      return true;
    }
    at.dueAt = now + delayAt(options.lookupDelaysMs, at.emptyLookups);
    return false;
  };

  return {
    found: (texts, at, found) => {
      at.failures = 0;
      at.badAnswer = null;
      switch (found.kind) {
        case 'request':
          writer.settle(changeAll(texts, { state: 'accepted', reason: null, requestId: found.requestId }));
          context.problems.succeeded('send');
          listeners.accepted(found.requestId);
          listeners.settled();
          return true;
        case 'nothing':
          return nothingFound(texts, at, found.doubtful);
        case 'cannot-tell':
          giveUp(texts, texts);
          return true;
      }
    },
    unanswered: (texts, at, failure) => {
      at.failures += 1;
      at.badAnswer = failure;
      at.dueAt = clock.now() + (isAboutOne(failure) ? delayAt(options.receiptDelaysMs, at.failures) : 0);
      const practice = texts.some((text) => text.practice);
      const limitMs = giveUpAfterMs(failure, options, practice);
      const since = Math.max(...texts.map(({ changedAt }) => changedAt), releasedAt(texts));
      if (limitMs === null || at.failures < options.lookupEmpties || clock.now() - since < limitMs) {
        return false;
      }
      giveUp(texts, texts);
      return true;
    },
  };
}

/** Time until which SENS holds these texts, ms since 1970: no list has them before. */
function releasedAt(texts: readonly OutboxText[]): number {
  return Math.max(...texts.map(({ reserveAt }) => reserveAt ?? 0));
}

/** Time by which SENS has certainly sent reserved texts, by any clock, ms since 1970; 0 for others. */
function surelyReleasedAt(texts: readonly OutboxText[]): number {
  const until = releasedAt(texts);
  return until === 0 ? 0 : until + CLOCK_TOLERANCE_MS;
}
