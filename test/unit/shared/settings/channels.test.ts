import { describe, expect, it } from 'vitest';
import { isUnfinished } from '../../../../src/shared/settings/validation/unfinished';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../../src/shared/settings/validation/warnings';

const MAIL = {
  id: 'mail',
  kind: 'email',
  host: 'smtp.example.com',
  from: 'Logbell <logbell@example.com>',
  to: ['ops@example.com'],
};
const HOOK = { id: 'ops', kind: 'webhook', url: 'https://example.com/hook' };
const RULE = { id: 'r', match: { text: 'x' } };
const ME = { id: 'me', number: '010-1234-5678' };

function problemsOf(input: object): string[] {
  return parseSettings(input).problems.map(({ path, code }) => `${path} ${code}`);
}

function warningsOf(input: object): string[] {
  const { settings, problems } = parseSettings(input);
  expect(problems).toEqual([]);
  return settingsWarnings(settings).map(({ path, code }) => `${path} ${code}`);
}

describe('channels', () => {
  it('of every kind are read with their defaults', () => {
    const { settings, problems } = parseSettings({
      channels: [
        HOOK,
        { id: 'chat', kind: 'slack', name: 'Chat' },
        { id: 'd', kind: 'discord' },
        { id: 'm', kind: 'mattermost' },
        { id: 'n', kind: 'ntfy', url: 'http://127.0.0.1:8080/topic', click: 'http://192.168.0.2/logs' },
        MAIL,
        { ...MAIL, id: 'local', host: 'localhost', port: 25, security: 'none', user: 'me', to: ['ops@localhost'] },
      ],
    });
    expect(problems).toEqual([]);
    expect(settings.channels[0]).toEqual({ ...HOOK, name: '', headers: {} });
    expect(settings.channels[4]).toMatchObject({ priority: 4, tags: [] });
    expect(settings.channels[5]).toMatchObject({ port: 465, security: 'tls', user: '' });
  });

  it.each([
    ['no kind', { id: 'x' }, 'kind missing'],
    ['an unknown kind', { id: 'x', kind: 'fax' }, 'kind bad-choice'],
    ['the URL of a chat', { id: 'x', kind: 'slack', url: 'https://example.com' }, 'url secret-in-settings'],
    ['a token', { ...HOOK, token: 'made-up' }, 'token secret-in-settings'],
    ['a password', { ...MAIL, password: 'made-up' }, 'password secret-in-settings'],
    ['an unknown field', { ...HOOK, method: 'GET' }, 'method unknown-field'],
    ['a URL of another scheme', { ...HOOK, url: 'ftp://example.com' }, 'url bad-url'],
    ['http beyond this machine', { ...HOOK, url: 'http://example.com' }, 'url http-not-loopback'],
    ['a login in its URL', { ...HOOK, url: 'https://a:b@example.com' }, 'url url-with-login'],
    ['a header that is none', { ...HOOK, headers: { 'X Y': '1' } }, 'headers bad-header'],
    ['a header of its own', { ...HOOK, headers: { authorization: 'x' } }, 'headers.authorization own-header'],
    ['two headers in one', { ...HOOK, headers: { 'X-A': 'a\r\nX-B: b' } }, 'headers.X-A bad-header-value'],
    ['a link that is none', { id: 'x', kind: 'ntfy', click: 'javascript:1' }, 'click bad-url'],
    ['a priority out of range', { id: 'x', kind: 'ntfy', priority: 6 }, 'priority out-of-range'],
    ['a server with a scheme', { ...MAIL, host: 'smtps://example.com' }, 'host bad-host'],
    ['mail in clear', { ...MAIL, security: 'none' }, 'security mail-in-clear'],
    ['a port out of range', { ...MAIL, port: 0 }, 'port out-of-range'],
    ['a user of two lines', { ...MAIL, user: 'a\nb' }, 'user bad-value'],
    ['a sender that is none', { ...MAIL, from: 'logbell' }, 'from bad-mail-address'],
    [
      'another header in an address',
      { ...MAIL, to: ['a@example.com\r\nBcc: b@example.com'] },
      'to[0] bad-mail-address',
    ],
    ['nobody to mail', { ...MAIL, to: [] }, 'to missing'],
  ])('with %s are left out with one fault', (_what, channel, fault) => {
    const { settings, problems } = parseSettings({ channels: [{ id: 'good', kind: 'slack' }, channel] });
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([`channels[1].${fault}`]);
    expect(settings.channels.map(({ id }) => id)).toEqual(['good']);
    expect(problems.filter(isUnfinished)).toEqual([]);
  });

  it('name the channel and no value in the fault of a misplaced secret', () => {
    const [problem] = parseSettings({ channels: [{ id: 'ops', kind: 'slack', url: 'https://example.com' }] }).problems;
    expect(problem?.params).toEqual({ id: 'ops' });
  });

  it('that a setting names must exist', () => {
    expect(
      problemsOf({
        channels: [HOOK],
        recipients: [ME],
        delivery: { channels: ['ops', 'a'], fallback: { to: ['ops', 'b'] } },
        problems: { to: ['c'] },
        rules: [{ ...RULE, channels: ['ops', 'd'] }],
      }),
    ).toEqual([
      'delivery.channels[1] unknown-channel',
      'delivery.fallback.to[1] unknown-channel',
      'problems.to[0] unknown-channel',
      'rules[0].channels[1] unknown-channel',
    ]);
  });

  it('that are broken are blamed once, not where they are named', () => {
    expect(
      problemsOf({
        channels: [{ ...HOOK, url: 'x' }],
        recipients: [ME],
        delivery: { fallback: { to: ['ops'] } },
        rules: [{ ...RULE, channels: ['ops'] }],
      }),
    ).toEqual(['channels[0].url bad-url']);
  });

  it('are asked for where a list of them is empty', () => {
    expect(problemsOf({ delivery: { fallback: { to: [] } }, problems: { to: [] } })).toEqual([
      'delivery.fallback.to no-channels',
      'problems.to no-channels',
    ]);
  });
});

describe('rules without recipients', () => {
  it.each([
    ['with channels of their own', { rules: [{ ...RULE, recipients: [], channels: ['ops'] }] }],
    ['with channels for every alert', { delivery: { channels: ['ops'] }, rules: [{ ...RULE, recipients: [] }] }],
    ['with channels, where nobody has a phone', { delivery: { channels: ['ops'] }, rules: [RULE] }],
  ])('are complete %s', (_how, input) => {
    expect(problemsOf({ channels: [HOOK], ...input })).toEqual([]);
  });

  it('reach nobody if no channel is named', () => {
    const input = { channels: [HOOK], recipients: [ME] };
    expect(problemsOf({ ...input, rules: [{ ...RULE, recipients: [], channels: [] }] })).toEqual([
      'rules[0].recipients no-recipients',
    ]);
    expect(problemsOf({ channels: [HOOK], rules: [RULE] })).toEqual(['recipients no-recipients']);
  });
});

describe('warnings about channels', () => {
  it('name one that nothing goes to, a rule that is off included', () => {
    const rules = [{ ...RULE, enabled: false, channels: ['ops'] }];
    expect(warningsOf({ channels: [HOOK], recipients: [ME], rules })).toEqual(['channels[0] unused-channel']);
    const routes = { delivery: { fallback: { to: ['ops'] } }, problems: { to: ['mail'] } };
    expect(warningsOf({ channels: [HOOK, MAIL], ...routes })).toEqual([]);
  });

  it('name a port that does not fit, and a header that may be a secret', () => {
    const channels = [
      { ...MAIL, port: 587 },
      { ...HOOK, headers: { 'X-Api-Key': 'made-up', 'X-Team': 'ops' } },
    ];
    expect(warningsOf({ channels, delivery: { channels: ['mail', 'ops'] } })).toEqual([
      'channels[0].port unusual-port',
      'channels[1].headers.X-Api-Key secret-in-header',
    ]);
  });
});
