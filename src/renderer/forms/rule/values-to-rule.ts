import type { DefaultMessages } from '../../../shared/i18n/default-messages';
import type { Rule } from '../../../shared/settings/schema';
import { valuesToBudget, valuesToPattern, valuesToSpan, writeDuration } from '../field-values';
import type { RuleValues } from './rule-form';

/** Rule when the form was opened (null for a new one), and the messages that stood for those it leaves out. */
interface FormStart {
  readonly before: Rule | null;
  readonly defaults: DefaultMessages;
}

/** Builds the rule. A default message that the rule left out stays left out. */
export function valuesToRule(id: string, values: RuleValues, start: FormStart): Rule {
  return {
    id,
    name: values.name.trim(),
    enabled: values.enabled,
    match: valuesToPattern(values.match),
    butNot: values.butNot.map(valuesToPattern),
    ...(values.allFiles ? {} : { files: [...values.files] }),
    ...conditionOf(values, start),
    urgent: values.urgent,
    ...timesOf(values),
    message: values.message,
    ...audienceOf(values, start),
    ...followUpsOf(values, start),
    ...limitsOf(values),
    // Expected lines send no texts themselves, so a cooldown has no effect.
    ...(values.kind === 'absence' && !start.before?.absence && { cooldown: '0s' }),
  };
}

/** Recipients and channels. A rule that had an empty list of channels keeps it. */
function audienceOf(
  { allRecipients, recipients, channelsOnly, channels, toAlertmanager }: RuleValues,
  { before }: FormStart,
): Pick<Rule, 'recipients' | 'channels' | 'to'> {
  const chosen = channelsOnly ? [] : [...recipients];
  return {
    ...(allRecipients && !channelsOnly ? {} : { recipients: chosen }),
    ...((channels.length > 0 || before?.channels) && { channels: [...channels] }),
    ...(toAlertmanager && { to: 'alertmanager' }),
  };
}

/** Condition of a text. */
function conditionOf(
  { kind, key, threshold, absence, pair }: RuleValues,
  start: FormStart,
): Pick<Rule, 'key' | 'threshold' | 'absence' | 'pair'> {
  return {
    ...(key.trim() !== '' && { key: key.trim() }),
    ...(threshold.on && { threshold: { count: Number(threshold.count), within: writeDuration(threshold.within) } }),
    ...(kind === 'absence' && { absence: absenceOf(absence, start) }),
    ...(kind === 'pair' && { pair: pairOf(pair, start) }),
  };
}

function absenceOf(
  { after, by, forget, message, recovered }: RuleValues['absence'],
  { before, defaults }: FormStart,
): NonNullable<Rule['absence']> {
  const old = before?.absence;
  return {
    after: writeDuration(after),
    by,
    ...(Number(forget.amount) !== 0 && { forget: writeDuration(forget) }),
    ...(isWritten(message, defaults.absence.message, old) && { message }),
    ...(isWritten(recovered, defaults.absence.recovered, old && { message: old.recovered }) && { recovered }),
  };
}

function pairOf(
  { end, within, message, recovered }: RuleValues['pair'],
  { before, defaults }: FormStart,
): NonNullable<Rule['pair']> {
  return {
    ...{ end: valuesToPattern(end), within: writeDuration(within) },
    ...(isWritten(message, defaults.pair.message, before?.pair) && { message }),
    ...(recovered.trim() !== '' && { recovered }),
  };
}

/** True unless the message is a default that the rule had left out; `old` is its part before, if it had one. */
function isWritten(
  message: string,
  standard: string,
  old: { readonly message?: string | undefined } | undefined,
): boolean {
  return old === undefined || old.message !== undefined || message !== standard;
}

function timesOf({ quiet, wait }: RuleValues): Pick<Rule, 'quiet' | 'wait'> {
  return {
    ...(quiet.choice !== 'shared' && { quiet: quiet.choice === 'own' ? quiet.spans.map(valuesToSpan) : [] }),
    ...(wait.own && { wait: writeDuration(wait.time) }),
  };
}

function followUpsOf(
  { ok, escalate }: RuleValues,
  { before, defaults }: FormStart,
): Pick<Rule, 'okMessage' | 'ok' | 'escalate'> {
  const old = before?.ok || !ok.on ? { message: before?.okMessage } : undefined;
  return {
    ...(isWritten(ok.message, defaults.okMessage, old) && { okMessage: ok.message }),
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
