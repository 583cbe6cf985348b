import { describe, expect, it, vi } from 'vitest';
import { appState, type StatusFacts } from '../../../../src/shared/contract/app-state';
import { createAppStatusStore } from '../../../../src/main/desktop/engine/app-status';
import type { MatchEntry } from '../../../../src/shared/contract/history';
import { IDLE_ENGINE, type AlertSummary, type AppStatus, type Problem } from '../../../../src/shared/contract/status';
import { statusWith } from '../../../support/app/desktop-status';

const alert = (id: number, at = id): AlertSummary => ({ id, at, ruleId: 'disk', rule: 'Disk', line: `line ${id}` });

const match = (id: number, outcome: 'alerted' | 'held'): MatchEntry => ({
  ...{ kind: 'match', id, at: id, ruleId: 'disk', rule: 'Disk', fileId: 'app', path: '/a', line: `old ${id}` },
  ...{ decision: { outcome, why: 'matched', params: {} }, content: '', texts: [] },
});

describe('the status board', () => {
  it('combines engine, alerts and practice and reports each change', () => {
    const changed = vi.fn<(status: AppStatus) => void>();
    const board = createAppStatusStore(changed);
    board.setEngineStatus(statusWith());
    board.setPractice(true);
    board.addAlert(alert(1));
    expect(changed).toHaveBeenCalledTimes(3);
    expect(changed.mock.lastCall?.[0]).toEqual(board.status());
    expect(board.status()).toMatchObject({ state: 'alert', practice: true, unseenAlerts: 1, recentAlerts: [alert(1)] });
  });

  it('is quiet again once the person has seen the alert, and still lists it', () => {
    const board = createAppStatusStore(() => undefined);
    board.setEngineStatus(statusWith());
    board.addAlert(alert(1));
    board.markSeen();
    expect(board.status()).toMatchObject({ state: 'watching', unseenAlerts: 0 });
    expect(board.status().recentAlerts).toHaveLength(1);
  });

  it('lists alerts from before the start after new ones, each once, with distinct ids', () => {
    const board = createAppStatusStore(() => undefined);
    board.addAlert(alert(3, 30));
    board.restore([{ ...match(30, 'alerted'), at: 30 }, match(2, 'held'), match(1, 'alerted')]);
    expect(board.status().recentAlerts.map(({ line }) => line)).toEqual(['line 3', 'old 1']);
    expect(new Set(board.status().recentAlerts.map(({ id }) => id)).size).toBe(2);
    expect(board.status().unseenAlerts).toBe(1);
  });

  it('shows its own problems before those of the engine, with their start, and reports the new ones', () => {
    const board = createAppStatusStore(() => undefined);
    board.setEngineStatus(statusWith({ problems: [{ code: 'sens-server', subject: '', params: {}, since: 1 }] }));
    const fact = { code: 'no-keys', subject: '', params: {} } as const;
    expect(board.setProblems([fact], 5)).toEqual([{ ...fact, since: 5 }]);
    expect(board.setProblems([fact], 9)).toEqual([]);
    expect(board.status().problems.map(({ code, since }) => [code, since])).toEqual([
      ['no-keys', 5],
      ['sens-server', 1],
    ]);
    expect(board.status().state).toBe('problem');
  });
});

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
