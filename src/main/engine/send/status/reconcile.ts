import type { OutboxText } from '../../ledger/tables/types';
import { byAttempt } from '../dispatch/next-batch';
import { changeAll, failForGood, ofThisMode, type SendContext } from '../outbox/context';
import { isAboutOne, giveUpAfterMs } from '../outbox/problems';
import { attemptOf, plainReason } from '../outbox/reasons';
import { delayAt, isDue } from '../outbox/types';
import type { SensFailure } from '../sens/errors';
import type { SensAccess } from '../sens/types';
import { CLOCK_ROOM_MS, findRequest, type FoundRequest } from './find-request';
import { type PollRound, type PollStep, roundDone, STOPPED } from './poller';

/** Finds out what became of texts whose request got no clear answer, before any of them is sent again. */
export function createReconciler(context: SendContext, listeners: ReconcileListeners): PollStep {
  const { clock, options, parts, writer } = context;
  const conclusion = createReconcileConclusion(context, listeners);
  const progress = new Map<string, ReconcileProgress>();
  const waitsMs = [...options.lookupDelaysMs, ...options.receiptDelaysMs];

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
    const dueAt = firstLook(texts, delayAt(options.lookupDelaysMs, 0));
    const begun = { dueAt, failures: 0, odd: null, empties: 0, firstEmptyAt: 0 };
    progress.set(key, begun);
    return begun;
  };

  /** Looks one request up; gives how that broke off the round, null when the round goes on. */
  const look = async (
    access: SensAccess,
    key: string,
    texts: readonly OutboxText[],
    at: ReconcileProgress,
  ): Promise<PollRound | null> => {
    const result = await findRequest(context, access, texts);
    if (context.over()) {
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
    const batches = byAttempt(ofThisMode(context, parts.outbox.toLookUp(), access));
    forgetOthers(batches);
    // One that SENS fails at each time has its turn after all others.
    const inTurn = Array.from(batches, ([key, texts]) => ({ key, texts, at: progressOf(key, texts) })).sort(
      (one, other) => one.at.dueAt - other.at.dueAt,
    );
    for (const { key, texts, at } of inTurn) {
      if (isDue(at.dueAt, clock.now(), waitsMs, releaseTime(texts))) {
        const round = context.stopping() || writer.isBehind ? STOPPED : await look(access, key, texts, at);
        if (round !== null) {
          return round;
        }
      }
    }
    return roundDone(progress.values());
  };
}

/** A moment after the request's end, or when SENS lets a reserved one go: it needs one before a message can be looked up. */
function firstLook(texts: readonly OutboxText[], delayMs: number): number {
  const ended = texts.map((text) => Math.max(text.changedAt, attemptOf(text).attemptedAt));
  return Math.max(...ended, releaseTime(texts)) + delayMs;
}

/** Whom a lookup tells. */
export interface ReconcileListeners {
  /** The fate of texts is settled: what waited behind them may go on. */
  readonly settled: () => void;
  /** SENS was found to have taken this request. */
  readonly taken: (requestId: string) => void;
}

/** How far the search for a request is. */
interface ReconcileProgress {
  /** When to look again, ms since 1970. */
  dueAt: number;
  /** How often in a row SENS gave no answer, and what it said last; null when that was one. */
  failures: number;
  odd: SensFailure | null;
  empties: number;
  firstEmptyAt: number;
}

/** Draws the conclusions from one look; each gives true when the texts' fate is settled. */
interface ReconcileConclusion {
  found(texts: readonly OutboxText[], at: ReconcileProgress, found: FoundRequest): boolean;
  /** SENS gave no answer. */
  unanswered(texts: readonly OutboxText[], at: ReconcileProgress, failure: SensFailure): boolean;
}

/**
 * What is found at SENS is accepted; what is not there after several looks over the settling time is owed again; where
 * nobody can tell, texts fail as `may-be-delivered` rather than cost the person a second call at night.
 */
function createReconcileConclusion(context: SendContext, listeners: ReconcileListeners): ReconcileConclusion {
  const { clock, options, writer } = context;

  /** Ends the search: what is certainly not there is owed again. */
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
    // A clock that was set back must not put the decision off.
    at.firstEmptyAt = at.empties === 0 ? now : Math.min(at.firstEmptyAt, now);
    at.empties += 1;
    const settled = at.empties >= options.lookupEmpties && now - at.firstEmptyAt >= options.lookupSettleMs;
    if (settled && now >= latestRelease(texts)) {
      giveUp(texts, doubtful);
      return true;
    }
    at.dueAt = now + delayAt(options.lookupDelaysMs, at.empties);
    return false;
  };

  return {
    found: (texts, at, found) => {
      at.failures = 0;
      at.odd = null;
      switch (found.kind) {
        case 'request':
          writer.settle(changeAll(texts, { state: 'accepted', reason: null, requestId: found.requestId }));
          context.problems.succeeded('send');
          listeners.taken(found.requestId);
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
      at.odd = failure;
      at.dueAt = clock.now() + (isAboutOne(failure) ? delayAt(options.receiptDelaysMs, at.failures) : 0);
      const practice = texts.some((text) => text.practice);
      const patience = giveUpAfterMs(failure, options, practice);
      const since = Math.max(...texts.map(({ changedAt }) => changedAt), releaseTime(texts));
      if (patience === null || at.failures < options.lookupEmpties || clock.now() - since < patience) {
        return false;
      }
      giveUp(texts, texts);
      return true;
    },
  };
}

/** Until when SENS would hold these texts, ms since 1970: before, no list has them. */
function releaseTime(texts: readonly OutboxText[]): number {
  return Math.max(...texts.map(({ reserveAt }) => reserveAt ?? 0));
}

/** When SENS has let reserved texts go for certain, by whatever clock it keeps, ms since 1970; 0 for others. */
function latestRelease(texts: readonly OutboxText[]): number {
  const until = releaseTime(texts);
  return until === 0 ? 0 : until + CLOCK_ROOM_MS;
}
