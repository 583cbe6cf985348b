import type { OutboxText } from '../ledger/tables/types';
import { byAttempt } from './batches';
import { findRequest } from './find-request';
import { roundDone, STOPPED, type LookRound, type LookStep } from './look';
import { createLookupConclusion, heldUntil, type LookupListeners, type LookupProgress } from './lookup-conclusion';
import { isAboutOne } from './patience';
import { attemptOf } from './reasons';
import { ofThisMode, type SendContext } from './send-context';
import { delayAt, isDue } from './sender-options';
import type { SensAccess } from './sender-types';

/** Finds out what became of texts whose request got no clear answer, before any of them is sent again. */
export function createLookup(context: SendContext, listeners: LookupListeners): LookStep {
  const { clock, options, parts, writer } = context;
  const conclusion = createLookupConclusion(context, listeners);
  const progress = new Map<string, LookupProgress>();
  const waitsMs = [...options.lookupDelaysMs, ...options.receiptDelaysMs];

  const forgetOthers = (batches: ReadonlyMap<string, unknown>): void => {
    for (const key of progress.keys()) {
      if (!batches.has(key)) {
        progress.delete(key);
      }
    }
  };

  const progressOf = (key: string, texts: readonly OutboxText[]): LookupProgress => {
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
    at: LookupProgress,
  ): Promise<LookRound | null> => {
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
      if (isDue(at.dueAt, clock.now(), waitsMs, heldUntil(texts))) {
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
  return Math.max(...ended, heldUntil(texts)) + delayMs;
}
