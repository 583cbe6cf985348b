import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import type { CompiledRule } from '../match/compiled-rule';

/**
 * A rule as it decides on what it has to say by itself, and not on a line: with this message, in its quiet hours and within its budget,
 * but at once and each time.
 */
export function noticeRule(
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
