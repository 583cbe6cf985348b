import { ABSENCE_DEFAULTS, PAIR_DEFAULTS, RULE_DEFAULTS } from '../../shared/settings/rule-defaults';
import type { Rule } from '../../shared/settings/schema';
import {
  budgetToValues,
  type BudgetValues,
  type DurationValues,
  EMPTY_PATTERN,
  NO_BUDGET,
  patternToValues,
  type PatternValues,
  readDuration,
  spanToValues,
  type SpanValues,
  valuesToBudget,
  valuesToPattern,
  valuesToSpan,
  writeDuration,
} from './field-values';

/** Conditions of a rule: matching lines, an absent line, or a task that does not end. */
export const RULE_KINDS = ['lines', 'absence', 'pair'] as const;

/** Sources of a rule's quiet hours: those of all rules, none, or its own. */
export const QUIET_CHOICES = ['shared', 'never', 'own'] as const;

/** Form values of a rule. Parts that are switched off keep their values while the form is open. */
export interface RuleValues {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: PatternValues;
  readonly butNot: readonly PatternValues[];
  readonly allFiles: boolean;
  readonly files: readonly string[];
  readonly kind: (typeof RULE_KINDS)[number];
  /** Empty for none. */
  readonly key: string;
  readonly threshold: { readonly on: boolean; readonly count: number | string; readonly within: DurationValues };
  readonly absence: {
    readonly after: DurationValues;
    readonly by: 'rule' | 'file' | 'key';
    /** Zero for never. */
    readonly forget: DurationValues;
    readonly message: string;
    readonly recovered: string;
  };
  readonly pair: {
    readonly end: PatternValues;
    readonly within: DurationValues;
    readonly message: string;
    /** Empty for no text. */
    readonly recovered: string;
  };
  readonly urgent: boolean;
  readonly quiet: { readonly choice: (typeof QUIET_CHOICES)[number]; readonly spans: readonly SpanValues[] };
  readonly wait: { readonly own: boolean; readonly time: DurationValues };
  readonly message: string;
  readonly allRecipients: boolean;
  readonly recipients: readonly string[];
  readonly ok: { readonly on: boolean; readonly match: PatternValues; readonly message: string };
  readonly escalate: { readonly on: boolean; readonly after: DurationValues; readonly to: readonly string[] };
  readonly cooldown: DurationValues;
  readonly cooldownBy: Rule['cooldownBy'];
  readonly rollup: boolean;
  readonly cooldownMax: { readonly on: boolean; readonly time: DurationValues };
  readonly budget: BudgetValues;
}

const OPTIONAL_DEFAULTS: Pick<
  RuleValues,
  'threshold' | 'absence' | 'pair' | 'quiet' | 'wait' | 'ok' | 'escalate' | 'cooldownMax'
> = {
  threshold: { on: false, count: 3, within: { amount: 1, unit: 'm' } },
  absence: {
    after: { amount: 1, unit: 'h' },
    by: 'rule',
    forget: { amount: 0, unit: 'd' },
    message: ABSENCE_DEFAULTS.message,
    recovered: ABSENCE_DEFAULTS.recovered,
  },
  pair: { end: EMPTY_PATTERN, within: { amount: 1, unit: 'h' }, message: PAIR_DEFAULTS.message, recovered: '' },
  quiet: { choice: 'shared', spans: [] },
  wait: { own: false, time: { amount: 30, unit: 's' } },
  ok: { on: false, match: EMPTY_PATTERN, message: RULE_DEFAULTS.okMessage },
  escalate: { on: false, after: { amount: 15, unit: 'm' }, to: [] },
  cooldownMax: { on: false, time: { amount: 1, unit: 'h' } },
};

/** Form values of a new rule. */
export const NEW_RULE: RuleValues = {
  ...OPTIONAL_DEFAULTS,
  name: '',
  enabled: true,
  match: EMPTY_PATTERN,
  butNot: [],
  allFiles: true,
  files: [],
  kind: 'lines',
  key: '',
  urgent: false,
  message: RULE_DEFAULTS.message,
  allRecipients: true,
  recipients: [],
  cooldown: { amount: 10, unit: 'm' },
  cooldownBy: 'line',
  rollup: false,
  budget: NO_BUDGET,
};

export function ruleToValues(rule: Rule): RuleValues {
  return {
    ...NEW_RULE,
    name: rule.name,
    enabled: rule.enabled,
    match: patternToValues(rule.match),
    butNot: rule.butNot.map(patternToValues),
    allFiles: rule.files === undefined,
    files: rule.files ?? [],
    key: rule.key ?? '',
    ...conditionToValues(rule),
    urgent: rule.urgent,
    ...timesToValues(rule),
    message: rule.message,
    allRecipients: rule.recipients === undefined,
    recipients: rule.recipients ?? [],
    ...followUpsToValues(rule),
    cooldown: readDuration(rule.cooldown),
    cooldownBy: rule.cooldownBy,
    rollup: rule.rollup,
    ...(rule.cooldownMax !== undefined && { cooldownMax: { on: true, time: readDuration(rule.cooldownMax) } }),
    budget: budgetToValues(rule.budget ?? {}),
  };
}

function conditionToValues({ threshold, absence, pair }: Rule): Partial<RuleValues> {
  return {
    kind: absence ? 'absence' : pair ? 'pair' : 'lines',
    ...(threshold && { threshold: { on: true, count: threshold.count, within: readDuration(threshold.within) } }),
    ...(absence && { absence: absenceToValues(absence) }),
    ...(pair && { pair: pairToValues(pair) }),
  };
}

function timesToValues({ quiet, wait }: Rule): Partial<RuleValues> {
  return {
    ...(quiet && { quiet: { choice: quiet.length > 0 ? 'own' : 'never', spans: quiet.map(spanToValues) } }),
    ...(wait !== undefined && { wait: { own: true, time: readDuration(wait) } }),
  };
}

function followUpsToValues({ ok, okMessage, escalate }: Rule): Partial<RuleValues> {
  return {
    ok: { on: ok !== undefined, match: ok ? patternToValues(ok) : EMPTY_PATTERN, message: okMessage },
    ...(escalate && { escalate: { on: true, after: readDuration(escalate.after), to: escalate.to } }),
  };
}

function absenceToValues(absence: NonNullable<Rule['absence']>): RuleValues['absence'] {
  const { after, by, forget, message, recovered } = absence;
  return {
    ...{ after: readDuration(after), by, message, recovered },
    forget: forget === undefined ? OPTIONAL_DEFAULTS.absence.forget : readDuration(forget),
  };
}

function pairToValues({ end, within, message, recovered = '' }: NonNullable<Rule['pair']>): RuleValues['pair'] {
  return { end: patternToValues(end), within: readDuration(within), message, recovered };
}

/** Builds the rule. `before` is the rule when the form was opened, null for a new one. */
export function valuesToRule(id: string, values: RuleValues, before: Rule | null): Rule {
  return {
    id,
    name: values.name.trim(),
    enabled: values.enabled,
    match: valuesToPattern(values.match),
    butNot: values.butNot.map(valuesToPattern),
    ...(values.allFiles ? {} : { files: [...values.files] }),
    ...conditionOf(values),
    urgent: values.urgent,
    ...timesOf(values),
    message: values.message,
    ...(values.allRecipients ? {} : { recipients: [...values.recipients] }),
    ...followUpsOf(values),
    ...limitsOf(values),
    // Expected lines send no texts themselves, so a cooldown has no effect.
    ...(values.kind === 'absence' && !before?.absence && { cooldown: '0s' }),
  };
}

/** Condition of a text. */
function conditionOf({
  kind,
  key,
  threshold,
  absence,
  pair,
}: RuleValues): Pick<Rule, 'key' | 'threshold' | 'absence' | 'pair'> {
  const { after, by, forget, message, recovered } = absence;
  return {
    ...(key.trim() !== '' && { key: key.trim() }),
    ...(threshold.on && { threshold: { count: Number(threshold.count), within: writeDuration(threshold.within) } }),
    ...(kind === 'absence' && {
      absence: {
        ...{ after: writeDuration(after), by, message, recovered },
        ...(Number(forget.amount) !== 0 && { forget: writeDuration(forget) }),
      },
    }),
    ...(kind === 'pair' && {
      pair: {
        ...{ end: valuesToPattern(pair.end), within: writeDuration(pair.within), message: pair.message },
        ...(pair.recovered.trim() !== '' && { recovered: pair.recovered }),
      },
    }),
  };
}

function timesOf({ quiet, wait }: RuleValues): Pick<Rule, 'quiet' | 'wait'> {
  return {
    ...(quiet.choice !== 'shared' && { quiet: quiet.choice === 'own' ? quiet.spans.map(valuesToSpan) : [] }),
    ...(wait.own && { wait: writeDuration(wait.time) }),
  };
}

function followUpsOf({ ok, escalate }: RuleValues): Pick<Rule, 'okMessage' | 'ok' | 'escalate'> {
  return {
    okMessage: ok.message,
    ...(ok.on && { ok: valuesToPattern(ok.match) }),
    ...(escalate.on && { escalate: { after: writeDuration(escalate.after), to: [...escalate.to] } }),
  };
}

/** Limits on how often the rule may text and what that may cost. */
function limitsOf({
  cooldown,
  cooldownBy,
  rollup,
  cooldownMax,
  budget,
}: RuleValues): Pick<Rule, 'cooldown' | 'cooldownBy' | 'rollup' | 'cooldownMax' | 'budget'> {
  const limits = valuesToBudget(budget);
  return {
    cooldown: writeDuration(cooldown),
    cooldownBy,
    rollup,
    ...(cooldownMax.on && { cooldownMax: writeDuration(cooldownMax.time) }),
    ...(Object.keys(limits).length > 0 && { budget: limits }),
  };
}
