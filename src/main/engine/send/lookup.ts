import type { OutboxText } from '../ledger/ledger-types';
import { byAttempt } from './batches';
import { CLOCK_ROOM_MS, findRequest, type Found } from './find-request';
import type { LookStep } from './look';
import { isAboutOne, patienceMs } from './patience';
import { attemptOf, plainReason } from './reasons';
import { changeAll, failForGood, ofThisMode, type SendContext } from './send-context';
import { delayAt, isDue } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';

/** Whom a lookup tells. */
export interface LookupListeners {
  /** The fate of texts is settled: what waited behind them may go on. */
  readonly settled: () => void;
  /** SENS was found to have taken this request. */
  readonly taken: (requestId: string) => void;
}

interface Progress {
  dueAt: number;
  /** How often in a row SENS gave no answer, and what it said last; null when that was one. */
  failures: number;
  odd: SensFailure | null;
  empties: number;
  firstEmptyAt: number;
}

/**
 * Finds out what became of texts whose request got no clear answer, before any of them is sent again: found at SENS,
 * they are accepted; not there after several looks over the settling time, they are owed again; where nobody can tell, they fail as `may-be-delivered` rather than cost the person a second call at night.
 */
export function createLookup(context: SendContext, listeners: LookupListeners): LookStep {
  const { clock, options, parts, writer } = context;
  const progress = new Map<string, Progress>();

  /** Ends the search: what is certainly not there is owed again. */
  const giveUp = (texts: readonly OutboxText[], doubtful: readonly OutboxText[]): void => {
    const notTaken = texts.filter((text) => !doubtful.includes(text));
    writer.settle(changeAll(notTaken, { state: 'owed', reason: plainReason('not-taken') }));
    failForGood(context, doubtful, plainReason('may-be-delivered'));
    listeners.settled();
  };

  const nothingFound = (texts: readonly OutboxText[], at: Progress, doubtful: readonly OutboxText[]): boolean => {
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

  /** True when the texts' fate is settled. */
  const settle = (texts: readonly OutboxText[], at: Progress, found: Found): boolean => {
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
  };

  const forgetOthers = (batches: ReadonlyMap<string, unknown>): void => {
    for (const key of progress.keys()) {
      if (!batches.has(key)) {
        progress.delete(key);
      }
    }
  };

  /** SENS gave no answer: true when it has been asked for long enough. */
  const unanswered = (texts: readonly OutboxText[], at: Progress, failure: SensFailure): boolean => {
    at.failures += 1;
    at.odd = failure;
    at.dueAt = clock.now() + (isAboutOne(failure) ? delayAt(options.lookupDelaysMs, at.failures) : 0);
    const practice = texts.some((text) => text.practice);
    const patience = patienceMs(failure, options, practice);
    const since = Math.max(...texts.map(({ changedAt }) => changedAt), heldUntil(texts));
    if (patience === null || at.failures < options.lookupEmpties || clock.now() - since < patience) {
      return false;
    }
    giveUp(texts, texts);
    return true;
  };

  /** Looks one request up; gives how that broke off the round, null when the round goes on. */
  const look = async (
    access: SensAccess,
    key: string,
    texts: readonly OutboxText[],
    at: Progress,
  ): Promise<LookRound | null> => {
    const found = await findRequest(context, access, texts);
    if (context.over()) {
      return STOPPED;
    }
    const isOver = found.ok ? settle(texts, at, found.value) : unanswered(texts, at, found.error);
    if (found.ok) {
      at.failures = 0;
      at.odd = null;
    }
    if (isOver) {
      progress.delete(key);
    }
    return found.ok || isAboutOne(found.error) ? null : { kind: 'failed', failure: found.error };
  };

  const progressOf = (key: string, texts: readonly OutboxText[]): Progress => {
    const known = progress.get(key);
    if (known) {
      return known;
    }
    const dueAt = firstLook(texts, delayAt(options.lookupDelaysMs, 0));
    const begun: Progress = { dueAt, failures: 0, odd: null, empties: 0, firstEmptyAt: 0 };
    progress.set(key, begun);
    return begun;
  };

  return async (access: SensAccess) => {
    const batches = byAttempt(ofThisMode(context, parts.outbox.toLookUp(), access));
    forgetOthers(batches);
    // One that SENS fails at each time has its turn after all others.
    const inTurn = Array.from(batches, ([key, texts]) => ({ key, texts, at: progressOf(key, texts) })).sort(
      (one, other) => one.at.dueAt - other.at.dueAt,
    );
    for (const { key, texts, at } of inTurn) {
      if (isDue(at.dueAt, clock.now(), options.lookupDelaysMs, heldUntil(texts))) {
        const round = context.stopping() || writer.isBehind ? STOPPED : await look(access, key, texts, at);
        if (round !== null) {
          return round;
        }
      }
    }
    let next: number | null = null;
    let odd: SensFailure | null = null;
    for (const at of progress.values()) {
      next = Math.min(next ?? at.dueAt, at.dueAt);
      odd ??= at.odd;
    }
    return { kind: 'done', next, odd };
  };
}

type LookRound = Awaited<ReturnType<LookStep>>;

const STOPPED: LookRound = { kind: 'done', next: null, odd: null };

/** A moment after the request's end, or when SENS lets a reserved one go: it needs one before a message can be looked up. */
function firstLook(texts: readonly OutboxText[], delayMs: number): number {
  const ended = texts.map((text) => Math.max(text.changedAt, attemptOf(text).attemptedAt));
  return Math.max(...ended, heldUntil(texts)) + delayMs;
}

/** When SENS has let reserved texts go for certain, by whatever clock it keeps, ms since 1970; 0 for others. */
function latestRelease(texts: readonly OutboxText[]): number {
  const until = heldUntil(texts);
  return until === 0 ? 0 : until + CLOCK_ROOM_MS;
}

/** Until when SENS would hold these texts, ms since 1970: before, no list has them. */
function heldUntil(texts: readonly OutboxText[]): number {
  return Math.max(...texts.map(({ reserveAt }) => reserveAt ?? 0));
}
