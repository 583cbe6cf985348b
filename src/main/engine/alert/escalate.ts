import type { Recipient, Rule, Settings } from '../../../shared/settings';
import { recipientsOf } from '../../../shared/recipients-of';
import type { ComposedText } from './compose';
import { endIncident, type EndedIncident } from './end-incident';
import { keepIncident } from './note-incident';
import { agesAt, type OpenIncident } from './policy/incident';
import type { PolicyMemory, Remembered } from './policy/policy-memory';
import { canPay, costOf, nextDigest, pay } from './policy/purse';
import { silentUntil } from './silence';

/** An incident that nobody has acknowledged, and who is texted now. */
export interface Escalation {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
  readonly recipients: readonly Recipient[];
  readonly text: ComposedText;
}

/** What has become due. */
export interface DueIncidents {
  /** Closed, since nothing was heard of them for long. */
  readonly aged: readonly EndedIncident[];
  readonly escalations: readonly Escalation[];
}

/** What incidents are looked at with. */
export interface IncidentLook {
  readonly settings: Settings;
  /** ms since 1970. */
  readonly now: number;
  readonly paused: boolean;
  /** The text for those who have not been told yet. */
  readonly compose: (incident: OpenIncident) => ComposedText;
}

/** Looks at the incidents of which something is due: others are texted, or they are over. */
export function settleIncidents(memory: PolicyMemory, look: IncidentLook): DueIncidents {
  const { settings, now } = look;
  const rules = new Map(settings.rules.map((rule) => [rule.id, rule]));
  const aged: EndedIncident[] = [];
  const escalations: Escalation[] = [];
  for (const { ruleId, key, state } of memory.all('incident')) {
    const rule = rules.get(ruleId);
    const ages = agesAt(state, settings.policy);
    if (!rule) {
      continue;
    }
    if (ages !== null && ages <= now) {
      const ended = endIncident(memory, rule, key);
      aged.push(...(ended ? [ended] : []));
    } else if (state.escalateAt !== null && state.escalateAt <= now) {
      const escalation = escalated(memory, rule, { ruleId, key, state }, look);
      escalations.push(...(escalation ? [escalation] : []));
    }
  }
  return { aged, escalations };
}

function escalated(
  memory: PolicyMemory,
  rule: Rule,
  { key, state }: Remembered<'incident'>,
  look: IncidentLook,
): Escalation | null {
  const { settings, now } = look;
  const keep = (incident: OpenIncident): void => keepIncident(memory, rule.id, key, incident, settings.policy);
  const recipients = rule.enabled && rule.escalate ? recipientsOf({ recipients: rule.escalate.to }, settings) : [];
  if (recipients.length === 0) {
    keep({ ...state, escalateAt: null });
    return null;
  }
  const text = look.compose(state);
  const cost = costOf(text.type, recipients.length, settings);
  const later =
    silentUntil(memory, rule, look) ?? (canPay(memory, rule, cost, now, settings) ? null : nextDigest(now, settings));
  if (later !== null) {
    keep({ ...state, escalateAt: later });
    return null;
  }
  pay(memory, rule.id, cost, now, settings);
  const incident = { ...state, escalateAt: null, escalated: true, newsAt: now };
  keep(incident);
  return { rule, key, incident, recipients, text };
}
