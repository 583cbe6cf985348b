import { expect, it } from 'vitest';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../../src/shared/settings/validation/warnings';

/** Codes of the problems of a receiver, by path. */
function problemsOf(receive: object): Record<string, string> {
  return Object.fromEntries(parseSettings({ receive }).problems.map(({ path, code }) => [path, code]));
}

const TLS = { cert: '/etc/logbell/cert.pem', key: '/etc/logbell/key.pem' };

it.each([
  { listen: '127.0.0.1:9095' },
  { listen: '[::1]:9095', tls: TLS, tokens: ['am'] },
  { listen: 'unix:/run/logbell/alerts.sock' },
  { listen: '0.0.0.0:9095', tls: TLS, tokens: ['am'], allow: ['10.0.0.0/8', '192.168.0.7', 'fd00::/8', '::1'] },
])('takes %j', (receive) => {
  expect(parseSettings({ receive })).toMatchObject({ problems: [], settings: { receive } });
});

it('a receiver that other machines can reach needs TLS and a token', () => {
  const listen = '0.0.0.0:9095';
  expect(problemsOf({ listen })).toEqual({ 'receive.tls': 'needs-tls', 'receive.tokens': 'needs-token' });
  expect(problemsOf({ listen, tls: TLS })).toEqual({ 'receive.tokens': 'needs-token' });
  expect(parseSettings({ receive: { listen } }).settings.receive.listen).toBe('');
});

it('names the field that is wrong', () => {
  expect(problemsOf({ listen: 'example.com:9095' })).toEqual({ 'receive.listen': 'bad-receive-listen' });
  expect(problemsOf({ listen: 'unix:/run/a.sock', tls: TLS })).toEqual({ 'receive.tls': 'tls-on-socket' });
  const allow = ['10.0.0.0/33', '300.0.0.1', 'fd00::/129', '1:2', 'web-1'];
  expect(Object.values(problemsOf({ allow }))).toEqual(allow.map(() => 'bad-range'));
});

it('a log of alerts has only labels, can be grouped by one, and needs a receiver', () => {
  const files = [{ id: 'am', alerts: { labels: { severity: 'page' } } }];
  const rules = [
    { id: 'all', match: { regex: '.' }, files: ['am'], key: 'labels.instance', message: '{{labels.job}}' },
  ];
  const recipients = [{ id: 'kim', number: '010-1234-5678' }];
  const { settings, problems } = parseSettings({ recipients, files, rules });
  expect(problems).toEqual([]);
  expect(settingsWarnings(settings)).toMatchObject([{ path: 'files[0].alerts', code: 'no-receiver' }]);
  expect(parseSettings({ files: [{ id: 'am', alerts: {}, path: '/var/log/a.log' }] }).problems).toMatchObject([
    { path: 'files[0]', code: 'path-or-journal' },
  ]);
  const ofFile = [{ ...rules[0], files: ['app'] }];
  expect(
    parseSettings({ recipients, files: [{ id: 'app', path: '/var/log/a.log' }], rules: ofFile }).problems,
  ).toMatchObject([{ path: 'rules[0].key', code: 'unknown-group' }]);
});
