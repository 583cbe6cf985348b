import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { channelsOf } from '../../../../shared/settings/channels/channels-of';
import { ageWords } from '../../../../shared/i18n/duration-words';
import { recipientsOf } from '../../../../shared/settings/recipients';
import type { Recipient, Rule, Settings } from '../../../../shared/settings/schema';
import { type ComposedText, composeText, ownTranslations } from '../message/compose';
import type { OpenIncident } from '../policy/incident';
import type { PolicyState, StoredState } from '../policy/policy-state';
import { silentUntil } from '../policy/silenced-until';
import { canPay, costOf, nextDigest, pay } from '../policy/spending';
import { setIncident } from './incident';

/** An unacknowledged incident, and who is told now. */
export interface Escalation {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
  readonly recipients: readonly Recipient[];
  readonly channels: readonly Channel[];
  readonly text: ComposedText;
}

export interface IncidentCheck {
  readonly settings: Settings;
  /** ms since 1970. */
  readonly now: number;
  /** The time that incidents age by, ms since 1970; a jump of the clock does not move it. */
  readonly agingNow: number;
  readonly paused: boolean;
  /** Composes the text of an escalation. */
  readonly compose: (incident: OpenIncident) => ComposedText;
}

/** Escalates an incident, unless a silence or the budget delays it; nobody to escalate to ends its wait. */
export function escalate(
  memory: PolicyState,
  rule: Rule,
  { key, state }: StoredState<'incident'>,
  check: IncidentCheck,
): Escalation | null {
  const { settings, now } = check;
  const keep = (incident: OpenIncident): void => setIncident(memory, rule.id, key, incident, settings.policy);
  const recipients = rule.enabled && rule.escalate ? recipientsOf({ recipients: rule.escalate.to }, settings) : [];
  if (recipients.length === 0) {
    keep({ ...state, escalateAt: null });
    return null;
  }
  const text = check.compose(state);
  const cost = costOf(text.type, recipients.length, settings);
  const silent = silentUntil(memory, rule, check);
  const unpaid = silent === null && !canPay(memory, rule, cost, now, settings);
  if (silent !== null || unpaid) {
    const since = unpaid ? { unpaidAt: state.unpaidAt ?? now } : {};
    keep({ ...state, escalateAt: silent ?? nextDigest(now, settings), unpaid, ...since });
    return null;
  }
  pay(memory, rule.id, cost, now, settings);
  const incident = { ...state, escalateAt: null, escalated: true, newsAt: now };
  keep(incident);
  const channels = state.reportedUnpaid ? [] : channelsOf(rule, settings);
  return { rule, key, incident, recipients, channels, text };
}

/** Composes the text of an escalation: for how long nobody has acknowledged the incident, and its first text. */
export function escalationText(incident: OpenIncident, now: number, settings: Settings): ComposedText {
  const { id, count, content, textAt } = incident;
  const since = now - (textAt ?? now);
  const words = ownTranslations(settings);
  const message = words('escalation.text', { age: ageWords(since, words), id, count, content });
  return composeText(message, 'Logbell', settings.delivery);
}
