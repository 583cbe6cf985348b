import type { OutboxText } from '../ledger/ledger-types';
import { attemptOf } from './reasons';
import { MAX_RECIPIENTS } from './sens-send';

/** A text together with the number it goes to (digits only) and the country it is in. */
export interface Addressed {
  readonly text: OutboxText;
  readonly number: string;
  readonly countryCode: string;
}

/**
 * The first request to make of owed texts (oldest first): the first one and those of the same alert with the same
 * content to the same country, at most 100, each number once (a number twice in one request could not be told apart in its receipts).
 */
export function nextBatch(owed: readonly Addressed[]): Addressed[] {
  const first = owed[0];
  if (!first) {
    return [];
  }
  const byNumber = new Map<string, Addressed>();
  for (const addressed of owed) {
    if (byNumber.size < MAX_RECIPIENTS && sameMessage(first, addressed) && !byNumber.has(addressed.number)) {
      byNumber.set(addressed.number, addressed);
    }
  }
  return [...byNumber.values()];
}

/** Texts by the request that tried to send them. */
export function byAttempt(texts: readonly OutboxText[]): Map<string, OutboxText[]> {
  return grouped(texts, (text) => `${text.alertId}/${attemptOf(text).attemptedAt}`);
}

/** Texts by the request that SENS took them with. */
export function byRequest(texts: readonly OutboxText[]): Map<string, OutboxText[]> {
  return grouped(
    texts.filter((text) => text.requestId !== null),
    (text) => text.requestId ?? '',
  );
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

function grouped(texts: readonly OutboxText[], keyOf: (text: OutboxText) => string): Map<string, OutboxText[]> {
  const groups = new Map<string, OutboxText[]>();
  for (const text of texts) {
    const key = keyOf(text);
    const group = groups.get(key);
    if (group) {
      group.push(text);
    } else {
      groups.set(key, [text]);
    }
  }
  return groups;
}
