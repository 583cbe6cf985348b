import { channelsOf } from './channels/channels-of';
import { recipientsOf } from './recipients';
import type { Rule, Settings } from './schema';

/** Part of a machine in a group of them: it texts by itself, hands alerts to Alertmanager, or texts for Alertmanager. */
export type Role = 'standalone' | 'source' | 'receiver';

/** Settings that decide the role. */
interface RoleSettings extends Pick<Settings, 'rules'> {
  readonly receive: Pick<Settings['receive'], 'listen'>;
}

/** Returns the role that these settings give the machine; one that also hands alerts on is a receiver. */
export function roleOf({ rules, receive }: RoleSettings): Role {
  if (receive.listen !== '') {
    return 'receiver';
  }
  return rules.some(({ enabled, to }) => enabled && to === 'alertmanager') ? 'source' : 'standalone';
}

/** Settings that decide whether texts are sent. */
export type TextingSettings = Pick<Settings, 'rules' | 'recipients' | 'groups' | 'channels' | 'delivery'>;

/** True if SENS is needed: some rule texts people or reaches nobody yet, or there is no rule yet. */
export function needsSens(settings: TextingSettings): boolean {
  const { rules } = settings;
  return rules.length === 0 || rules.some((rule) => textsPeople(rule, settings));
}

function textsPeople(rule: Rule, settings: TextingSettings): boolean {
  const isIncomplete = rule.to === undefined && channelsOf(rule, settings).length === 0;
  return isIncomplete || rule.escalate !== undefined || recipientsOf(rule, settings).length > 0;
}
