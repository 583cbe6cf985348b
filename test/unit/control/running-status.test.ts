import { expect, it } from 'vitest';
import { runningStatus, runningStatusSchema, type Identity } from '../../../src/main/control/running-status';
import { emptySettings } from '../../../src/shared/settings/schema';
import { statusWith } from '../../support/app/desktop-status';

const NOW = Date.UTC(2026, 10, 30);
const IDENTITY: Identity = {
  ...{ kind: 'watch', version: '1.0.0', pid: 7, user: 'kim', since: NOW, serves: 'user' },
  ...{ settingsFolder: '/home/kim/.config/logbell', dataFolder: '/home/kim/.local/share/logbell' },
};

it('keeps numbers, answers of SENS and settings to itself', () => {
  const params = { to: '010-****-**78', reason: 'bad number 010-1234-5678', detail: 'hello world', sentence: 'x' };
  const problem = { code: 'text-refused', subject: 'me', params: { ...params, count: 2 }, since: NOW } as const;
  const current = { status: statusWith({ problems: [problem] }), settings: emptySettings() };
  const answer = runningStatus(IDENTITY, current, NOW);
  expect(answer.health).toEqual({
    ok: false,
    reasons: [{ code: 'sens-refused', problem: 'text-refused', subject: 'me', params: { count: 2 } }],
  });
});

it('keeps the errno of a problem', () => {
  const problem = { code: 'file-failing', subject: '/a.log', params: { reason: 'EIO' }, since: NOW } as const;
  const current = { status: statusWith({ problems: [problem] }), settings: emptySettings() };
  expect(runningStatus(IDENTITY, current, NOW).health.reasons).toMatchObject([{ params: { reason: 'EIO' } }]);
});

it('counts the texts of today and names the mode', () => {
  const days = [
    { date: '2026-11-29', matches: 9, texts: 9 },
    { date: '2026-11-30', matches: 4, texts: 3 },
  ];
  const answer = runningStatus(IDENTITY, { status: statusWith({ days }), settings: emptySettings() }, NOW);
  expect(answer).toMatchObject({ ...IDENTITY, textsToday: 3, mode: 'practice', state: 'watching', files: 1, rules: 1 });
  expect(runningStatusSchema.parse(answer)).toEqual(answer);
});

it('takes an answer of a newer version with more fields', () => {
  const answer = runningStatus(IDENTITY, { status: statusWith(), settings: emptySettings() }, NOW);
  expect(runningStatusSchema.parse({ ...answer, later: true })).toEqual(answer);
});
