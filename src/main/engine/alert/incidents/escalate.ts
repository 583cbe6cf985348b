import { parseDuration } from '../../../../shared/common/duration';
import { ageWords } from '../../../../shared/i18n/duration-words';
import { recipientsOf } from '../../../../shared/settings/recipients';
import type { Recipient, Rule, Settings } from '../../../../shared/settings/schema';
import { type ComposedText, composeText, ownTranslations } from '../message/compose';
import { closesAt, type OpenIncident } from '../policy/incident';
import type { PolicyState, StoredState } from '../policy/policy-state';
import { silentUntil } from '../policy/silenced-until';
import { canPay, costOf, nextDigest, pay } from '../policy/spending';
import { setIncident } from './incident';
import { type Resolution, resolveIncident } from './resolve';

/** An unacknowledged incident, and who is texted now. */
export interface Escalation {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
  readonly recipients: readonly Recipient[];
  readonly text: ComposedText;
}

/** Delay after which an escalation is no news any more, ms: longer than a quiet weekend. */
const MAX_DELAY_MS = 3 * 86_400_000;

/** An incident whose escalation is abandoned. */
interface GivenUp {
  readonly rule: Rule;
  readonly incident: OpenIncident;
}

/** Incidents that need something now. */
export interface DueIncidents {
  /** Closed, as they had no match for long. */
  readonly aged: readonly Resolution[];
  readonly escalations: readonly Escalation[];
  /** Escalations that come too late to be of use. */
  readonly givenUp: readonly GivenUp[];
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

/** Escalates the incidents that are due, and closes those that have aged. */
export function settleIncidents(memory: PolicyState, check: IncidentCheck): DueIncidents {
  const { settings, now, agingNow } = check;
  const rules = new Map(settings.rules.map((rule) => [rule.id, rule]));
  const aged: Resolution[] = [];
  const escalations: Escalation[] = [];
  const givenUp: GivenUp[] = [];
  for (const { ruleId, key, state } of memory.all('incident')) {
    const rule = rules.get(ruleId);
    const closeAt = closesAt(state, settings.policy);
    if (!rule) {
      continue;
    }
    if (closeAt !== null && closeAt <= agingNow) {
      const ended = resolveIncident(memory, rule, key);
      aged.push(...(ended ? [ended] : []));
    } else if (isTooLate(state, rule, agingNow)) {
      const incident = { ...state, escalateAt: null, newsAt: now };
      setIncident(memory, rule.id, key, incident, settings.policy);
      givenUp.push({ rule, incident });
    } else if (state.escalateAt !== null && state.escalateAt <= now) {
      const escalation = escalate(memory, rule, { ruleId, key, state }, check);
      escalations.push(...(escalation ? [escalation] : []));
    }
  }
  return { aged, escalations, givenUp };
}

function isTooLate({ escalateAt, textAt }: OpenIncident, { enabled, escalate }: Rule, now: number): boolean {
  const afterMs = enabled && escalate ? parseDuration(escalate.after) : null;
  return escalateAt !== null && escalateAt <= now && afterMs !== null && now > (textAt ?? now) + afterMs + MAX_DELAY_MS;
}

function escalate(
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
    keep({ ...state, escalateAt: silent ?? nextDigest(now, settings), unpaid });
    return null;
  }
  pay(memory, rule.id, cost, now, settings);
  const incident = { ...state, escalateAt: null, escalated: true, newsAt: now };
  keep(incident);
  return { rule, key, incident, recipients, text };
}

/** Composes the text of an escalation: for how long nobody has acknowledged the incident, and its first text. */
export function escalationText(incident: OpenIncident, now: number, settings: Settings): ComposedText {
  const { id, count, content, textAt } = incident;
  const since = now - (textAt ?? now);
  const words = ownTranslations(settings);
  const message = words('escalation.text', { age: ageWords(since, words), id, count, content });
  return composeText(message, 'Logbell', settings.delivery);
}
