import type { Decision, Reason } from '../contract/history';
import type { Translate } from './translator';
import { messageTime } from '../sms/template';

/** Writes a time, given in ms since 1970. */
type WriteTime = (at: number) => string;

/** What was decided about a match, and why, as a sentence; times in it are written as in messages unless said otherwise. */
export function decisionSentence({ why, params }: Decision, t: Translate, write: WriteTime = messageTime): string {
  return t(`decision.${why}`, withTimes(params, write));
}

/** The same of held matches that were counted: what differs from one to the next is left out. */
export function heldSentence(decision: Decision, t: Translate, write: WriteTime = messageTime): string {
  const { why, params } = decision;
  return why === 'threshold' ? t('held.threshold', params) : decisionSentence(decision, t, write);
}

/** Why a text is in its state, as a sentence; times in it are written as in messages unless said otherwise. */
export function reasonSentence({ code, params }: Reason, t: Translate, write: WriteTime = messageTime): string {
  return t(`reason.${code}`, withTimes(params, write));
}

/** Ledgers of earlier versions hold `until` as text already. */
function withTimes(params: Decision['params'], write: WriteTime): Decision['params'] {
  const { until } = params;
  return typeof until === 'number' ? { ...params, until: write(until) } : params;
}
