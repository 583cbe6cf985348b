import type { Decision } from '../../../../shared/contract/history';
import { type IncidentNote, incidentNumber } from '../incidents/incident';
import type { ComposedText, MessageSource } from '../message/compose';
import type { AlertSummary } from '../message/types';
import type { PolicyState } from '../policy/policy-state';
import type { SpendingSettings } from '../policy/spending';

/** The incident that a line has closed. */
export interface ResolvedIncident {
  /** Its number; 0 if none was open. */
  readonly incident: number;
  /** True if its first text has gone out. */
  readonly wasAlerted: boolean;
}

/** A match, and everything else that the decision depends on. */
export interface MatchContext extends MessageSource {
  readonly settings: SpendingSettings;
  /** The watched time, ms, which stands still while nobody watches; left out, the same as `at`. */
  readonly watchedAt?: number | undefined;
  readonly paused: boolean;
  /** Number of recipients, and of channels. */
  readonly recipients: number;
  readonly channels: number;
  /** Set when the match resolves an incident; otherwise it is firing. */
  readonly resolves?: ResolvedIncident | undefined;
}

/** The decision on a match; `summary` and `text` are null if no text goes out for it now. */
export interface MatchOutcome {
  readonly decision: Decision;
  readonly summary: AlertSummary | null;
  readonly text: ComposedText | null;
  /** The incident it belongs to, if any. */
  readonly incident: IncidentNote | null;
  /** Time at which SENS is to send it, ms since 1970; left out, at once. */
  readonly reserveAt?: number | undefined;
  /** The summary that a later text will report, if the match waits for one. */
  readonly deferredSummary?: AlertSummary | undefined;
}

/** The decision before the match is noted with its incident. */
export type MatchDecision = Omit<MatchOutcome, 'incident'>;

/** Number of matches that nobody was texted about, and the time of the first, ms since 1970. */
export interface HeldMatches {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** The key of a match, and the matches it stands for. */
export interface MatchCount {
  readonly key: string;
  /** Number of matches this alert reports, itself included, and the time of the first. */
  readonly count: number;
  readonly firstAt: number;
  /** Those of them that were held after the threshold was reached before. */
  readonly before: HeldMatches;
}

/** A match that is not held by a pause, mute or threshold, with those that led up to it. */
export interface CountedMatch extends MatchContext, MatchCount {}

export const NONE_HELD: HeldMatches = { held: 0, firstHeldAt: 0 };

/**
 * Adds the count to a match. Each field is named: a spread costs several times as much, and a flood needs it for each
 * match.
 */
export function counting(match: MatchContext, { key, count, firstAt, before }: MatchCount): CountedMatch {
  const { rule, title, hostName, settings, line, found, at, watchedAt, origin, paused, resolves } = match;
  const { recipients, channels } = match;
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
    channels,
    resolves,
    key,
    count,
    firstAt,
    before,
  };
}

/** Returns the decision on a match without a text of its own. `deferredSummary`: reported by another text. */
export function heldDecision(
  why: Decision['why'],
  params: Decision['params'],
  deferredSummary?: AlertSummary,
): MatchDecision {
  return {
    decision: { outcome: 'held', why, params },
    summary: null,
    text: null,
    reserveAt: undefined,
    deferredSummary,
  };
}

/** Summarizes a match and everything held before it. `cooldownKey`: the key of its cooldown. */
export function summarize(match: CountedMatch, cooldownKey: string, memory: PolicyState): AlertSummary {
  const { rule, key, count, firstAt, before } = match;
  const bySilence = memory.get('held', rule.id) ?? NONE_HELD;
  const byCooldown = memory.get('cooldown', rule.id, cooldownKey) ?? NONE_HELD;
  const unreported = [bySilence, byCooldown];
  const held = unreported.reduce((sum, each) => sum + each.held, 0);
  const firsts = unreported.flatMap((each) => (each.held > 0 ? [each.firstHeldAt] : []));
  const incident = numberFor(match, memory);
  return { count: count + held, heldBack: before.held + held, firstAt: Math.min(firstAt, ...firsts), key, incident };
}

/** Summarizes a match without those held by pauses, mutes and cooldowns. */
export function summarizeAlone(match: CountedMatch, memory: PolicyState): AlertSummary {
  const { count, firstAt, before, key } = match;
  return { count, heldBack: before.held, firstAt, key, incident: numberFor(match, memory) };
}

/** Returns the number of the incident that a match belongs to or closes; 0 for an end that closes none. */
function numberFor({ rule, key, resolves }: CountedMatch, memory: PolicyState): number {
  return resolves?.incident ?? incidentNumber(memory, rule.id, key);
}
