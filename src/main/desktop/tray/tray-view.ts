import { fileTotal } from '../../../shared/contract/app-state';
import type { IncidentView, OpenIncidents } from '../../../shared/contract/incident';
import type { MuteLength, PauseLength } from '../../../shared/contract/ipc/calls';
import type { AlertSummary, AppState, AppStatus, Problem } from '../../../shared/contract/status';
import { problemTitle } from '../../../shared/i18n/problem-text';
import { statusSentence, timeText, type StatusContext } from '../../../shared/i18n/status-text';
import type { Translate } from '../../../shared/i18n/translator';
import { menuLabel, plainLine } from '../common/plain-text';

/** Action of a row in the tray's menu. */
export type TrayAction =
  | { readonly do: 'open' | 'history' | 'problems' | 'resume' | 'send-test' | 'phone' | 'incidents' | 'quit' }
  | { readonly do: 'incident' | 'acknowledge'; readonly incident: number }
  | { readonly do: 'pause'; readonly length: PauseLength }
  | { readonly do: 'mute'; readonly ruleId: string; readonly length: MuteLength }
  | { readonly do: 'unmute'; readonly ruleId: string };

/** Row of the tray's menu. */
export type TrayRow =
  | { readonly kind: 'line' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'menu'; readonly label: string; readonly rows: readonly TrayRow[] };

/** Complete content of the tray. */
export interface TrayView {
  /** Name of an icon in assets/tray. */
  readonly icon: AppState;
  readonly tooltip: string;
  readonly rows: readonly TrayRow[];
}

const RECENT_ALERTS = 5;
const OPEN_INCIDENTS = 3;
/** Number of rules offered to mute, and of muted rules offered to unmute. */
const MUTED_RULES = 5;
const RULE_CHARACTERS = 30;
const LINE_CHARACTERS = 60;
const PROBLEM_CHARACTERS = 80;

const MUTE_LENGTHS: readonly (readonly [MuteLength, string])[] = [
  ['30m', 'tray.mute30m'],
  ['2h', 'tray.mute2h'],
  ['morning', 'tray.muteMorning'],
];

/** Builds the tray's content from the status, as a pure function. */
export function trayView(status: AppStatus, context: StatusContext): TrayView {
  const { t } = context;
  const summary = statusSentence({ ...status, files: fileTotal(status), problems: status.problems.length }, context);
  return {
    icon: status.state,
    tooltip: t('tray.tooltip', { status: summary }),
    rows: [
      { kind: 'text', label: menuLabel(summary) },
      ...problemRows(status.problems, t),
      ...incidentRows(status.incidents, context),
      { kind: 'line' },
      ...recentRows(status.recentAlerts, context),
      { kind: 'line' },
      ...pauseRows(status, context),
      ...muteRows(status, context),
      action(t('tray.open'), { do: 'open' }),
      action(t('tray.sendTest'), { do: 'send-test' }),
      ...(status.practice ? [action(t('tray.phone'), { do: 'phone' })] : []),
      { kind: 'line' },
      action(t('tray.quit'), { do: 'quit' }),
    ],
  };
}

function problemRows(problems: readonly Problem[], t: Translate): TrayRow[] {
  const [first, ...others] = problems;
  if (first === undefined) {
    return [];
  }
  const sentence = plainLine(problemTitle(first, t), PROBLEM_CHARACTERS);
  return [
    action(t('tray.problem', { problem: sentence }), { do: 'problems' }),
    ...(others.length > 0 ? [action(t('tray.moreProblems', { count: others.length }), { do: 'problems' })] : []),
  ];
}

/** Rows for open incidents, unacknowledged first; each can be acknowledged or shown. */
function incidentRows({ open, acknowledged, newest }: OpenIncidents, context: StatusContext): TrayRow[] {
  const { t } = context;
  const total = open + acknowledged;
  const shown = newest.slice(0, OPEN_INCIDENTS).map((incident) => incidentMenu(incident, context));
  const all = action(t('tray.allIncidents', { count: total }), { do: 'incidents' });
  return total === 0 ? [] : [{ kind: 'line' }, ...shown, ...(total > shown.length ? [all] : [])];
}

function incidentMenu({ id, rule, line, count, state }: IncidentView, { t }: StatusContext): TrayRow {
  const values = { id, rule: plainLine(rule, RULE_CHARACTERS), line: plainLine(line, LINE_CHARACTERS), count };
  const acknowledge = action(t('tray.acknowledge'), { do: 'acknowledge', incident: id });
  return {
    kind: 'menu',
    label: menuLabel(t(state === 'open' ? 'tray.incident' : 'tray.incidentAcknowledged', values)),
    rows: [
      ...(state === 'open' ? [acknowledge] : []),
      action(t('tray.showIncident'), { do: 'incident', incident: id }),
    ],
  };
}

function recentRows(alerts: readonly AlertSummary[], context: StatusContext): TrayRow[] {
  const { t } = context;
  if (alerts.length === 0) {
    return [{ kind: 'text', label: t('tray.noRecent') }];
  }
  const rows = alerts.slice(0, RECENT_ALERTS).map((alert) =>
    action(
      t('tray.alert', {
        time: timeText(alert.at, context),
        rule: plainLine(alert.rule, RULE_CHARACTERS),
        line: plainLine(alert.line, LINE_CHARACTERS),
      }),
      alert.incident === undefined ? { do: 'history' } : { do: 'incident', incident: alert.incident },
    ),
  );
  return [{ kind: 'menu', label: t('tray.recent'), rows }];
}

function pauseRows(status: AppStatus, context: StatusContext): TrayRow[] {
  const { t } = context;
  if (status.pausedUntil === null) {
    const length = (label: string, chosen: PauseLength): TrayRow => action(t(label), { do: 'pause', length: chosen });
    return [
      {
        kind: 'menu',
        label: t('tray.pause'),
        rows: [length('tray.pause15m', '15m'), length('tray.pause1h', '1h'), length('tray.pauseTomorrow', 'tomorrow')],
      },
    ];
  }
  const resume = action(t('tray.resume', { until: timeText(status.pausedUntil, context) }), { do: 'resume' });
  return status.heldByPause > 0
    ? [{ kind: 'text', label: t('tray.held', { count: status.heldByPause }) }, resume]
    : [resume];
}

/**
 * Rows for muted rules, with the end and the number of held alerts; then for rules that alerted lately, to mute them.
 */
function muteRows({ mutes, recentAlerts }: AppStatus, context: StatusContext): TrayRow[] {
  const { t } = context;
  const unmuteRows = mutes.slice(0, MUTED_RULES).map(({ rule, title, until, held }) => {
    const values = { rule: plainLine(title, RULE_CHARACTERS), until: timeText(until, context), count: held };
    return action(t('tray.unmute', values), { do: 'unmute', ruleId: rule });
  });
  const unmuted = new Map(recentAlerts.map(({ ruleId, rule }) => [ruleId, rule] as const));
  mutes.forEach(({ rule }) => unmuted.delete(rule));
  const rows = [...unmuted].slice(0, MUTED_RULES).map(([ruleId, title]) => ({
    kind: 'menu' as const,
    label: menuLabel(plainLine(title, RULE_CHARACTERS)),
    rows: MUTE_LENGTHS.map(([length, label]) => action(t(label), { do: 'mute', ruleId, length })),
  }));
  return rows.length > 0 ? [...unmuteRows, { kind: 'menu', label: t('tray.mute'), rows }] : unmuteRows;
}

function action(label: string, what: TrayAction): TrayRow {
  return { kind: 'action', label: menuLabel(label), action: what };
}
