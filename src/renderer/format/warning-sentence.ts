import type { Translate } from '../../shared/i18n/translator';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Rule } from '../../shared/settings/schema';
import { ruleTitle } from '../../shared/settings/titles';
import { settingLabelKey } from '../forms/rule/rule-warnings';
import { inertText } from './inert-text';
import { settingLabel } from './setting-labels';

/** Translation, and the sentences for codes. */
interface WarningContext {
  readonly t: Translate;
  readonly sentenceOf: (problem: SettingsProblem) => string;
}

/** Sentence for a warning within a rule (`cooldownMax`), with the fields as its form labels them. */
export function ruleWarningSentence(
  { path, code, params }: SettingsProblem,
  { t, sentenceOf }: WarningContext,
): string {
  const labeled = (setting: string): string => {
    const label = settingLabelKey(setting);
    return label === null ? setting : t('window.warning.quoted', { label: t(label) });
  };
  const { field } = params;
  const sentence = sentenceOf({
    path,
    code,
    params: field === undefined ? params : { ...params, field: labeled(field) },
  });
  return path === '' ? sentence : t('window.problem.at', { path: labeled(path), sentence });
}

/** Sentence for a warning about the settings (`rules[0].cooldownMax`), with the rule's title and the field's label. */
export function warningSentence(warning: SettingsProblem, rules: readonly Rule[], context: WarningContext): string {
  const [, index, path = ''] = /^rules\[(\d+)\]\.?(.*)$/.exec(warning.path) ?? [];
  const rule = rules[Number(index)];
  if (rule === undefined) {
    const label = settingLabel(warning.path, context.t);
    return context.t('window.problem.at', { path: label, sentence: context.sentenceOf(warning) });
  }
  const sentence = ruleWarningSentence({ ...warning, path }, context);
  return context.t('window.warning.inRule', { rule: inertText(ruleTitle(rule)), sentence });
}
