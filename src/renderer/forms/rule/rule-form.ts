import type { DefaultMessages } from '../../../shared/i18n/default-messages';
import { RULE_DEFAULTS } from '../../../shared/settings/rules/rule-defaults';
import type { Rule } from '../../../shared/settings/schema';
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
} from '../field-values';

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
  /** True if the rule sends no texts, only messages to channels. */
  readonly channelsOnly: boolean;
  /** True if the rule sends no texts, but hands its incidents to Alertmanager. */
  readonly toAlertmanager: boolean;
  readonly channels: readonly string[];
  readonly ok: { readonly on: boolean; readonly match: PatternValues; readonly message: string };
  readonly escalate: { readonly on: boolean; readonly after: DurationValues; readonly to: readonly string[] };
  readonly cooldown: DurationValues;
  readonly cooldownBy: Rule['cooldownBy'];
  readonly rollup: boolean;
  readonly cooldownMax: { readonly on: boolean; readonly time: DurationValues };
  readonly budget: BudgetValues;
}

/** Value of "never" for the time after which a group value is no longer expected. */
const NEVER: DurationValues = { amount: 0, unit: 'd' };

type OptionalParts = 'threshold' | 'absence' | 'pair' | 'quiet' | 'wait' | 'ok' | 'escalate' | 'cooldownMax';

function optionalDefaults(defaults: DefaultMessages): Pick<RuleValues, OptionalParts> {
  return {
    threshold: { on: false, count: 3, within: { amount: 1, unit: 'm' } },
    absence: { after: { amount: 1, unit: 'h' }, by: 'rule', forget: NEVER, ...defaults.absence },
    pair: { end: EMPTY_PATTERN, within: { amount: 1, unit: 'h' }, ...defaults.pair, recovered: '' },
    quiet: { choice: 'shared', spans: [] },
    wait: { own: false, time: { amount: 30, unit: 's' } },
    ok: { on: false, match: EMPTY_PATTERN, message: defaults.okMessage },
    escalate: { on: false, after: { amount: 15, unit: 'm' }, to: [] },
    cooldownMax: { on: false, time: { amount: 1, unit: 'h' } },
  };
}

const NEW_RULE: Omit<RuleValues, OptionalParts> = {
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
  channelsOnly: false,
  toAlertmanager: false,
  channels: [],
  cooldown: { amount: 10, unit: 'm' },
  cooldownBy: 'line',
  rollup: false,
  budget: NO_BUDGET,
};

/** Form values of a new rule, with these messages. */
export function newRule(defaults: DefaultMessages): RuleValues {
  return { ...NEW_RULE, ...optionalDefaults(defaults) };
}

/** Form values of a rule; `defaults` stand for messages that its settings leave out. */
export function ruleToValues(rule: Rule, defaults: DefaultMessages): RuleValues {
  return {
    ...newRule(defaults),
    name: rule.name,
    enabled: rule.enabled,
    match: patternToValues(rule.match),
    butNot: rule.butNot.map(patternToValues),
    allFiles: rule.files === undefined,
    files: rule.files ?? [],
    key: rule.key ?? '',
    ...conditionToValues(rule, defaults),
    urgent: rule.urgent,
    ...timesToValues(rule),
    message: rule.message,
    ...audienceToValues(rule),
    ...followUpsToValues(rule, defaults),
    cooldown: readDuration(rule.cooldown),
    cooldownBy: rule.cooldownBy,
    rollup: rule.rollup,
    ...(rule.cooldownMax !== undefined && { cooldownMax: { on: true, time: readDuration(rule.cooldownMax) } }),
    budget: budgetToValues(rule.budget ?? {}),
  };
}

function audienceToValues({
  recipients,
  channels = [],
  to,
}: Rule): Pick<RuleValues, 'allRecipients' | 'recipients' | 'channelsOnly' | 'channels' | 'toAlertmanager'> {
  const toAlertmanager = to === 'alertmanager';
  const channelsOnly = !toAlertmanager && recipients?.length === 0 && channels.length > 0;
  const allRecipients = recipients === undefined;
  return { allRecipients, recipients: recipients ?? [], channelsOnly, channels, toAlertmanager };
}

function conditionToValues({ threshold, absence, pair }: Rule, defaults: DefaultMessages): Partial<RuleValues> {
  return {
    kind: absence ? 'absence' : pair ? 'pair' : 'lines',
    ...(threshold && { threshold: { on: true, count: threshold.count, within: readDuration(threshold.within) } }),
    ...(absence && { absence: absenceToValues(absence, defaults) }),
    ...(pair && { pair: pairToValues(pair, defaults) }),
  };
}

function timesToValues({ quiet, wait }: Rule): Partial<RuleValues> {
  return {
    ...(quiet && { quiet: { choice: quiet.length > 0 ? 'own' : 'never', spans: quiet.map(spanToValues) } }),
    ...(wait !== undefined && { wait: { own: true, time: readDuration(wait) } }),
  };
}

function followUpsToValues({ ok, okMessage, escalate }: Rule, defaults: DefaultMessages): Partial<RuleValues> {
  return {
    ok: {
      on: ok !== undefined,
      match: ok ? patternToValues(ok) : EMPTY_PATTERN,
      message: okMessage ?? defaults.okMessage,
    },
    ...(escalate && { escalate: { on: true, after: readDuration(escalate.after), to: escalate.to } }),
  };
}

function absenceToValues(
  { after, by, forget, message, recovered }: NonNullable<Rule['absence']>,
  { absence }: DefaultMessages,
): RuleValues['absence'] {
  return {
    after: readDuration(after),
    by,
    forget: forget === undefined ? NEVER : readDuration(forget),
    message: message ?? absence.message,
    recovered: recovered ?? absence.recovered,
  };
}

function pairToValues(
  { end, within, message, recovered = '' }: NonNullable<Rule['pair']>,
  { pair }: DefaultMessages,
): RuleValues['pair'] {
  return { end: patternToValues(end), within: readDuration(within), message: message ?? pair.message, recovered };
}
