import { parseDuration } from '../../../../shared/common/duration';
import type { Translate } from '../../../../shared/i18n/translator';
import { messageTime } from '../../../../shared/sms/template';
import { LATE_AT_ONCE } from '../../ledger/tables/overdue-texts';
import type { ComposeDigest, OverdueSummary, NextText, OutboxText } from '../../ledger/tables/types';
import { changeAll, failForGood, type SendContext } from '../outbox/context';
import { attemptOf, heldReason, isTooNear, plainReason, reservedAt } from '../outbox/reasons';
import { MAX_RECIPIENTS } from '../sens/send-message';

/** What is to be sent next; without texts, when to look again (ms since 1970; null: when woken). */
export interface NextBatch {
  readonly batch: readonly Addressed[];
  readonly lookAgainAt: number | null;
}

const GONE_AT_ONCE = 256;
const NOTHING: NextBatch = { batch: [], lookAgainAt: null };

/** Chooses what to send next, so that texts reach each recipient in their order. */
export class BatchChooser {
  readonly #context: SendContext;
  readonly #underWay = new Set<string>();

  constructor(context: SendContext) {
    this.#context = context;
  }

  /** Keeps further texts of these recipients back until `done`. */
  begin(batch: readonly Addressed[]): void {
    batch.forEach(({ text }) => this.#underWay.add(text.recipientId));
  }

  done(batch: readonly Addressed[]): void {
    batch.forEach(({ text }) => this.#underWay.delete(text.recipientId));
  }

  /** The oldest text whose recipient is free, with those of its alert that are next for their recipients too. */
  next(practice: boolean): NextBatch {
    const { parts, clock, writer } = this.#context;
    const waiting = this.#lookedUp();
    const heldUntil = parts.outbox.releaseHeld(clock.now());
    // What could not be written stands as it was, and would be next for ever.
    while (!writer.isBehind) {
      const free = parts.outbox
        .nextTexts(practice)
        .filter(({ recipientId }) => !this.#underWay.has(recipientId) && !waiting.recipients.has(recipientId))
        .filter(({ recipientId }) => parts.numberOf(recipientId) !== null || parts.isGone(recipientId));
      const [head] = free;
      if (!head) {
        return { ...NOTHING, lookAgainAt: earlier(waiting.until, heldUntil) };
      }
      const first = this.#ready(head, practice);
      if (first === 'more') {
        return { ...NOTHING, lookAgainAt: clock.now() };
      }
      if (first && reservedAt(first.text, clock.now()) !== null) {
        // By itself, so that it can be taken back by itself.
        return { batch: [first], lookAgainAt: null };
      }
      if (first) {
        const ids = new Set(free.map(({ id }) => id));
        const others = parts.outbox.toSendOfAlert(first.text.alertId).filter(({ id }) => ids.has(id));
        return { batch: batchOf(first, this.#addressed(others)), lookAgainAt: null };
      }
    }
    return NOTHING;
  }

  /** The text with its number; null when it has just been ended: then another is next; `more` when many others are to be ended first. */
  #ready(head: NextText, practice: boolean): Addressed | 'more' | null {
    const { parts } = this.#context;
    const number = parts.numberOf(head.recipientId);
    if (number === null) {
      const gone = parts.outbox.toSendTo(head.recipientId, practice, GONE_AT_ONCE);
      failForGood(this.#context, gone, plainReason('recipient-removed'));
      return null;
    }
    const countryCode = parts.countryCodeOf(head.recipientId);
    const text = parts.outbox.find(head.id);
    if (text && this.#holds(text)) {
      return null;
    }
    const ready = text && this.#inTime(text);
    return ready === null || ready === 'more' ? ready : { text: ready, number, countryCode };
  }

  /** Holds a text that is to go out too soon for a reservation, until then. */
  #holds(text: OutboxText): boolean {
    const { clock, writer } = this.#context;
    const now = clock.now();
    const at = reservedAt(text, now);
    if (at === null || !isTooNear(at, now)) {
      return false;
    }
    writer.settle(changeAll([text], { state: 'owed', reason: heldReason('held', at), heldUntil: at }));
    return true;
  }

  /** The text itself, a digest in its place when it is late, or null when late texts only go to the desktop. */
  #inTime(text: OutboxText): OutboxText | 'more' | null {
    const { parts, clock, tell } = this.#context;
    const now = clock.now();
    const { maxAge, late } = parts.delivery();
    const bounds = { recipientId: text.recipientId, practice: text.practice, before: oldestInTime(maxAge, now) };
    if (!text.isDigest && text.owedSince >= bounds.before) {
      return text;
    }
    // SENS may have refused the digest until now, for the very clock that made its texts late.
    const owedAfterAll = text.isDigest ? parts.outbox.oweAfterAll(bounds.before, now) : [];
    if (owedAfterAll.length > 0) {
      tell(owedAfterAll);
      return 'more';
    }
    if (!text.isDigest && late === 'desktop') {
      const ids = parts.outbox.endLate(bounds, now);
      tell(ids);
      parts.problems.note('texts-too-late', '', { to: text.to, count: ids.length });
      return 'more';
    }
    const compose: ComposeDigest = (summary) =>
      parts.compose(digestMessage(summary, now, parts.words()), text.recipientId);
    const digested = parts.outbox.digestLate(bounds, now, compose);
    if (digested) {
      tell([...digested.ids, digested.digest.id]);
      return digested.ids.length < LATE_AT_ONCE ? digested.digest : 'more';
    }
    return text.isDigest ? parts.outbox.rewriteDigest(text, compose) : text;
  }

  #addressed(texts: readonly OutboxText[]): Addressed[] {
    const { parts, clock } = this.#context;
    const before = oldestInTime(parts.delivery().maxAge, clock.now());
    return texts.flatMap((text) => {
      const number = parts.numberOf(text.recipientId);
      const inTime = !text.isDigest && text.owedSince >= before;
      return number !== null && inTime ? [{ text, number, countryCode: parts.countryCodeOf(text.recipientId) }] : [];
    });
  }

  /** Recipients with a text whose fate is being looked up: what comes after it waits, but not for long. */
  #lookedUp(): { readonly recipients: ReadonlySet<string>; readonly until: number | null } {
    const { parts, clock, options } = this.#context;
    const now = clock.now();
    const held = parts.outbox
      .lookedUpRecipients()
      .filter(({ since }) => since <= now && now - since < options.lookupHoldMs);
    return {
      recipients: new Set(held.map(({ recipientId }) => recipientId)),
      until: held.length === 0 ? null : Math.min(...held.map(({ since }) => since)) + options.lookupHoldMs,
    };
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Texts owed before this moment are late, ms since 1970. */
function oldestInTime(maxAge: string, now: number): number {
  return now - (parseDuration(maxAge) ?? now);
}

/** A text together with the number it goes to (digits only) and the country it is in. */
export interface Addressed {
  readonly text: OutboxText;
  readonly number: string;
  readonly countryCode: string;
}

/**
 * The request to make of `first` and others of its alert: those with the same content to the same
 * country, at most 100, each number once (a
 * number twice in one request could not be told apart in its receipts).
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

/** Texts by the request that tried to send them. */
export function byAttempt(texts: readonly OutboxText[]): Map<string, OutboxText[]> {
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

function sameMessage(one: Addressed, other: Addressed): boolean {
  return (
    one.countryCode === other.countryCode &&
    one.text.alertId === other.text.alertId &&
    one.text.type === other.text.type &&
    one.text.subject === other.text.subject &&
    one.text.content === other.text.content
  );
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The message that stands for late texts: how many, since when, how late, and what the first of them said. */
function digestMessage({ count, oldestAt, contents }: OverdueSummary, now: number, words: Translate): string {
  const lateMs = Math.max(0, now - oldestAt);
  const head = words('digest.head', {
    count,
    time: messageTime(oldestAt),
    hours: Math.floor(lateMs / HOUR_MS),
    minutes: Math.floor((lateMs % HOUR_MS) / MINUTE_MS),
  });
  const lines = contents.map((content) => `- ${content}`);
  const more = count > contents.length ? [words('digest.more', { count: count - contents.length })] : [];
  return [head, ...lines, ...more].join('\n');
}
