import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import type { CompiledRule } from '../../match/compiled-rule';
import type { Resolution } from './resolve';

/** The rule as it says that all is well, with this message: at once, to all who have been told of what has ended. */
export function recoveryRule(rule: Rule, ended: readonly Resolution[], message = rule.okMessage): CompiledRule {
  const escalated = ended.some(({ incident }) => incident.escalated);
  const also = rule.escalate && escalated ? rule.escalate.to : [];
  const named = rule.recipients && { recipients: Array.from(new Set([...rule.recipients, ...also])) };
  const notice = messageRule({ ...rule, ...named }, message);
  return { ...notice, rule: { ...notice.rule, wait: '0s', ...(rule.key === undefined ? {} : { key: rule.key }) } };
}

/**
 * A rule as it decides on what it has to say by itself, and not on a line: with this message, in its quiet hours and within its budget,
 * but at once and each time.
 */
export function messageRule(
  { id, name, files, recipients, urgent, quiet, budget, ...rest }: Rule,
  message: string,
): CompiledRule {
  const rule: Rule = {
    id,
    name,
    enabled: true,
    match: rest.match,
    butNot: [],
    message,
    okMessage: rest.okMessage,
    urgent,
    cooldown: '0s',
    cooldownBy: 'line',
    rollup: false,
    ...(files ? { files } : {}),
    ...(recipients ? { recipients } : {}),
    ...(quiet ? { quiet } : {}),
    ...(budget ? { budget } : {}),
  };
  return { rule, title: ruleTitle(rule), concerns: () => true, find: () => null };
}
