import type { OutboxText } from '../ledger/tables/types';
import { attemptOf } from './reasons';
import { MAX_RECIPIENTS } from './sens-send';

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
