import { parseDuration } from '../../../../shared/common/duration';
import type { PolicySettings, Rule } from '../../../../shared/settings/schema';

/** An incident of a rule and key that is not closed. */
export interface OpenIncident {
  /** Its number. */
  readonly id: number;
  readonly openedAt: number;
  /** When a match, its first text or an escalation was last heard of, ms since 1970. */
  readonly newsAt: number;
  readonly count: number;
  readonly acknowledged: boolean;
  /** When its first text went out, ms since 1970; null while that waits. */
  readonly textAt: number | null;
  /** When others are to be texted, ms since 1970; null when they are not, or not any more. */
  readonly escalateAt: number | null;
  readonly escalated: boolean;
  /** Whether they wait for the budget of another day; left out by earlier versions. */
  readonly unpaid?: boolean;
  /** What its first text says. */
  readonly content: string;
}

/** The number given last. */
export interface IncidentCount {
  readonly last: number;
}

/** When nothing has been heard of it for too long, ms since 1970; null while it has still to be told of, or to be escalated. */
export function agesAt({ newsAt, textAt, escalateAt }: OpenIncident, policy: PolicySettings): number | null {
  return textAt === null || escalateAt !== null ? null : newsAt + (parseDuration(policy.incidentMaxAge) ?? 0);
}

/** When it has to be looked at by itself, ms since 1970; null for never. */
export function looksAt(incident: OpenIncident, policy: PolicySettings): number | null {
  return incident.escalateAt ?? agesAt(incident, policy);
}

/** The incident as its first text goes out at `at` (ms since 1970): from now on somebody should acknowledge it. */
export function firstTexted(incident: OpenIncident, { escalate }: Pick<Rule, 'escalate'>, at: number): OpenIncident {
  if (incident.textAt !== null) {
    return incident;
  }
  const afterMs = escalate && !incident.acknowledged ? parseDuration(escalate.after) : null;
  return { ...incident, textAt: at, newsAt: at, escalateAt: afterMs === null ? null : at + afterMs };
}

/** Whether others would have been texted if there were budget left. */
export function waitsForBudget({ escalateAt, unpaid = false }: OpenIncident): boolean {
  return unpaid && escalateAt !== null;
}

/** The incident with one match more. */
export function oneMore(incident: OpenIncident, at: number): OpenIncident {
  return { ...incident, count: incident.count + 1, newsAt: at };
}

/** Somebody looks after it: nobody else has to be texted. */
export function acknowledged(incident: OpenIncident): OpenIncident {
  return { ...incident, acknowledged: true, escalateAt: null };
}
