import { messageTime } from '../../../shared/message-template';
import type { FitOptions } from '../../../shared/sms-text';
import type { Collected } from './collect-due';
import { composeText, type ComposedText } from './compose';

/** Whose text it is when it is not one rule's. */
const SENDER = 'Logbell';

/**
 * Composes the text of what has waited. A group of one rule is its message and `(+N)`, what a cooldown of one rule held back its
 * message and `(×N)`; anything else says from when to when
 * how many there were, and the count of each rule, most first: `[Logbell] 11-22 23:10:00 ~ 11-23 06:12:09: 17`.
 */
export function composeCollected({ kind, rules }: Pick<Collected, 'kind' | 'rules'>, fit: FitOptions): ComposedText {
  const total = matchesOf({ rules });
  const [first] = rules;
  if (kind === 'group' && first && rules.length === 1) {
    const { content, told } = first.state;
    return composeText(total > told ? `${content} (+${total - told})` : content, first.title, fit);
  }
  if (kind === 'rollup' && first && rules.length === 1) {
    return composeText(total > 1 ? `${first.state.content} (×${total})` : first.state.content, first.title, fit);
  }
  const began = Math.min(...rules.map(({ state }) => state.firstAt));
  const ended = Math.max(...rules.map(({ state }) => state.lastAt));
  const heading = `[${SENDER}] ${messageTime(began)} ~ ${messageTime(ended)}: ${total}`;
  const counts = rules
    .toSorted((one, other) => other.state.count - one.state.count)
    .map(({ title, state }) => `${title}: ${state.count}`);
  const sample = first && rules.length === 1 ? [first.state.content] : [];
  return composeText([heading, ...counts, ...sample].join('\n'), SENDER, fit);
}

/** Matches that a collected text tells of. */
export function matchesOf({ rules }: Pick<Collected, 'rules'>): number {
  return rules.reduce((sum, { state }) => sum + state.count, 0);
}

/** The name a collected text goes by: the rule's, or Logbell's for several. */
export function titleOf({ rules }: Pick<Collected, 'rules'>): string {
  const [first] = rules;
  return first && rules.length === 1 ? first.title : SENDER;
}
