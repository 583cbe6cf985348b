import type { Rule } from '../../../shared/settings/schema';
import type { CompiledRule } from '../match/compiled-rule';
import type { EndedIncident } from './end-incident';
import { noticeRule } from './notice-rule';

/** The rule as it says that all is well, with this message: at once, to all who have been told of what has ended. */
export function okNotice(rule: Rule, ended: readonly EndedIncident[], message = rule.okMessage): CompiledRule {
  const escalated = ended.some(({ incident }) => incident.escalated);
  const also = rule.escalate && escalated ? rule.escalate.to : [];
  const named = rule.recipients && { recipients: Array.from(new Set([...rule.recipients, ...also])) };
  const notice = noticeRule({ ...rule, ...named }, message);
  return { ...notice, rule: { ...notice.rule, wait: '0s', ...(rule.key === undefined ? {} : { key: rule.key }) } };
}
