import type { HistoryEntry } from '../../../shared/contract/history';
import {
  appState,
  IDLE_ENGINE,
  type AlertSummary,
  type AppStatus,
  type EngineStatus,
  type Problem,
} from '../../../shared/contract/status';
import type { HostProblem } from '../../engine/engine-api';

/** Merges the state of the engine and of the app around it into the one status that tray, window and CLI show. */
export interface StatusBoard {
  status(): AppStatus;
  engineSays(status: EngineStatus): void;
  setPractice(practice: boolean): void;
  /** Replaces the app's own problems; returns those that are new. */
  setProblems(facts: readonly HostProblem[], now: number): readonly Problem[];
  /** Adds alerts from before this start (history, newest first) as seen. */
  restore(entries: readonly HistoryEntry[]): void;
  /** Adds an alert and counts it as unseen. */
  addAlert(alert: AlertSummary): void;
  /** Marks all alerts as seen. */
  seen(): void;
}

/** Number of alerts in the status. */
const RECENT_ALERTS = 20;

/** Creates the store; `changed` is called after each change. */
export function createStatusBoard(changed: (status: AppStatus) => void): StatusBoard {
  let engine: EngineStatus = IDLE_ENGINE;
  let practice = false;
  let own: readonly Problem[] = [];
  let recent: readonly AlertSummary[] = [];
  let unseen = 0;

  const status = (): AppStatus => {
    const facts = {
      ...engine,
      problems: [...own, ...engine.problems],
      practice,
      recentAlerts: recent,
      unseenAlerts: unseen,
    };
    return { ...facts, state: appState(facts) };
  };
  const tell = (): void => changed(status());

  return {
    status,
    engineSays: (said) => {
      engine = said;
      tell();
    },
    setPractice: (now) => {
      practice = now;
      tell();
    },
    setProblems: (facts, now) => {
      const before = own;
      own = facts.map((fact) => ({ ...fact, since: before.find((problem) => isSame(problem, fact))?.since ?? now }));
      tell();
      return own.filter((problem) => !before.some((other) => isSame(other, problem)));
    },
    restore: (entries) => {
      const oldest = recent.at(-1)?.at ?? Infinity;
      recent = [...recent, ...entries.flatMap(restored).filter(({ at }) => at < oldest)].slice(0, RECENT_ALERTS);
      tell();
    },
    addAlert: (alert) => {
      recent = [alert, ...recent].slice(0, RECENT_ALERTS);
      unseen += 1;
      tell();
    },
    seen: () => {
      unseen = 0;
      tell();
    },
  };
}

/** Converts a history entry. Negative ids keep numbers of history entries and of the engine's alerts apart. */
function restored(entry: HistoryEntry): AlertSummary[] {
  return entry.kind === 'match' && entry.decision.outcome === 'alerted'
    ? [
        {
          id: -entry.id,
          at: entry.at,
          ruleId: entry.ruleId,
          rule: entry.rule,
          line: entry.line,
          ...(entry.incident === undefined ? {} : { incident: entry.incident }),
        },
      ]
    : [];
}

function isSame(one: HostProblem, other: HostProblem): boolean {
  return one.code === other.code && one.subject === other.subject;
}
