import { expect, it } from 'vitest';
import { runningStatus, runningStatusSchema, type Identity } from '../../../src/main/control/running-status';
import { translator } from '../../../src/shared/i18n/translator';
import { reasonObjects, runningLines } from '../../../src/main/cli/format/running-report';
import { parseSettings } from '../../../src/shared/settings/parse';
import { emptySettings } from '../../../src/shared/settings/schema';
import { en } from '../../support/text/strings';
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

it('tells role, last alert and which members of the cluster cannot be reached', () => {
  const { settings } = parseSettings({
    receive: { listen: '127.0.0.1:9095' },
    alertmanager: { urls: ['http://10.0.0.1:9093', 'http://10.0.0.2:9093/am/'] },
  });
  const [file] = statusWith().files;
  const files = file === undefined ? [] : [file, { ...file, fileId: 'am', lastAlertAt: NOW - 1_000 }];
  const problem = {
    code: 'channel-unreachable',
    subject: 'alertmanager:10.0.0.2:9093/am',
    params: {},
    since: NOW,
  } as const;
  const answer = runningStatus(IDENTITY, { status: statusWith({ files, problems: [problem] }), settings }, NOW);
  expect(answer).toMatchObject({
    ...{ role: 'receiver', lastAlertAt: NOW - 1_000 },
    members: [
      { member: '10.0.0.1:9093', reachable: true },
      { member: '10.0.0.2:9093/am', reachable: false },
    ],
  });
  const words = { t: translator('en'), language: 'en', now: NOW } as const;
  expect(runningLines(answer, words).map((line) => line.trim())).toEqual(
    expect.arrayContaining([
      en('cli.checkRole.receiver'),
      en('cli.running.lastAlert', { age: '1 s' }),
      en('cli.running.members', { reachable: 1, count: 2 }),
    ]),
  );
});

it('names a channel by its title to people and by its id to programs', () => {
  const params = { title: 'Slack on-call', reason: 'ECONNREFUSED' };
  const problem = { code: 'channel-unreachable', subject: 'slack-1', params, since: 0 } as const;
  const answer = runningStatus(
    IDENTITY,
    { status: statusWith({ problems: [problem] }), settings: emptySettings() },
    NOW,
  );
  const message = en('problem.channel-unreachable.title', { subject: 'Slack on-call', reason: 'ECONNREFUSED' });
  expect(reasonObjects(answer, translator('en'))).toMatchObject([{ subject: 'slack-1', message }]);
});
