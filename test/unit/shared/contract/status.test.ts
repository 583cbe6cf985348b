import { describe, expect, it } from 'vitest';
import { appState, IDLE_ENGINE, type Problem, type StatusFacts } from '../../../../src/shared/contract/status';

const file = {
  fileId: 'app',
  path: '/var/log/app.log',
  state: 'following',
  position: 0,
  size: 0,
  polled: false,
} as const;
const problem: Problem = { code: 'no-keys', subject: '', params: {}, since: 0 };

function facts(change: Partial<StatusFacts>): StatusFacts {
  return { ...IDLE_ENGINE, files: [file], rules: 1, practice: false, recentAlerts: [], unseenAlerts: 0, ...change };
}

describe('appState', () => {
  it.each([
    ['watching', facts({})],
    ['unconfigured', facts({ rules: 0 })],
    ['unconfigured', facts({ files: [] })],
    ['alert', facts({ unseenAlerts: 2 })],
    ['problem', facts({ unseenAlerts: 2, problems: [problem] })],
    ['problem', facts({ rules: 0, problems: [problem] })],
    ['paused', facts({ problems: [problem], pausedUntil: 1 })],
  ] as const)('is %s', (state, given) => {
    expect(appState(given)).toBe(state);
  });
});
