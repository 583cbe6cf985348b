import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import type { CompiledRule } from '../../match/compiled-rule';
import type { Resolution } from './resolve';

/**
 * Turns a rule into the one that reports a recovery: at once, with this message, to all who were texted about the
 * incident.
 */
export function recoveryRule(rule: Rule, ended: readonly Resolution[], message: string): CompiledRule {
  const escalated = ended.some(({ incident }) => incident.escalated);
  const also = rule.escalate && escalated ? rule.escalate.to : [];
  const named = rule.recipients && { recipients: Array.from(new Set([...rule.recipients, ...also])) };
  const notice = messageRule({ ...rule, ...named }, message);
  return { ...notice, rule: { ...notice.rule, wait: '0s', ...(rule.key === undefined ? {} : { key: rule.key }) } };
}

/**
 * Turns a rule into one for Logbell's own messages about it: within its quiet hours and budget, but without threshold,
 * cooldown or grouping.
 */
export function messageRule(
  { id, name, files, recipients, channels, to, match, urgent, quiet, budget }: Rule,
  message: string,
): CompiledRule {
  const rule: Rule = {
    id,
    name,
    enabled: true,
    match,
    butNot: [],
    message,
    urgent,
    cooldown: '0s',
    cooldownBy: 'line',
    rollup: false,
    ...(files ? { files } : {}),
    ...(recipients ? { recipients } : {}),
    ...(channels ? { channels } : {}),
    ...(to ? { to } : {}),
    ...(quiet ? { quiet } : {}),
    ...(budget ? { budget } : {}),
  };
  return { rule, title: ruleTitle(rule), concerns: () => true, find: () => null };
}
