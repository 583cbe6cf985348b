import type { Pattern } from '../../../shared/settings/patterns/pattern';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { recipientsOf } from '../../../shared/settings/recipients';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import { settingsWarnings } from '../../../shared/settings/validation/warnings';
import { isWithin } from '../problem-fields';
import { channelsOf } from '../../../shared/settings/channels/channels-of';

/** Allowed but probably unintended settings of a rule. Paths are within the rule (`cooldownMax`). */
export interface RuleWarnings {
  /** Set if another rule has the same name. */
  readonly name: SettingsProblem | null;
  /** People to escalate to who are alerted anyway. */
  readonly escalation: readonly SettingsProblem[];
  readonly others: readonly SettingsProblem[];
  /** True if no recipient and no channel would get the alerts. */
  readonly nobody: boolean;
}

/** Checks an edited rule as if it were saved. */
export function ruleWarnings(rule: Rule, settings: Settings): RuleWarnings {
  // Of two rules with one name, the warning goes to the later one: here, the edited one.
  const rules = [...settings.rules.filter(({ id }) => id !== rule.id), rule];
  const base = `rules[${rules.length - 1}]`;
  const own = settingsWarnings({ ...settings, rules })
    .filter(({ path }) => isWithin(path, base))
    .map((problem) => ({ ...problem, path: problem.path.slice(base.length).replace(/^\./, '') }))
    .filter((problem) => !isOfBlank(problem, rule));
  const escalation = own.filter(({ path }) => path.startsWith('escalate.to'));
  return {
    name: own.find(({ path }) => path === 'name') ?? null,
    escalation,
    others: own.filter((problem) => problem.path !== 'name' && !escalation.includes(problem)),
    nobody:
      recipientsOf(rule, settings).length === 0 && channelsOf(rule, settings).length === 0 && rule.to === undefined,
  };
}

const PATTERN_CODES: ReadonlySet<SettingsProblem['code']> = new Set(['matches-anything', 'never-counts']);

/** True if the problem is about lines that match a pattern that has not been entered yet. */
function isOfBlank({ path, code }: SettingsProblem, { match, butNot, ok, pair }: Rule): boolean {
  const other = path === 'ok' ? ok : path === 'pair.end' ? pair?.end : butNot[Number(/^butNot\[(\d+)/.exec(path)?.[1])];
  return PATTERN_CODES.has(code) && (isBlank(match) || (other !== undefined && isBlank(other)));
}

/** True for a pattern that has not been entered yet. */
export function isBlank(pattern: Pattern): boolean {
  return ('text' in pattern ? pattern.text : pattern.regex) === '';
}

/** Labels of settings in the form, as keys of src/shared/i18n. */
const LABELS: Readonly<Record<string, string>> = {
  name: 'window.rules.name',
  match: 'window.rules.pattern',
  butNot: 'window.rules.butNot',
  files: 'window.rules.files',
  message: 'window.message.label',
  okMessage: 'window.ok.text',
  ok: 'window.ok.pattern',
  'pair.end': 'window.pair.end',
  'pair.message': 'window.message.label',
  'pair.recovered': 'window.pair.recovered',
  'absence.message': 'window.message.label',
  'absence.recovered': 'window.absence.recovered',
  quiet: 'window.quiet.title',
  wait: 'window.when.wait',
  urgent: 'window.when.urgent',
  'escalate.to': 'window.escalate.to',
  threshold: 'window.when.threshold',
  absence: 'window.when.absence',
  'absence.after': 'window.absence.after',
  'absence.forget': 'window.absence.forget',
  'absence.by: "key"': 'window.absence.key',
  cooldown: 'window.rules.cooldown',
  cooldownBy: 'window.limits.by',
  cooldownMax: 'window.limits.most',
  rollup: 'window.limits.rollup',
};

/** Text key of a setting's label in the form; null if it has none. */
export function settingLabelKey(setting: string): string | null {
  return LABELS[setting.replace(/\[\d+\]$/, '')] ?? null;
}
