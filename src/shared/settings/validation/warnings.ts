import { minuteOf, parseDuration } from '../../common/duration';
import { unknownVariables } from '../../sms/template';
import { alertmanagerWarnings } from './validate-alertmanager';
import { usedChannels } from '../channels/used-channels';
import { channelWarnings } from './validate-channels';
import { DAYS } from '../choices';
import { alertsSources } from '../log-source';
import { patternGroups } from '../patterns/read-regex';
import { settingsProblem, type SettingsProblem } from './problems';
import { recipientsOf } from '../recipients';
import type { QuietSpan } from '../rules/policy-schema';
import type { LogSource, Rule, Settings } from '../schema';
import { messagesOf } from './validate-policy';
import { heartbeatWarnings } from './validate-heartbeats';
import { receiveWarnings } from './validate-receive';
import { covers, matchesAnyLine } from './validate-rules';

const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/**
 * Finds settings that are valid but hardly intended. `logbell check`, the start of `logbell watch` and the window show
 * these warnings, which stop nothing; paths lead into the settings in effect.
 */
export function settingsWarnings(settings: Settings): SettingsProblem[] {
  return [
    ...alwaysQuiet(settings),
    ...channelWarnings(settings.channels, usedChannels(settings)),
    ...sameNames(settings.rules),
    ...heartbeatWarnings(settings.heartbeats),
    ...alertmanagerWarnings(settings.alertmanager),
    ...receiveWarnings(settings),
    ...settings.rules.flatMap((rule, index) => [
      ...unaffordable(rule, settings, index),
      ...matchesAnything(rule, settings.files, index),
      ...neverCounts(rule, index),
      ...unknownInMessages(rule, index),
      ...escalatesToRecipients(rule, settings, index),
      ...ineffective(rule).map(([field, code, params]) => settingsProblem(['rules', index, ...field], code, params)),
    ]),
  ];
}

function sameNames(rules: readonly Rule[]): SettingsProblem[] {
  const seen = new Set<string>();
  return rules.flatMap(({ name }, index) => {
    const repeated = name !== '' && seen.has(name);
    seen.add(name);
    return repeated ? [settingsProblem(['rules', index, 'name'], 'same-name', { name })] : [];
  });
}

/** Warns of a rule that can never text, because one text to all its recipients exceeds a limit. */
function unaffordable(rule: Rule, settings: Settings, index: number): SettingsProblem[] {
  const { policy, delivery } = settings;
  const texts = recipientsOf(rule, settings).length;
  const won = texts * delivery.prices.SMS;
  return [policy.budget, rule.budget ?? {}].some(
    ({ textsPerDay, textsPerMonth, wonPerDay, wonPerMonth }) =>
      texts > Math.min(textsPerDay ?? Infinity, textsPerMonth ?? Infinity) ||
      won > Math.min(wonPerDay ?? Infinity, wonPerMonth ?? Infinity),
  )
    ? [settingsProblem(['rules', index], 'never-affordable', { texts: String(texts) })]
    : [];
}

/**
 * Warns of a pattern such as `.` or `.+`, except in missing-line rules, which may expect any line, in rules with
 * exceptions, which may leave few lines, and in rules for alerts alone, whose labels select them.
 */
function matchesAnything(
  { match, butNot, absence, files }: Rule,
  logs: readonly LogSource[],
  index: number,
): SettingsProblem[] {
  const alerts = new Set(alertsSources(logs).map(({ id }) => id));
  const isOfAlerts = files !== undefined && files.length > 0 && files.every((id) => alerts.has(id));
  return matchesAnyLine(match) && butNot.length === 0 && !absence && !isOfAlerts
    ? [settingsProblem(['rules', index, 'match'], 'matches-anything')]
    : [];
}

/** Warns of other patterns that leave no match of `match`; a pattern that matches anything gets its own warning. */
function neverCounts({ match, butNot, ok, pair, files }: Rule, index: number): SettingsProblem[] {
  const others = [
    ...butNot.map((pattern, at) => [pattern, ['butNot', at]] as const),
    ...(ok ? [[ok, ['ok']] as const] : []),
    ...(pair ? [[pair.end, ['pair', 'end']] as const] : []),
  ];
  return [
    ...(files?.length === 0 ? [settingsProblem(['rules', index, 'files'], 'watches-nothing')] : []),
    ...others
      .filter(([pattern]) => covers(pattern, match))
      .map(([, field]) => settingsProblem(['rules', index, ...field], 'never-counts')),
  ];
}

/** Warns of unknown variables in messages; they may name groups of any pattern of the rule. */
function unknownInMessages(rule: Rule, index: number): SettingsProblem[] {
  const patterns = [rule.match, ...(rule.ok ? [rule.ok] : []), ...(rule.pair ? [rule.pair.end] : [])];
  const groups = new Set(patterns.flatMap((pattern) => [...patternGroups(pattern)]));
  return messagesOf(rule).flatMap(([field, message]) =>
    unknownVariables(message, groups)
      .slice(0, 1)
      .map((variable) => settingsProblem(['rules', index, ...field], 'unknown-variable', { variable })),
  );
}

/** Warns of people or groups to escalate to who all get the rule's first text already. */
function escalatesToRecipients(rule: Rule, settings: Settings, index: number): SettingsProblem[] {
  const alerted = new Set(recipientsOf(rule, settings));
  return (rule.escalate?.to ?? []).flatMap((id, at) => {
    const next = recipientsOf({ recipients: [id] }, settings);
    const name = next.map((recipient) => recipient.name || recipient.id).join(', ');
    return next.length > 0 && next.every((recipient) => alerted.has(recipient))
      ? [settingsProblem(['rules', index, 'escalate', 'to', at], 'escalates-to-recipient', { name })]
      : [];
  });
}

/** Warns of quiet hours that never end, if a rule keeps them. */
function alwaysQuiet({ policy, rules }: Settings): SettingsProblem[] {
  const kept = rules.some(({ urgent, quiet }) => !urgent && quiet === undefined);
  return [
    ...(kept && isAlwaysQuiet(policy.quiet) ? [settingsProblem(['policy', 'quiet'], 'always-quiet')] : []),
    ...rules.flatMap(({ urgent, quiet }, index) =>
      !urgent && isAlwaysQuiet(quiet ?? []) ? [settingsProblem(['rules', index, 'quiet'], 'always-quiet')] : [],
    ),
  ];
}

type Absence = NonNullable<Rule['absence']>;

type Finding = readonly [field: readonly string[], code: SettingsProblem['code'], params: SettingsProblem['params']];

/** Warns of fields that others make useless. */
function ineffective(rule: Rule): Finding[] {
  const found = rule.absence ? ineffectiveWithAbsence(rule, rule.absence) : ineffectiveWithCooldown(rule);
  return [...found, ...ineffectiveWithUrgent(rule)].filter((each) => each !== false);
}

/** Checks against `urgent` and `to`, which ignore quiet hours and the grouping delay. */
function ineffectiveWithUrgent({ urgent, quiet, wait, to, recipients }: Rule): (Finding | false)[] {
  if (to !== undefined) {
    return [
      (recipients ?? []).length > 0 && disabledBy('recipients', 'to'),
      (quiet ?? []).length > 0 && disabledBy('quiet', 'to'),
      isSet(wait ?? '') && disabledBy('wait', 'to'),
    ];
  }
  return [
    urgent && (quiet ?? []).length > 0 && disabledBy('quiet', 'urgent'),
    urgent && isSet(wait ?? '') && disabledBy('wait', 'urgent'),
  ];
}

function ineffectiveWithAbsence({ threshold, cooldown }: Rule, { by, after, forget }: Absence): (Finding | false)[] {
  const field = ['absence', 'forget'];
  return [
    threshold !== undefined && disabledBy('threshold', 'absence'),
    isSet(cooldown) && disabledBy('cooldown', 'absence'),
    forget !== undefined && by !== 'key' && needs(field, 'absence.by: "key"'),
    forget !== undefined && shorter(forget, after, field, 'absence.after'),
  ];
}

function ineffectiveWithCooldown({
  cooldown,
  cooldownMax,
  cooldownBy,
  rollup,
  threshold,
  pair,
}: Rule): (Finding | false)[] {
  const hasCooldown = isSet(cooldown);
  return [
    cooldownMax !== undefined && shorter(cooldownMax, cooldown, ['cooldownMax'], 'cooldown'),
    cooldownMax !== undefined && !hasCooldown && needs(['cooldownMax'], 'cooldown'),
    rollup && !hasCooldown && needs(['rollup'], 'cooldown'),
    cooldownBy !== 'line' && !hasCooldown && needs(['cooldownBy'], 'cooldown'),
    pair !== undefined && threshold !== undefined && unreachableThreshold(pair, threshold),
  ];
}

/**
 * Warns of a threshold that is never reached: only one task per group value runs at a time, which limits how many can
 * be overdue within the window.
 */
function unreachableThreshold(
  pair: NonNullable<Rule['pair']>,
  threshold: NonNullable<Rule['threshold']>,
): Finding | false {
  const overdue = (parseDuration(threshold.within) ?? 0) / (parseDuration(pair.within) ?? 1);
  return overdue <= threshold.count - 1 && [['threshold'], 'never-reached', {}];
}

function isSet(cooldown: string): boolean {
  return (parseDuration(cooldown) ?? 0) > 0;
}

function disabledBy(field: string, by: string): Finding {
  return [[field], 'effect-barred', { field: by }];
}

function needs(field: readonly string[], needed: string): Finding {
  return [field, 'effect-needs', { field: needed }];
}

function shorter(value: string, than: string, field: readonly string[], name: string): Finding | false {
  return (parseDuration(value) ?? 0) < (parseDuration(than) ?? 0) && [field, 'shorter-than', { field: name }];
}

/**
 * True if the spans cover every minute of the week, so that matches are held forever. Only spans of the same zone are
 * added up.
 */
function isAlwaysQuiet(spans: readonly QuietSpan[]): boolean {
  const zones = new Set(spans.map(({ zone }) => zone));
  return [...zones].some((zone) => quietMinutes(spans.filter((span) => span.zone === zone)).size === MINUTES_A_WEEK);
}

function quietMinutes(spans: readonly QuietSpan[]): ReadonlySet<number> {
  const minutes = new Set<number>();
  for (const { days = DAYS, from, to } of spans) {
    const [first, end] = [minuteOf(from), minuteOf(to)];
    const length = end > first ? end - first : end - first + MINUTES_A_DAY;
    for (const day of days) {
      const begins = DAYS.indexOf(day) * MINUTES_A_DAY + first;
      for (let at = 0; at < length; at += 1) {
        minutes.add((begins + at) % MINUTES_A_WEEK);
      }
    }
  }
  return minutes;
}
