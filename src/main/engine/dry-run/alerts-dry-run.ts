import type { DryRunResult } from '../../../shared/contract/dry-run';
import { alertsSources, alertsTitle } from '../../../shared/settings/log-source';
import type { AlertsSource, Rule, Settings } from '../../../shared/settings/schema';
import type { MatchInFile } from '../alert/message/types';
import { groupKey } from '../alert/policy/keys';
import type { Clock } from '../common/clock';
import { markOf, truncateLine } from '../log-files/tail';
import { type CompiledRule, compileRules } from '../match/compiled-rule';
import { SlowPatterns } from '../match/regex/slow-patterns';
import { alertText, alertVariables, isSelected, type ReceivedAlert } from '../watch/alerts/received-alert';
import { DryRunReport, problemCollector, runWarnings } from './report';
import { Simulator } from './simulator';

/** Input of a dry run on received alerts. */
export interface AlertsDryRunRequest {
  /** Validated settings; their rules are ignored. */
  readonly settings: Settings;
  /** The rule to try; it counts as enabled. */
  readonly rule: Rule;
  readonly alerts: readonly ReceivedAlert[];
  /** Size of what held the alerts, bytes. */
  readonly bytes: number;
  readonly hostName: string;
  /** ms since 1970. */
  readonly now: number;
}

/** Clock without timers, so that slow patterns stay reported to the end of the run. */
const NO_TIMERS: Clock = { now: () => performance.now(), after: () => () => undefined };

/** Tries a rule on alerts, each at the time of its start or end. Writes and sends nothing. */
export function dryRunAlerts({ alerts, bytes, hostName, now, ...chosen }: AlertsDryRunRequest): DryRunResult {
  const rule: Rule = { ...chosen.rule, enabled: true };
  const sources = sourcesOf(rule, chosen.settings);
  // Its logs of alerts are chosen already, and without any it is tried on all alerts.
  delete rule.files;
  const settings = { ...chosen.settings, rules: [rule] };
  const slow = new Set<string>();
  const [compiled] = compileRules([rule], new SlowPatterns({ problems: problemCollector(slow), clock: NO_TIMERS }));
  const report = new DryRunReport(settings.policy.zone);
  const simulator = new Simulator({
    ...{ settings, hostName, watchedSince: now, files: new Map<string, number>() },
    onAlert: (alert) => report.addAlert(alert),
    onOverdue: (decision) => report.addHeld(decision),
  });
  const cases = new Map<string, string>();
  const inOrder = alerts
    .map((alert) => ({ alert, at: Math.min(alert.endsAt ?? alert.startsAt ?? now, now) }))
    .sort((one, other) => one.at - other.at);
  for (const { alert, at } of inOrder) {
    const found = compiled === undefined ? null : matchOf(alert, compiled, sources, cases);
    const decided = found === null ? null : simulator.decide(found, at);
    if (found !== null && decided !== null) {
      const line = truncateLine(found.match.line);
      const place = markOf(line, found.match.found.matched);
      const marks = place.start < place.end ? [place] : [];
      report.addMatch({ ...decided, path: found.path, line, cut: line.length < found.match.line.length, marks });
    }
  }
  simulator.end(now);
  const result = { files: 1, lines: alerts.length, bytes, leftOut: [], ...report.all };
  // Each alert is one that somebody chose, so that a rule for all of them is no mistake.
  const warnings = runWarnings(result, { slow, forgotKeys: simulator.forgotKeys, isCutShort: false, estimated: 0 });
  return { ...result, warnings: warnings.filter(({ code }) => code !== 'matches-all') };
}

/** Logs of alerts that the rule checks. */
function sourcesOf({ files }: Rule, settings: Settings): readonly AlertsSource[] {
  return alertsSources(settings.files).filter(({ id }) => files?.includes(id) ?? true);
}

/** Match of an alert that begins, or of the end of one that has begun before; `cases`: group values by fingerprint. */
function matchOf(
  alert: ReceivedAlert,
  rule: CompiledRule,
  sources: readonly AlertsSource[],
  cases: Map<string, string>,
): MatchInFile | null {
  const selecting = sources.filter((source) => isSelected(source, alert.labels));
  const [first] = selecting;
  if (first === undefined && sources.length > 0) {
    return null;
  }
  const origin = { path: alertsTitle(first?.alerts ?? { labels: {} }), fileIds: selecting.map(({ id }) => id) };
  const line = alertText(alert);
  const named = alertVariables(alert);
  const known = cases.get(alert.fingerprint);
  if (alert.endsAt !== null) {
    cases.delete(alert.fingerprint);
    const found = { matched: line, groups: [], named, part: 'resolved' as const };
    return known === undefined || Array.from(cases.values()).includes(known)
      ? null
      : { match: { rule, line, found }, ...origin, endedKey: known };
  }
  const found = known === undefined ? rule.find(line) : null;
  if (found === null) {
    return null;
  }
  const match = { rule, line, found: { ...found, named: { ...named, ...found.named } } };
  cases.set(alert.fingerprint, groupKey(rule.rule, match.found));
  return { match, ...origin };
}
