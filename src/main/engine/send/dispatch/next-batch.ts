import { parseDuration } from '../../../../shared/common/duration';
import { OVERDUE_BATCH } from '../../ledger/tables/outbox/overdue-texts';
import type { ComposeDigest, NextText, OutboxText } from '../../ledger/tables/outbox/types';
import { changeAll, failForGood, type SendContext } from '../outbox/context';
import { heldReason, isTooNear, plainReason, reservedAt } from '../outbox/reasons';
import { MAX_RECIPIENTS } from '../sens/send-message';
import { overdueMessage } from './overdue-message';

/** The next batch to send; if it is empty, when to check again (ms since 1970; null: when woken). */
interface NextBatch {
  readonly batch: readonly Addressed[];
  readonly checkAt: number | null;
}

/** Texts to a removed recipient that are failed in one transaction. */
const REMOVED_BATCH = 256;

const NOTHING: NextBatch = { batch: [], checkAt: null };

/** Chooses the texts to send next, so that they reach each recipient in order. */
export class BatchChooser {
  readonly #context: SendContext;
  readonly #inFlight = new Set<string>();

  constructor(context: SendContext) {
    this.#context = context;
  }

  /** Blocks further texts to these recipients until `done`. */
  start(batch: readonly Addressed[]): void {
    batch.forEach(({ text }) => this.#inFlight.add(text.recipientId));
  }

  done(batch: readonly Addressed[]): void {
    batch.forEach(({ text }) => this.#inFlight.delete(text.recipientId));
  }

  /** Takes the oldest text whose recipient is free, and the texts of its alert that are next for their recipients. */
  next(practice: boolean): NextBatch {
    const { deps, clock, writer } = this.#context;
    const inLookup = this.#recipientsInLookup();
    const heldUntil = deps.outbox.releaseHeld(clock.now());
    // A text whose change could not be written would be next forever.
    while (!writer.isBehind) {
      const sendable = deps.outbox
        .nextTexts(practice)
        .filter(({ recipientId }) => !this.#inFlight.has(recipientId) && !inLookup.recipients.has(recipientId))
        .filter(({ recipientId }) => deps.numberOf(recipientId) !== null || deps.isGone(recipientId));
      const [head] = sendable;
      if (!head) {
        return { ...NOTHING, checkAt: earliest(inLookup.until, heldUntil) };
      }
      const first = this.#prepare(head, practice);
      if (first === 'more') {
        return { ...NOTHING, checkAt: clock.now() };
      }
      if (first && reservedAt(first.text, clock.now()) !== null) {
        // Alone, so that it can be cancelled alone.
        return { batch: [first], checkAt: null };
      }
      if (first) {
        const ids = new Set(sendable.map(({ id }) => id));
        const others = deps.outbox.toSendOfAlert(first.text.alertId).filter(({ id }) => ids.has(id));
        return { batch: batchOf(first, this.#addressed(others)), checkAt: null };
      }
    }
    return NOTHING;
  }

  /**
   * Adds the number to a text. Null when the text was ended or held, so that another is next; `more` when others have
   * to be ended first.
   */
  #prepare(head: NextText, practice: boolean): Addressed | 'more' | null {
    const { deps } = this.#context;
    const number = deps.numberOf(head.recipientId);
    if (number === null) {
      const removed = deps.outbox.toSendTo(head.recipientId, practice, REMOVED_BATCH);
      failForGood(this.#context, removed, plainReason('recipient-removed'));
      return null;
    }
    const countryCode = deps.countryCodeOf(head.recipientId);
    const text = deps.outbox.find(head.id);
    if (text && this.#holdIfTooNear(text)) {
      return null;
    }
    const ready = text && this.#textOrDigest(text);
    return ready === null || ready === 'more' ? ready : { text: ready, number, countryCode };
  }

  /** Holds a text until its time if that is too near for a reservation. */
  #holdIfTooNear(text: OutboxText): boolean {
    const { clock, writer } = this.#context;
    const now = clock.now();
    const at = reservedAt(text, now);
    if (at === null || !isTooNear(at, now)) {
      return false;
    }
    writer.settle(changeAll([text], { state: 'owed', reason: heldReason('held', at), heldUntil: at }));
    return true;
  }

  /**
   * Returns the text, or a digest in its place if it is overdue; `more` if others have to be ended or requeued first.
   */
  #textOrDigest(text: OutboxText): OutboxText | 'more' {
    const { deps, clock, notify } = this.#context;
    const now = clock.now();
    const { maxAge, late } = deps.delivery();
    const bounds = { recipientId: text.recipientId, practice: text.practice, before: oldestInTime(maxAge, now) };
    if (!text.isDigest && text.owedSince >= bounds.before) {
      return text;
    }
    // SENS may have refused the digest because of the same wrong clock that made its texts overdue.
    const requeued = text.isDigest ? deps.outbox.requeueOverdue(bounds.before, now) : [];
    if (requeued.length > 0) {
      notify(requeued);
      return 'more';
    }
    if (!text.isDigest && late === 'desktop') {
      const ids = deps.outbox.expireOverdue(bounds, now);
      notify(ids);
      deps.problems.note('texts-too-late', '', { to: text.to, count: ids.length });
      return 'more';
    }
    const compose: ComposeDigest = (summary) =>
      deps.compose(overdueMessage(summary, now, deps.words()), text.recipientId);
    const digested = deps.outbox.digestOverdue(bounds, now, compose);
    if (digested) {
      notify([...digested.ids, digested.digest.id]);
      return digested.ids.length < OVERDUE_BATCH ? digested.digest : 'more';
    }
    return text.isDigest ? deps.outbox.rewriteDigest(text, compose) : text;
  }

  #addressed(texts: readonly OutboxText[]): Addressed[] {
    const { deps, clock } = this.#context;
    const before = oldestInTime(deps.delivery().maxAge, clock.now());
    return texts.flatMap((text) => {
      const number = deps.numberOf(text.recipientId);
      const inTime = !text.isDigest && text.owedSince >= before;
      return number !== null && inTime ? [{ text, number, countryCode: deps.countryCodeOf(text.recipientId) }] : [];
    });
  }

  /** Recipients with an unconfirmed text: later texts to them wait for its lookup, for at most `lookupHoldMs`. */
  #recipientsInLookup(): { readonly recipients: ReadonlySet<string>; readonly until: number | null } {
    const { deps, clock, options } = this.#context;
    const now = clock.now();
    const held = deps.outbox
      .unconfirmedRecipients()
      .filter(({ since }) => since <= now && now - since < options.lookupHoldMs);
    return {
      recipients: new Set(held.map(({ recipientId }) => recipientId)),
      until: held.length === 0 ? null : Math.min(...held.map(({ since }) => since)) + options.lookupHoldMs,
    };
  }
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Texts queued before this time are overdue, ms since 1970. */
function oldestInTime(maxAge: string, now: number): number {
  return now - (parseDuration(maxAge) ?? now);
}

/** A text with its recipient's number (digits only) and country code. */
export interface Addressed {
  readonly text: OutboxText;
  readonly number: string;
  readonly countryCode: string;
}

/**
 * Builds a request from `first` and other texts of its alert: same content, same country, at most 100. Each number
 * occurs once, as SENS's receipts are told apart by number.
 */
export function batchOf(first: Addressed, others: readonly Addressed[]): Addressed[] {
  const byNumber = new Map([[first.number, first]]);
  for (const addressed of others) {
    const fits = sameMessage(first, addressed) && !byNumber.has(addressed.number);
    if (fits && byNumber.size < MAX_RECIPIENTS) {
      byNumber.set(addressed.number, addressed);
    }
  }
  return [...byNumber.values()];
}

function sameMessage(one: Addressed, other: Addressed): boolean {
  return (
    one.countryCode === other.countryCode &&
    one.text.alertId === other.text.alertId &&
    one.text.type === other.text.type &&
    one.text.subject === other.text.subject &&
    one.text.content === other.text.content
  );
}
