/** Stage of an incident: `open` until somebody acknowledges it. */
export type IncidentStage = 'open' | 'acknowledged' | 'closed';

/**
 * Cause of a change of stage. `person`: the user, in the window or tray; `command`: the command line; `ok`: a recovery
 * line; `age`: no match for long; `forgotten`: the rule is gone or had more group values than are kept.
 */
export type IncidentCause = 'match' | 'person' | 'command' | 'ok' | 'age' | 'forgotten';

/** One change of an incident's stage. */
export interface IncidentChange {
  readonly state: IncidentStage;
  readonly cause: IncidentCause;
  /** ms since 1970. */
  readonly at: number;
}

/** Silence at Alertmanager that acknowledging an incident has made. */
export interface IncidentSilence {
  /** Time at which it ends by itself, ms since 1970. */
  readonly until: number;
  /**
   * `requested`: Alertmanager does not have it yet; `failed`: Alertmanager did not take it; `ending`: Alertmanager is to
   * end it; `ended`: it was ended, or was not needed any more.
   */
  readonly state: 'requested' | 'active' | 'failed' | 'ending' | 'ended';
}

/** Ongoing case of a rule and group value, from the first alert until it is closed. */
export interface IncidentView {
  /** Number, from 1; messages have it as `{{incident}}`. */
  readonly id: number;
  readonly ruleId: string;
  /** Name of the rule. */
  readonly rule: string;
  /** Value of the rule's key group; empty without a key. */
  readonly key: string;
  readonly state: IncidentStage;
  /** Times of the opening and of the last match, ms since 1970. */
  readonly openedAt: number;
  readonly lastAt: number;
  /** Number of matches: those of its first text and all later ones. */
  readonly count: number;
  /** Line that opened it. */
  readonly line: string;
  /** Time of the escalation, ms since 1970; null if there was none. */
  readonly escalatedAt: number | null;
  /** Changes of stage, oldest first. */
  readonly changes: readonly IncidentChange[];
  /** Missing if none was asked for. */
  readonly silence?: IncidentSilence;
}

/** A page of incidents, newest first. */
export interface IncidentQuery {
  /** `open` includes acknowledged ones. */
  readonly which: 'open' | 'closed';
  /** Returns incidents with a smaller number; null for the newest. */
  readonly before: number | null;
  /** Maximum number of incidents (1–500). */
  readonly limit: number;
}

/** Reason why an action on an incident has no effect; src/shared/i18n has the sentences under `incident.refusal`. */
export type IncidentRefusal = 'unknown' | 'acknowledged' | 'closed';

/** Summary of the incidents that are not closed. */
export interface OpenIncidents {
  /** Number of incidents by stage. */
  readonly open: number;
  readonly acknowledged: number;
  /** At most ten, unacknowledged ones first, each group newest first. */
  readonly newest: readonly IncidentView[];
}
