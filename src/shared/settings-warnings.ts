import { parseDuration } from './duration';
import { patternRegex } from './pattern-regex';
import type { Rule, Settings } from './settings';
import { recipientsOf } from './recipients-of';
import { settingsProblem, type SettingsProblem } from './settings-problem';

/**
 * What is allowed in settings that are right, and yet hardly meant: it stops nothing, and is said by `logbell check`, at the start of
 * `logbell watch` and in the window. Paths are those of the settings as they are at work.
 */
export function settingsWarnings(settings: Settings): SettingsProblem[] {
  return [
    ...sameNames(settings.rules),
    ...settings.rules.flatMap((rule, index) => [
      ...unaffordable(rule, settings, index),
      ...matchesAnything(rule, index),
      ...hiddenByOk(rule, index),
      ...withoutEffect(rule).map(([field, code, params]) => settingsProblem(['rules', index, ...field], code, params)),
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

/** A rule whose one text to all its recipients is more than a limit allows never texts when a line matches. */
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

/** Lines that have nothing in common but that there is something in them. */
const UNLIKE_LINES = ['a', 'Z', '7', '가', '#', '"'];

/** A pattern such as `.` or `.+`; lines that are expected may well be any, and exceptions may leave few. */
function matchesAnything({ match, butNot, absence }: Rule, index: number): SettingsProblem[] {
  const regex = patternRegex(match);
  const isAny = regex.ok && UNLIKE_LINES.every((line) => regex.value.test(line));
  return isAny && butNot.length === 0 && !absence
    ? [settingsProblem(['rules', index, 'match'], 'matches-anything')]
    : [];
}

/** A line that says all is well is no match: one that has the text of such a rule always says so, or may. */
function hiddenByOk({ match, ok }: Rule, index: number): SettingsProblem[] {
  const regex = ok && patternRegex(ok);
  return regex?.ok && 'text' in match && regex.value.test(match.text)
    ? [settingsProblem(['rules', index, 'ok'], 'ok-hides-match')]
    : [];
}

type Absence = NonNullable<Rule['absence']>;

type Finding = readonly [field: readonly string[], code: SettingsProblem['code'], params: SettingsProblem['params']];

/** Fields of a rule that others make useless. */
function withoutEffect(rule: Rule): Finding[] {
  const found = rule.absence ? besideAbsence(rule, rule.absence) : besideCooldown(rule);
  return found.filter((each) => each !== false);
}

function besideAbsence({ threshold, cooldown }: Rule, { by, after, forget }: Absence): (Finding | false)[] {
  const field = ['absence', 'forget'];
  return [
    threshold !== undefined && barred('threshold'),
    isRest(cooldown) && barred('cooldown'),
    forget !== undefined && by !== 'key' && needs(field, 'absence.by: "key"'),
    forget !== undefined && shorter(forget, after, field, 'absence.after'),
  ];
}

function besideCooldown({ cooldown, cooldownMax, cooldownBy, rollup, threshold, pair }: Rule): (Finding | false)[] {
  const rests = isRest(cooldown);
  return [
    cooldownMax !== undefined && shorter(cooldownMax, cooldown, ['cooldownMax'], 'cooldown'),
    cooldownMax !== undefined && !rests && needs(['cooldownMax'], 'cooldown'),
    rollup && !rests && needs(['rollup'], 'cooldown'),
    cooldownBy !== 'line' && !rests && needs(['cooldownBy'], 'cooldown'),
    pair !== undefined && threshold !== undefined && idleThreshold(pair, threshold),
  ];
}

/** One start of a key at a time waits for its end, so that no more can be overdue within the window. */
function idleThreshold(pair: NonNullable<Rule['pair']>, threshold: NonNullable<Rule['threshold']>): Finding | false {
  const overdue = (parseDuration(threshold.within) ?? 0) / (parseDuration(pair.within) ?? 1);
  return overdue <= threshold.count - 1 && [['threshold'], 'never-reached', {}];
}

function isRest(cooldown: string): boolean {
  return (parseDuration(cooldown) ?? 0) > 0;
}

function barred(field: string): Finding {
  return [[field], 'effect-barred', { field: 'absence' }];
}

function needs(field: readonly string[], needed: string): Finding {
  return [field, 'effect-needs', { field: needed }];
}

function shorter(value: string, than: string, field: readonly string[], name: string): Finding | false {
  return (parseDuration(value) ?? 0) < (parseDuration(than) ?? 0) && [field, 'shorter-than', { field: name }];
}
