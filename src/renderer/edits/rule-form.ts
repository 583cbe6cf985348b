import { ruleSchema, type Pattern, type Rule } from '../../shared/settings';
import { readDuration, writeDuration, type DurationUnit } from './duration-parts';

/** A pattern as a form holds it. */
export interface PatternValues {
  readonly kind: 'text' | 'regex';
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** A rule as its form holds it. */
export interface RuleValues {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: PatternValues;
  readonly butNot: readonly PatternValues[];
  readonly message: string;
  readonly allFiles: boolean;
  readonly files: readonly string[];
  readonly allRecipients: boolean;
  readonly recipients: readonly string[];
  readonly cooldownAmount: number | string;
  readonly cooldownUnit: DurationUnit;
}

/** A pattern that says nothing yet. */
export const EMPTY_PATTERN: PatternValues = { kind: 'text', pattern: '', ignoreCase: false };

/** The form of a rule that does not exist yet. */
export const NEW_RULE: RuleValues = {
  name: '',
  enabled: true,
  match: EMPTY_PATTERN,
  butNot: [],
  message: '[{{rule}}] {{line}}',
  allFiles: true,
  files: [],
  allRecipients: true,
  recipients: [],
  cooldownAmount: 10,
  cooldownUnit: 'm',
};

/** The form of a rule. */
export function ruleToValues(rule: Rule): RuleValues {
  const cooldown = readDuration(rule.cooldown);
  return {
    name: rule.name,
    enabled: rule.enabled,
    match: patternToValues(rule.match),
    butNot: rule.butNot.map(patternToValues),
    message: rule.message,
    allFiles: rule.files === undefined,
    files: rule.files ?? [],
    allRecipients: rule.recipients === undefined,
    recipients: rule.recipients ?? [],
    cooldownAmount: cooldown.amount,
    cooldownUnit: cooldown.unit,
  };
}

/** The rule a form describes; what the form does not show stays as it was in `before`, null for a new rule. */
export function valuesToRule(id: string, values: RuleValues, before: Rule | null): Rule {
  const rule: Rule = {
    ...(before ?? ruleSchema.parse({ id: 'new', match: { text: 'new' } })),
    id,
    name: values.name.trim(),
    enabled: values.enabled,
    match: valuesToPattern(values.match),
    butNot: values.butNot.map(valuesToPattern),
    message: values.message,
    cooldown: writeDuration({ amount: Number(values.cooldownAmount), unit: values.cooldownUnit }),
  };
  delete rule.files;
  delete rule.recipients;
  return {
    ...rule,
    ...(values.allFiles ? {} : { files: [...values.files] }),
    ...(values.allRecipients ? {} : { recipients: [...values.recipients] }),
  };
}

function patternToValues(pattern: Pattern): PatternValues {
  return 'text' in pattern
    ? { kind: 'text', pattern: pattern.text, ignoreCase: pattern.ignoreCase }
    : { kind: 'regex', pattern: pattern.regex, ignoreCase: pattern.ignoreCase };
}

/** The pattern a form describes. */
export function valuesToPattern({ kind, pattern, ignoreCase }: PatternValues): Pattern {
  return kind === 'text' ? { text: pattern, ignoreCase } : { regex: pattern, ignoreCase };
}

/** The field of the form beside which a fault at `path` (within the rule, `match.regex`) is shown; null when there is none. */
export function ruleField(path: string): string | null {
  const butNot = /^butNot\[(\d+)\]/.exec(path)?.[1];
  if (butNot !== undefined) {
    return `butNot.${butNot}.pattern`;
  }
  const key = /^[A-Za-z]+/.exec(path)?.[0] ?? '';
  const fields: Readonly<Record<string, string>> = {
    name: 'name',
    match: 'match.pattern',
    message: 'message',
    files: 'files',
    recipients: 'recipients',
    cooldown: 'cooldownAmount',
  };
  return fields[key] ?? null;
}
