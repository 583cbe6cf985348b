import type { Decision } from '../../../../shared/contract/history';
import { type IncidentNote, incidentNumber } from '../incidents/incident';
import type { ComposedText, MessageSource } from '../message/compose';
import type { AlertSummary } from '../message/types';
import type { PolicyState } from '../policy/policy-state';
import type { SpendingSettings } from '../policy/spending';

/** The incident that a line has ended. */
export interface ResolvedIncident {
  /** Its number; 0 when none was open. */
  readonly incident: number;
  /** Whether its first text has gone out. */
  readonly wasAlerted: boolean;
}

/** What is decided on, and what it is decided from. */
export interface MatchContext extends MessageSource {
  readonly settings: SpendingSettings;
  /** What the clock shows that stands still while nobody watches, ms; as `at` unless it is given. */
  readonly watchedAt?: number | undefined;
  readonly paused: boolean;
  readonly recipients: number;
  /** What is told is that this is over; without it, the match is trouble and belongs to an incident. */
  readonly ends?: ResolvedIncident | undefined;
}

/** What becomes of a match; `told` and its `text` are null when none goes out for it now. */
export interface MatchOutcome {
  readonly decision: Decision;
  readonly told: AlertSummary | null;
  readonly text: ComposedText | null;
  /** The incident it belongs to, if any. */
  readonly incident: IncidentNote | null;
  /** When SENS is to send it, ms since 1970; at once unless said. */
  readonly reserveAt?: number | undefined;
  /** What a text that goes out later will tell of it, if it waits for one. */
  readonly later?: AlertSummary | undefined;
}

/** A verdict before the match is noted with its incident. */
export type MatchDecision = Omit<MatchOutcome, 'incident'>;

/** Matches that nobody has been told of yet: how many, and when the first came (ms since 1970). */
export interface Suppressed {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** How a match counts. */
export interface Count {
  readonly key: string;
  /** Matches that come to be told of with it, itself among them, and when the first of them came. */
  readonly count: number;
  readonly firstAt: number;
  /** Of these, the ones held back after the threshold was reached before. */
  readonly before: Suppressed;
}

/** A match that counts, with those that led up to it. */
export interface CountedMatch extends MatchContext, Count {}

/** Nothing that anybody would have to be told of. */
export const NOTHING_SUPPRESSED: Suppressed = { held: 0, firstHeldAt: 0 };

/** The match with how it counts. Each field is named: a spread costs several times as much, and a flood asks for it at each match. */
export function counting(match: MatchContext, { key, count, firstAt, before }: Count): CountedMatch {
  const { rule, title, hostName, settings, line, found, at, watchedAt, origin, paused, recipients, ends } = match;
  return {
    rule,
    title,
    hostName,
    settings,
    line,
    found,
    at,
    watchedAt,
    origin,
    paused,
    recipients,
    ends,
    key,
    count,
    firstAt,
    before,
  };
}

/** The fate of a match that makes no text by itself; `later`: what another text will tell of it. */
export function suppressed(why: Decision['why'], params: Decision['params'], later?: AlertSummary): MatchDecision {
  return { decision: { outcome: 'held', why, params }, told: null, text: null, reserveAt: undefined, later };
}

/** What a text of this match tells: it, and all that was held back before. `restKey`: what its cooldown goes by. */
export function summarize(match: CountedMatch, restKey: string, memory: PolicyState): AlertSummary {
  const { rule, key, count, firstAt, before } = match;
  const silenced = memory.get('held', rule.id) ?? NOTHING_SUPPRESSED;
  const rested = memory.get('cooldown', rule.id, restKey) ?? NOTHING_SUPPRESSED;
  const untold = [silenced, rested];
  const held = untold.reduce((sum, each) => sum + each.held, 0);
  const firsts = untold.flatMap((each) => (each.held > 0 ? [each.firstHeldAt] : []));
  const incident = numberFor(match, memory);
  return { count: count + held, heldBack: before.held + held, firstAt: Math.min(firstAt, ...firsts), key, incident };
}

/** The same without what pauses, mutes and cooldowns have held back. */
export function summarizeAlone(match: CountedMatch, memory: PolicyState): AlertSummary {
  const { count, firstAt, before, key } = match;
  return { count, heldBack: before.held, firstAt, key, incident: numberFor(match, memory) };
}

/** The number of the incident that a match belongs to or, as an end, of the one that it ends; 0 when it ends none. */
function numberFor({ rule, key, ends }: CountedMatch, memory: PolicyState): number {
  return ends?.incident ?? incidentNumber(memory, rule.id, key);
}
