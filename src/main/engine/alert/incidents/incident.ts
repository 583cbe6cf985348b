import type { Decision, DecisionWhy } from '../../../../shared/contract/history';
import type { PolicySettings, Rule } from '../../../../shared/settings/schema';
import { type ComposedText, composeMatch, type MessageSource } from '../message/compose';
import { firstTexted, nextDueAt, oneMore, type OpenIncident } from '../policy/incident';
import type { PolicyState } from '../policy/policy-state';
import type { AlertSummary } from '../message/types';

/** The incident a match belongs to. */
export interface IncidentNote {
  readonly incident: OpenIncident;
  readonly key: string;
  /** True if the match opened it. */
  readonly opened: boolean;
}

/** A match that was decided on. */
export interface NotedMatch {
  readonly rule: Rule;
  readonly key: string;
  /** ms since 1970. */
  readonly at: number;
  readonly policy: PolicySettings;
  readonly decision: Decision;
  /** The summary that a text reports now, if any. */
  readonly summary: AlertSummary | null;
  readonly text: ComposedText | null;
  /** The summary that a later text will report. */
  readonly deferredSummary?: AlertSummary | undefined;
  /** Time at which that goes out, ms since 1970; left out, at once. */
  readonly reserveAt?: number | undefined;
  readonly source: MessageSource;
}

/** Reasons for which a held match still belongs to an open incident. */
const HELD_WHYS: ReadonlySet<DecisionWhy> = new Set(['paused', 'muted', 'threshold', 'threshold-over', 'cooldown']);

/** Returns the number of the open incident of a rule and key, or the next free number. */
export function incidentNumber(memory: PolicyState, ruleId: string, key: string): number {
  return memory.get('incident', ruleId, key)?.id ?? (memory.get('incidents', '')?.last ?? 0) + 1;
}

/** Notes a match with its incident, and opens one for the first that is reported; null if it belongs to none. */
export function noteMatch(match: NotedMatch, memory: PolicyState): IncidentNote | null {
  const { rule, key, at, decision, summary } = match;
  const reported = summary ?? match.deferredSummary ?? null;
  const before = memory.get('incident', rule.id, key);
  if (before === undefined) {
    return reported === null ? null : noted(opened(match, reported, memory), match, memory, true);
  }
  const isMore = reported !== null || HELD_WHYS.has(decision.why);
  return isMore ? noted(oneMore(before, at), match, memory, false) : null;
}

function noted(now: OpenIncident, match: NotedMatch, memory: PolicyState, opens: boolean): IncidentNote {
  const { rule, key, at, summary } = match;
  const incident = summary === null ? now : firstTexted(now, rule, match.reserveAt ?? at);
  setIncident(memory, rule.id, key, incident, match.policy);
  return { incident, key, opened: opens };
}

/** Saves an open incident, and when it is due next. */
export function setIncident(
  memory: PolicyState,
  ruleId: string,
  key: string,
  incident: OpenIncident,
  policy: PolicySettings,
): void {
  memory.set('incident', ruleId, key, incident, nextDueAt(incident, policy));
}

/** Reschedules the open incidents after the settings have changed. */
export function rescheduleIncidents(memory: PolicyState, policy: PolicySettings): void {
  memory.all('incident').forEach(({ ruleId, key, state }) => setIncident(memory, ruleId, key, state, policy));
}

/** Notes that the first text of these rules goes out, for the incidents that waited for it. */
export function noteAlerted(
  memory: PolicyState,
  rules: readonly Rule[],
  { at, policy }: { readonly at: number; readonly policy: PolicySettings },
): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { ruleId, key, state } of memory.all('incident')) {
    const rule = byId.get(ruleId);
    if (rule && state.textAt === null) {
      setIncident(memory, ruleId, key, firstTexted(state, rule, at), policy);
    }
  }
}

function opened(
  { rule, key, at, text, source }: NotedMatch,
  reported: AlertSummary,
  memory: PolicyState,
): OpenIncident {
  const id = incidentNumber(memory, rule.id, key);
  memory.set('incidents', '', '', { last: id });
  return {
    id,
    openedAt: at,
    newsAt: at,
    count: reported.count,
    acknowledged: false,
    textAt: null,
    escalateAt: null,
    escalated: false,
    content: (text ?? composeMatch(source, reported)).content,
  };
}
