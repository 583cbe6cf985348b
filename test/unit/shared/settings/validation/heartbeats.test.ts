import { expect, it } from 'vitest';
import { mergeSettings } from '../../../../../src/shared/settings/merge';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../../../src/shared/settings/validation/warnings';
import { exportSettings } from '../../../../../src/shared/transfer/settings-export';

const PING = 'https://hc-ping.com/f81d4fae-7dec-11d0-a765-00a0c91e6bf6';

it('a heartbeat has a minute and GET by default', () => {
  const { settings, problems } = parseSettings({ heartbeats: [{ url: PING }, { id: 'ops', every: '30s' }] });
  expect(problems).toEqual([]);
  expect(settings.heartbeats).toEqual([
    { url: PING, every: '1m', method: 'GET' },
    { id: 'ops', every: '30s', method: 'GET' },
  ]);
});

it.each([
  [{}, 'heartbeats[0]', 'no-url-or-id'],
  [{ url: 'hc-ping.com/x' }, 'heartbeats[0].url', 'bad-url'],
  [{ url: 'ftp://hc-ping.com/x' }, 'heartbeats[0].url', 'bad-url'],
  [{ url: 'https://user:word@hc-ping.com/x' }, 'heartbeats[0].url', 'bad-url'],
  [{ url: PING, every: '1s' }, 'heartbeats[0].every', 'out-of-range'],
  [{ url: PING, every: 'often' }, 'heartbeats[0].every', 'bad-duration'],
  [{ url: PING, method: 'PUT' }, 'heartbeats[0].method', 'bad-choice'],
  [{ url: PING, to: 'me' }, 'heartbeats[0].to', 'unknown-field'],
])('%j is left out, with the place and the reason', (heartbeat, path, code) => {
  const { settings, problems } = parseSettings({ heartbeats: [heartbeat, { url: PING }] });
  expect(problems).toMatchObject([{ path, code }]);
  expect(JSON.stringify(problems)).not.toContain('ping.com');
  expect(settings.heartbeats).toHaveLength(1);
});

it('an id is used once, and ten heartbeats are the most', () => {
  const twice = parseSettings({ heartbeats: [{ id: 'ops' }, { id: 'ops' }] });
  expect(twice.problems).toMatchObject([{ path: 'heartbeats[1].id', code: 'duplicate-id' }]);
  const many = parseSettings({ heartbeats: Array.from({ length: 11 }, () => ({ url: PING })) });
  expect(many.problems).toMatchObject([{ path: 'heartbeats', code: 'too-many' }]);
});

it.each([
  [PING, []],
  ['http://127.0.0.1:3001/api/push/x', []],
  ['http://kuma.example.com/api/push/x', ['http-in-clear']],
])('%s is warned of if it travels unencrypted', (url, codes) => {
  const { settings } = parseSettings({ heartbeats: [{ url }] });
  expect(settingsWarnings(settings).map(({ code }) => code)).toEqual(codes);
});

it('an edit of the window, which never sees the heartbeats, keeps them, and no export has them', () => {
  const inFile = parseSettings({ heartbeats: [{ url: PING }] }).settings;
  const { app } = inFile;
  const base = { ...inFile, heartbeats: [] };
  const merged = mergeSettings(base, { ...base, app: { ...app, theme: 'dark' } }, inFile);
  expect(merged).toEqual({ settings: { ...inFile, app: { ...app, theme: 'dark' } }, overlap: false });
  expect(JSON.stringify(exportSettings(inFile, true))).not.toContain('ping.com');
});
