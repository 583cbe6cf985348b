import { parseDuration } from '../../../../shared/common/duration';
import type { Mutable } from '../../../../shared/common/mutable';
import type { PolicySettings, Rule } from '../../../../shared/settings/schema';

/** An incident of a rule and key that is not closed. */
export interface OpenIncident {
  /** Its number. */
  readonly id: number;
  readonly openedAt: number;
  /** The time of the last match, first text or escalation, ms since 1970. */
  readonly newsAt: number;
  readonly count: number;
  readonly acknowledged: boolean;
  /** The time of its first text, ms since 1970; null while that is deferred. */
  readonly textAt: number | null;
  /** The time of its escalation, ms since 1970; null without one, or when it is done. */
  readonly escalateAt: number | null;
  readonly escalated: boolean;
  /** True if the escalation waits for the budget of another day; left out by earlier versions. */
  readonly unpaid?: boolean;
  /** The time since when it does, ms since 1970, and true if it was reported to channels. */
  readonly unpaidAt?: number;
  readonly reportedUnpaid?: boolean;
  /** The content of its first text. */
  readonly content: string;
}

/** The number given last. */
export interface IncidentCount {
  readonly last: number;
}

/**
 * Returns the time at which an incident without news is closed, ms since 1970; null while its first text or its
 * escalation is pending.
 */
export function closesAt({ newsAt, textAt, escalateAt }: OpenIncident, policy: PolicySettings): number | null {
  return textAt === null || escalateAt !== null ? null : newsAt + (parseDuration(policy.incidentMaxAge) ?? 0);
}

/** Returns the time at which an incident is due by itself, ms since 1970; null for never. */
export function nextDueAt(incident: OpenIncident, policy: PolicySettings): number | null {
  return incident.escalateAt ?? closesAt(incident, policy);
}

/** Notes that the first text goes out at `at` (ms since 1970), which starts the time until the escalation. */
export function firstTexted(incident: OpenIncident, { escalate }: Pick<Rule, 'escalate'>, at: number): OpenIncident {
  if (incident.textAt !== null) {
    return incident;
  }
  const afterMs = escalate && !incident.acknowledged ? parseDuration(escalate.after) : null;
  return { ...incident, textAt: at, newsAt: at, escalateAt: afterMs === null ? null : at + afterMs };
}

/** True if the escalation is due but over the budget. */
export function waitsForBudget({ escalateAt, unpaid = false }: OpenIncident): boolean {
  return unpaid && escalateAt !== null;
}

/** Adds a match. */
export function oneMore(incident: OpenIncident, at: number): OpenIncident {
  const more: Mutable<OpenIncident> = { ...incident };
  more.count += 1;
  more.newsAt = at;
  return more;
}

/** Notes that a person has acknowledged the incident; it does not escalate. */
export function acknowledged(incident: OpenIncident): OpenIncident {
  return { ...incident, acknowledged: true, escalateAt: null };
}
