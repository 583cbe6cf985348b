import type { Decision, DecisionWhy, Reason } from '../contract/history';
import { messageTime } from '../sms/template';
import { durationWords } from './duration-words';
import type { Translate } from './translator';

const DURATIONS = ['cooldown', 'wait', 'within'] as const;

/** Formats a time, given in ms since 1970. */
type WriteTime = (at: number) => string;

/** Reasons whose decisions carry `until` since version 0.2; counted matches and those of earlier versions have none. */
const MAY_HAVE_END: ReadonlySet<DecisionWhy> = new Set(['cooldown', 'threshold-over']);

/** Reasons for which a match is held until other channels report it, instead of a text. */
const MAY_BE_REPORTED: ReadonlySet<DecisionWhy> = new Set(['budget', 'joined']);

/** Sentence for the decision on a match; `write` formats the times in it, by default as in messages. */
export function decisionSentence({ why, params }: Decision, t: Translate, write: WriteTime = messageTime): string {
  const values = withDurations(withTimes(params, write), t);
  if (why === 'matched' && params['within'] !== undefined) {
    return t('thresholdReached.matched', values);
  }
  if (MAY_BE_REPORTED.has(why) && params['channels'] !== undefined) {
    return t(`reported.${why}`, values);
  }
  const isWithEnd = MAY_HAVE_END.has(why) && params['until'] !== undefined;
  return isWithEnd ? t(`heldUntil.${why}`, values) : t(`decision.${why}`, values);
}

/** Sentence for the decision on counted held matches, without the values that differ between them. */
export function heldSentence(decision: Decision, t: Translate, write: WriteTime = messageTime): string {
  const { why, params } = decision;
  return why === 'threshold' ? t('held.threshold', withDurations(params, t)) : decisionSentence(decision, t, write);
}

/** Sentence for the reason of a text's state; `write` formats the times in it, by default as in messages. */
export function reasonSentence({ code, params }: Reason, t: Translate, write: WriteTime = messageTime): string {
  return t(`reason.${code}`, withTimes(params, write));
}

/** Formats the durations of a decision, which it has as settings write them. */
function withDurations(params: Decision['params'], t: Translate): Decision['params'] {
  const durations = DURATIONS.flatMap((name) => {
    const value = params[name];
    return typeof value === 'string' ? [[name, durationWords(value, t)] as const] : [];
  });
  return { ...params, ...Object.fromEntries(durations) };
}

/** Ledgers of earlier versions hold `until` as text. */
function withTimes(params: Decision['params'], write: WriteTime): Decision['params'] {
  const { until } = params;
  return typeof until === 'number' ? { ...params, until: write(until) } : params;
}
