import { parseDuration } from '../../../../shared/common/duration';
import type { Rule } from '../../../../shared/settings/schema';
import { closesAt, type OpenIncident } from '../policy/incident';
import type { PolicyState } from '../policy/policy-state';
import { escalate, type Escalation, type IncidentCheck } from './escalate';
import { setIncident } from './incident';
import { type Resolution, resolveIncident } from './resolve';

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
