import { appState, type StatusFacts } from '../../../src/shared/contract/app-state';
import { IDLE_ENGINE, type AppStatus } from '../../../src/shared/contract/status';

/** Status with one file and one rule, with the changes of a test. */
export function statusWith(changes: Partial<StatusFacts> = {}): AppStatus {
  const facts: StatusFacts = {
    ...IDLE_ENGINE,
    running: true,
    rules: 1,
    files: [{ fileId: 'app', path: '/var/log/app.log', state: 'following', position: 0, size: 0, polled: false }],
    practice: false,
    recentAlerts: [],
    unseenAlerts: 0,
    ...changes,
  };
  return { ...facts, state: appState(facts) };
}
