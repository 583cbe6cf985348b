import { appState } from '../../../shared/contract/app-state';
import type { HistoryEntry } from '../../../shared/contract/history';
import {
  IDLE_ENGINE,
  type AlertSummary,
  type AppStatus,
  type EngineStatus,
  type Problem,
} from '../../../shared/contract/status';
import type { HostProblem } from '../../engine/engine-api';

/** Part of the app that finds problems. */
type Finder = 'app' | 'engine-monitor' | 'heartbeats';

/** Merges the state of the engine and of the app around it into the one status that tray, window and CLI show. */
export interface AppStatusStore {
  status(): AppStatus;
  setEngineStatus(status: EngineStatus): void;
  setPractice(practice: boolean): void;
  /** Replaces the problems that a part of the app has found; returns those that are new. */
  setProblems(facts: readonly HostProblem[], now: number, finder?: Finder): readonly Problem[];
  /** Problems of the app around the engine. */
  ownProblems(): readonly Problem[];
  /** Adds alerts from before this start (history, newest first) as seen. */
  restore(entries: readonly HistoryEntry[]): void;
  /** Adds an alert and counts it as unseen. */
  addAlert(alert: AlertSummary): void;
  /** Marks all alerts as seen. */
  markSeen(): void;
}

/** Number of alerts in the status. */
const RECENT_ALERTS = 20;

/** Creates the store; `changed` is called after each change. */
export function createAppStatusStore(changed: (status: AppStatus) => void): AppStatusStore {
  let engine: EngineStatus = IDLE_ENGINE;
  let practice = false;
  const found = new Map<Finder, readonly Problem[]>([['app', []]]);
  let recent: readonly AlertSummary[] = [];
  let unseen = 0;

  const ownProblems = (): readonly Problem[] => Array.from(found.values()).flat();
  const status = (): AppStatus => {
    const facts = {
      ...engine,
      problems: [...ownProblems(), ...engine.problems],
      practice,
      recentAlerts: recent,
      unseenAlerts: unseen,
    };
    return { ...facts, state: appState(facts) };
  };
  const notify = (): void => changed(status());

  return {
    status,
    setEngineStatus: (next) => {
      engine = next;
      notify();
    },
    setPractice: (value) => {
      practice = value;
      notify();
    },
    setProblems: (facts, now, finder = 'app') => {
      const before = found.get(finder) ?? [];
      const sinceOf = (fact: HostProblem): number => before.find((problem) => isSame(problem, fact))?.since ?? now;
      const after = facts.map((fact) => ({ ...fact, since: sinceOf(fact) }));
      found.set(finder, after);
      notify();
      return after.filter((problem) => !before.some((other) => isSame(other, problem)));
    },
    ownProblems,
    restore: (entries) => {
      const oldest = recent.at(-1)?.at ?? Infinity;
      recent = [...recent, ...entries.flatMap(restored).filter(({ at }) => at < oldest)].slice(0, RECENT_ALERTS);
      notify();
    },
    addAlert: (alert) => {
      recent = [alert, ...recent].slice(0, RECENT_ALERTS);
      unseen += 1;
      notify();
    },
    markSeen: () => {
      unseen = 0;
      notify();
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
