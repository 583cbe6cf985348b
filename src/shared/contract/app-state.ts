import type { AppState, AppStatus, EngineStatus } from './status';

/** Facts that the state is derived from. */
export type StatusFacts = Omit<AppStatus, 'state'>;

/** Derives the state, by priority: a pause, problems, a missing configuration, unseen alerts. */
export function appState(
  facts: Pick<StatusFacts, 'pausedUntil' | 'problems' | 'rules' | 'files' | 'unseenAlerts'>,
): AppState {
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

/** Number of files that the settings name, in any state. */
export function fileTotal({ files, fileCounts }: Pick<EngineStatus, 'files' | 'fileCounts'>): number {
  const counted = fileCounts.reduce(
    (sum, { following, waiting, unreadable, refused }) => sum + following + waiting + unreadable + refused,
    0,
  );
  return Math.max(files.length, counted);
}
