import type { AppState, AppStatus } from './status';

/** Facts that the state is derived from. */
export type StatusFacts = Omit<AppStatus, 'state'>;

/** Derives the state, by priority: a pause, problems, a missing configuration, unseen alerts. */
export function appState(facts: StatusFacts): AppState {
  if (facts.pausedUntil !== null) {
    return 'paused';
  }
  if (facts.problems.length > 0) {
    return 'problem';
  }
  if (facts.rules === 0 || facts.files.length === 0) {
    return 'unconfigured';
  }
  return facts.unseenAlerts > 0 ? 'alert' : 'watching';
}
