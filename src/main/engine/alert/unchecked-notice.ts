import type { Rule, Settings } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { ownTranslations } from './message/compose';
import type { MatchInFile } from './message/types';
import { messageRule } from './incidents/recovery-rule';

/** Makes the match that reports unchecked lines of a rule, whose pattern takes too long. */
export function uncheckedNotice(rule: Rule, settings: Settings): MatchInFile {
  const line = ownTranslations(settings)('unchecked.text', { title: ruleTitle(rule) });
  const found = { matched: '', groups: [], named: {} };
  return { match: { rule: messageRule(rule, '{{line}}'), line, found }, path: '', fileIds: [] };
}
