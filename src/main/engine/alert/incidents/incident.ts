import type { Decision, DecisionWhy } from '../../../../shared/contract/history';
import type { PolicySettings, Rule } from '../../../../shared/settings/schema';
import { type ComposedText, composeMatch, type MessageSource } from '../message/compose';
import { firstTexted, looksAt, oneMore, type OpenIncident } from '../policy/incident';
import type { PolicyState } from '../policy/policy-state';
import type { AlertSummary } from '../message/types';

/** The incident a match belongs to. */
export interface IncidentNote {
  readonly incident: OpenIncident;
  readonly key: string;
  /** Whether the match opened it. */
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
  /** What is told of it now, if anything. */
  readonly told: AlertSummary | null;
  readonly text: ComposedText | null;
  /** What a text that goes out later will tell of it. */
  readonly later?: AlertSummary | undefined;
  /** When that goes out, ms since 1970; at once unless said. */
  readonly reserveAt?: number | undefined;
  readonly source: MessageSource;
}

/** A match that is held back so belongs to an incident that is open. */
const MORE_OF_IT: ReadonlySet<DecisionWhy> = new Set(['paused', 'muted', 'threshold', 'threshold-over', 'cooldown']);

/** The number of the incident that is open for a rule and key, or would be opened next. */
export function incidentNumber(memory: PolicyState, ruleId: string, key: string): number {
  return memory.get('incident', ruleId, key)?.id ?? (memory.get('incidents', '')?.last ?? 0) + 1;
}

/** Notes a match with its incident, opening one when it is the first that is told of; null when it belongs to none. */
export function noteMatch(match: NotedMatch, memory: PolicyState): IncidentNote | null {
  const { rule, key, at, decision, told } = match;
  const tells = told ?? match.later ?? null;
  const before = memory.get('incident', rule.id, key);
  if (before === undefined) {
    return tells === null ? null : noted(opened(match, tells, memory), match, memory, true);
  }
  const isMore = tells !== null || MORE_OF_IT.has(decision.why);
  return isMore ? noted(oneMore(before, at), match, memory, false) : null;
}

function noted(now: OpenIncident, match: NotedMatch, memory: PolicyState, opens: boolean): IncidentNote {
  const { rule, key, at, told } = match;
  const incident = told === null ? now : firstTexted(now, rule, match.reserveAt ?? at);
  keepIncident(memory, rule.id, key, incident, match.policy);
  return { incident, key, opened: opens };
}

/** Keeps an incident that is not closed, and when it has to be looked at. */
export function keepIncident(
  memory: PolicyState,
  ruleId: string,
  key: string,
  incident: OpenIncident,
  policy: PolicySettings,
): void {
  memory.set('incident', ruleId, key, incident, looksAt(incident, policy));
}

/** The settings have changed, and with them how long an incident may stay open. */
export function rescheduleIncidents(memory: PolicyState, policy: PolicySettings): void {
  memory.all('incident').forEach(({ ruleId, key, state }) => keepIncident(memory, ruleId, key, state, policy));
}

/** The first text of rules goes out: their incidents that have waited for it are told of. */
export function noteAlerted(
  memory: PolicyState,
  rules: readonly Rule[],
  { at, policy }: { readonly at: number; readonly policy: PolicySettings },
): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { ruleId, key, state } of memory.all('incident')) {
    const rule = byId.get(ruleId);
    if (rule && state.textAt === null) {
      keepIncident(memory, ruleId, key, firstTexted(state, rule, at), policy);
    }
  }
}

function opened({ rule, key, at, text, source }: NotedMatch, tells: AlertSummary, memory: PolicyState): OpenIncident {
  const id = incidentNumber(memory, rule.id, key);
  memory.set('incidents', '', '', { last: id });
  return {
    id,
    openedAt: at,
    newsAt: at,
    count: tells.count,
    acknowledged: false,
    textAt: null,
    escalateAt: null,
    escalated: false,
    content: (text ?? composeMatch(source, tells)).content,
  };
}
