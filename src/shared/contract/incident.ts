/** How far an incident is: nobody has looked yet; somebody has; it is over. */
export type IncidentStage = 'open' | 'acknowledged' | 'closed';

/**
 * What brought an incident to its stage: a match; a person in the window or tray; a person on the command line; a line that says
 * all is well; that nothing was heard of it for long; that its rule is gone, or had more cases than are kept.
 */
export type IncidentCause = 'match' | 'person' | 'command' | 'ok' | 'age' | 'forgotten';

/** One step of an incident's life. */
export interface IncidentChange {
  readonly state: IncidentStage;
  readonly cause: IncidentCause;
  /** ms since 1970. */
  readonly at: number;
}

/** One trouble of a rule and key, from the first match that was told of until it is closed. */
export interface IncidentView {
  /** Counted from 1; messages have it as `{{incident}}`. */
  readonly id: number;
  readonly ruleId: string;
  /** The rule's name. */
  readonly rule: string;
  /** What the rule's key group caught; empty without a key. */
  readonly key: string;
  readonly state: IncidentStage;
  /** When it opened and when its last match came, ms since 1970. */
  readonly openedAt: number;
  readonly lastAt: number;
  /** Matches it has: those that its first text told of, and all that came since. */
  readonly count: number;
  /** The line that opened it. */
  readonly line: string;
  /** When others were texted because nobody had acknowledged it, ms since 1970; null if they were not. */
  readonly escalatedAt: number | null;
  /** Its stages so far, oldest first. */
  readonly changes: readonly IncidentChange[];
}

/** Which incidents are wanted, newest first. */
export interface IncidentQuery {
  /** Those that are not closed, or those that are. */
  readonly which: 'open' | 'closed';
  /** Only incidents with a smaller number; null for the newest. */
  readonly before: number | null;
  /** At most this many (1–500). */
  readonly limit: number;
}

/** Why a person's word on an incident changes nothing; the sentence is in src/shared/i18n under `incident.refusal`. */
export type IncidentRefusal = 'unknown' | 'acknowledged' | 'closed';

/** The incidents that are not closed, at a glance. */
export interface OpenIncidents {
  /** How many nobody has acknowledged, and how many somebody has. */
  readonly open: number;
  readonly acknowledged: number;
  /** At most ten of them, those that nobody has acknowledged first, and the newest of these first. */
  readonly newest: readonly IncidentView[];
}
