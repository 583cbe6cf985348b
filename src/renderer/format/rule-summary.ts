import { durationWords } from '../../shared/i18n/duration-words';
import type { Translate } from '../../shared/i18n/translator';
import type { Pattern } from '../../shared/settings/patterns/pattern';
import { recipientsOf } from '../../shared/settings/recipients';
import type { QuietSpan } from '../../shared/settings/rules/policy-schema';
import type { Rule, Settings } from '../../shared/settings/schema';
import { groupTitle } from '../../shared/settings/titles';
import { readDuration } from '../forms/field-values';
import { channelsOf } from '../../shared/settings/channels/channels-of';
import { isBlank } from '../forms/rule/rule-warnings';
import { channelNames } from './channel-names';
import { recipientTitle } from './recipient-title';
import { dayNames } from './times';

/** Translation and language of the sentences. */
export interface SummaryContext {
  readonly t: Translate;
  readonly language: string;
}

/** Describes a rule in plain sentences: its condition, times, limits and recipients. */
export function ruleSummary(rule: Rule, settings: Settings, context: SummaryContext): readonly string[] {
  const { t } = context;
  if (isBlank(rule.match) || (rule.pair && isBlank(rule.pair.end))) {
    return [t('window.says.noPattern')];
  }
  return [
    ...(rule.enabled ? [] : [t('window.says.off')]),
    condition(rule, context),
    ...(rule.absence ? [] : limits(rule, context)),
    ...times(rule, settings, context),
    ...audience(rule, settings, context),
    ...(rule.ok && !isBlank(rule.ok) && !rule.absence ? [t('window.says.ok', { pattern: patternText(rule.ok) })] : []),
    ...escalation(rule, settings, context),
  ];
}

/** Text or regular expression of a pattern. */
export function patternText(pattern: Pattern): string {
  return 'text' in pattern ? pattern.text : pattern.regex;
}

function condition(rule: Rule, { t }: SummaryContext): string {
  const { match, absence, pair, threshold } = rule;
  const pattern = patternText(match);
  if (absence) {
    return t(`window.says.absence.${absence.by}`, { pattern, after: durationWords(absence.after, t) });
  }
  if (pair) {
    const within = durationWords(pair.within, t);
    const overdue = t('window.says.pair', { pattern, end: patternText(pair.end), within });
    return pair.recovered === undefined ? overdue : `${overdue} ${t('window.says.late')}`;
  }
  if (threshold) {
    const { count, within } = threshold;
    const by = rule.key === undefined ? 'threshold' : 'thresholdOfKey';
    return t(`window.says.${by}`, { pattern, count, within: durationWords(within, t), key: rule.key ?? '' });
  }
  return t('window.says.lines', { pattern });
}

function limits(
  { cooldown, cooldownBy, rollup, cooldownMax, budget, key }: Rule,
  { t }: SummaryContext,
): readonly string[] {
  const hasCooldown = readDuration(cooldown).amount > 0;
  const cooldownText = hasCooldown
    ? t(`window.says.cooldown.${cooldownBy}`, { cooldown: durationWords(cooldown, t), key: key ?? '' })
    : t('window.says.everyTime');
  return [
    cooldownText,
    ...(hasCooldown && rollup ? [t('window.says.rollup')] : []),
    ...(hasCooldown && cooldownMax !== undefined
      ? [t('window.says.grow', { most: durationWords(cooldownMax, t) })]
      : []),
    ...(budget?.textsPerDay === undefined ? [] : [t('window.says.textsPerDay', { count: budget.textsPerDay })]),
  ];
}

function times(rule: Rule, { policy }: Settings, context: SummaryContext): readonly string[] {
  const { t } = context;
  const spans = rule.quiet ?? policy.quiet;
  const wait = rule.wait ?? policy.wait;
  if (rule.urgent) {
    return spans.length > 0 ? [t('window.says.urgent')] : [];
  }
  return [
    ...(spans.length > 0
      ? [t(QUIET_TEXTS[policy.quietBy], { spans: spans.map((span) => spanText(span, context)).join(', ') })]
      : []),
    ...(readDuration(wait).amount > 0 ? [t('window.says.wait', { wait: durationWords(wait, t) })] : []),
  ];
}

/** Text key for quiet hours, by the one that holds the texts. */
const QUIET_TEXTS = { logbell: 'window.says.quiet', sens: 'window.says.reserved' } as const;

/** Formats quiet hours: `Sat Sun 00:00–24:00`. */
export function spanText({ days, from, to }: QuietSpan, { language }: Pick<SummaryContext, 'language'>): string {
  const names = dayNames(language);
  const on = days?.map((day) => names[day].short).join(' ') ?? '';
  return `${on} ${from}–${to}`.trim();
}

function audience(rule: Rule, settings: Settings, { t }: SummaryContext): readonly string[] {
  const people = recipientsOf(rule, settings);
  const channels = channelsOf(rule, settings).map(({ id }) => id);
  if (rule.to === 'alertmanager') {
    const too =
      channels.length === 0 ? [] : [t('window.says.channelsToo', { names: channelNames(channels, settings) })];
    return [t('window.says.alertmanager'), ...too];
  }
  if (people.length === 0) {
    return channels.length === 0
      ? [t('window.says.nobody')]
      : [t('window.says.channelsOnly', { names: channelNames(channels, settings) })];
  }
  const texts =
    rule.recipients === undefined
      ? t('window.says.everyone', { count: people.length })
      : t('window.says.to', { names: namesOf(rule.recipients, settings) });
  return channels.length === 0
    ? [texts]
    : [texts, t('window.says.channelsToo', { names: channelNames(channels, settings) })];
}

function escalation({ escalate }: Rule, settings: Settings, { t }: SummaryContext): readonly string[] {
  return escalate && escalate.to.length > 0
    ? [t('window.says.escalate', { after: durationWords(escalate.after, t), names: namesOf(escalate.to, settings) })]
    : [];
}

/** Names of groups and recipients. */
export function namesOf(ids: readonly string[], { recipients, groups }: Settings): string {
  const isNamed = ({ id }: { readonly id: string }): boolean => ids.includes(id);
  return [...groups.filter(isNamed).map(groupTitle), ...recipients.filter(isNamed).map(recipientTitle)].join(', ');
}
