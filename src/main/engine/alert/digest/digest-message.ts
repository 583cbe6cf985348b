import type { Translate } from '../../../../shared/i18n/translator';
import type { Settings } from '../../../../shared/settings/schema';
import { messageMinute } from '../../../../shared/sms/template';
import { type FitOptions, fitText } from '../../../../shared/sms/fit-text';
import { type ComposedText, composeText, ownTranslations } from '../message/compose';
import type { PolicyState } from '../policy/policy-state';
import { costOf, pay, chargeGroup } from '../policy/spending';
import type { DueDigest } from './collect';

/** Title of a text about several rules. */
const SENDER = 'Logbell';

/**
 * Composes the text of a digest. A group of one rule is its message and `(+N)`, a cooldown summary of one rule its
 * message and `(×N)`; anything else states the period, the total and the count of each rule, most first: `[Logbell]
 * 11-22 23:10~11-23 06:12: 17 matches`. Rules that do not fit are counted, and recoveries come last.
 */
export function composeDigest({ kind, rules }: Pick<DueDigest, 'kind' | 'rules'>, settings: Settings): ComposedText {
  const fit = settings.delivery;
  const total = matchesOf({ rules });
  const [first] = rules;
  const ends = rules.flatMap(({ state }) => (state.ends ?? []).map(({ content }) => content));
  if (kind === 'group' && first && rules.length === 1) {
    const { told } = first.state;
    const [message = '', whole] = messagesOf(first.state).map((content) =>
      [total > told ? `${content} (+${total - told})` : content, ...ends].join('\n'),
    );
    return composeText(message, first.title, fit, whole);
  }
  if (kind === 'rollup' && first && rules.length === 1) {
    const [message = '', whole] = messagesOf(first.state).map((content) =>
      total > 1 ? `${content} (×${total})` : content,
    );
    return composeText(message, first.title, fit, whole);
  }
  const words = ownTranslations(settings);
  const heading = words('summary.head', { period: periodOf({ rules }), count: total });
  const counts = rules
    .toSorted((one, other) => other.state.count - one.state.count)
    .map(({ title, state }) => `${title}: ${state.count}`);
  const [sample, wholeSample] = first && rules.length === 1 ? messagesOf(first.state).map((one) => [one]) : [[], []];
  const whole = [heading, ...counts, ...(wholeSample ?? []), ...ends].join('\n');
  return composeText(
    fitCounts({ heading, counts, after: [...(sample ?? []), ...ends] }, fit, words),
    SENDER,
    fit,
    whole,
  );
}

/** Returns the message of a match for a text, and for channels. */
function messagesOf({ content, full = content }: DueDigest['rules'][number]['state']): readonly [string, string] {
  return [content, full];
}

/** Formats the time of the matches to the minute, the day once: `11-22 23:10~11-23 06:12`, `11-22 23:10~23:40`. */
function periodOf({ rules }: Pick<DueDigest, 'rules'>): string {
  const from = messageMinute(Math.min(...rules.map(({ state }) => state.firstAt)));
  const to = messageMinute(Math.max(...rules.map(({ state }) => state.lastAt)));
  const [day = '', time = ''] = to.split(' ');
  return from === to ? from : `${from}~${from.startsWith(day) ? time : to}`;
}

/** The parts of a digest, each of one or more lines. */
interface DigestParts {
  readonly heading: string;
  readonly counts: readonly string[];
  readonly after: readonly string[];
}

/** Fits as many counts as the text holds, at least one, and cuts none: half a number would be another number. */
function fitCounts({ heading, counts, after }: DigestParts, fit: FitOptions, words: Translate): string {
  const message = (shown: number): string => {
    const more = shown < counts.length ? [words('summary.more', { count: counts.length - shown })] : [];
    return [heading, ...counts.slice(0, shown), ...more, ...after].join('\n');
  };
  if (!fitText(message(counts.length), fit).cut) {
    return message(counts.length);
  }
  if (after.length > 0 && counts.length > 1 && fitText(message(1), fit).cut) {
    return [fitCounts({ heading, counts, after: [] }, fit, words), ...after].join('\n');
  }
  let [fits, tooMany] = [1, counts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    [fits, tooMany] = fitText(message(middle), fit).cut ? [fits, middle] : [middle, tooMany];
  }
  return message(fits);
}

/** Counts the matches that a digest reports. */
export function matchesOf({ rules }: Pick<DueDigest, 'rules'>): number {
  return rules.reduce((sum, { state }) => sum + state.count, 0);
}

/** Returns the title of a digest: the rule's, or Logbell's for several. */
export function titleOf({ rules }: Pick<DueDigest, 'rules'>): string {
  const [first] = rules;
  return first && rules.length === 1 ? first.title : SENDER;
}

/**
 * Charges the budget for a digest at `at` (ms since 1970). Each rule of a group was charged when it began to wait,
 * which is corrected to the cost of the text; a cooldown summary was charged when it was collected.
 */
export function chargeDigest(
  { kind, rules, recipients }: DueDigest,
  { type }: Pick<ComposedText, 'type'>,
  at: number,
  memory: PolicyState,
  settings: Settings,
): void {
  const cost = costOf(type, recipients.length, settings);
  if (kind === 'digest') {
    pay(memory, '', cost, at, settings);
    return;
  }
  const paid = rules.flatMap(({ state }) => state.paid ?? []);
  if (kind === 'group' && paid.length === rules.length) {
    chargeGroup(memory, { ruleIds: rules.map(({ rule }) => rule.id), paid }, cost, at, settings);
  }
}
