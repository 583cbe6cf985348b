import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { TerminalSession } from '../../support/app/terminal-session';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const URL = 'https://hooks.example.com/services/madeUpPath';
const TOKEN = 'madeUpToken';
const KEYS = { LOGBELL_ACCESS_KEY: 'made-up-access', LOGBELL_SECRET_KEY: 'made-up-secret' };

const SETTINGS = {
  sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:made-up', from: '0212345678' },
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  channels: [
    { id: 'ops', kind: 'slack' },
    { id: 'hook', name: 'Wall screen', kind: 'webhook', url: 'https://alerts.example.com/madeUpPath' },
    {
      ...{ id: 'mail', name: 'On-call mail', kind: 'email', host: 'smtp.example.com', user: 'me' },
      ...{ from: 'a@example.com', to: ['b@example.com'] },
    },
  ],
  delivery: { channels: ['ops', 'hook', 'mail'] },
};

async function run(
  dir: string,
  args: readonly string[],
  { input, env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<{ status: number | null; out: readonly string[]; err: readonly string[] }> {
  const command = new CommandLine(dir, args, { ...KEYS, ...env }, { stdin: input === undefined ? 'ignore' : 'pipe' });
  if (input !== undefined) {
    command.type(input);
    command.endInput();
  }
  const status = await command.exitStatus();
  return { status, out: command.out, err: command.err };
}

function set(dir: string, id: string, input: string, env: Record<string, string> = {}): ReturnType<typeof run> {
  return run(dir, ['keys', 'set', '--channel', id, '--stdin'], { input, env });
}

function line(id: string, name: string, place: 'none' | 'file' | 'environment', file = ''): string {
  return en('cli.channelKeys.line', { id, name, state: en(`cli.channelKeys.place.${place}`, { file }) });
}

describe('secrets of a channel', () => {
  it('are stored from standard input beside the keys, shown as set, and deleted', async () => {
    const dir = configured(SETTINGS);
    const file = join(dir, 'secrets.json');
    const before = await run(dir, ['check']);
    expect(before.status).toBe(2);
    expect(before.err.join('\n')).toContain(
      en('settingsProblem.no-channel-secret', { id: 'ops', title: 'ops', name: 'url' }),
    );
    const ofMail = { id: 'mail', title: 'On-call mail', name: 'password' };
    expect(before.err.join('\n')).toContain(en('settingsProblem.no-channel-secret', ofMail));

    await run(dir, ['keys', 'set', '--stdin'], { input: 'madeUpAccess\nmadeUpSecret\n' });
    const stored = await set(dir, 'ops', `${URL}\n`);
    expect(stored).toEqual({
      status: 0,
      out: [en('cli.channelKeys.saved', { id: 'ops', file }), en('cli.keys.savedNext')],
      err: [],
    });
    expect((await set(dir, 'hook', `secret=madeUp signing\ntoken=${TOKEN}\n`)).status).toBe(0);
    expect((await set(dir, 'mail', 'password=madeUp password\n')).status).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      ...{ kept: 'file', backend: '', accessKey: 'madeUpAccess', secretKey: 'madeUpSecret' },
      channels: {
        ops: { kept: 'file', backend: '', url: URL },
        hook: { kept: 'file', backend: '', secret: 'madeUp signing', token: TOKEN },
        mail: { kept: 'file', backend: '', password: 'madeUp password' },
      },
    });

    const shown = await run(dir, ['keys']);
    expect(shown.out).toEqual(
      expect.arrayContaining([
        line('ops', 'url', 'file', file),
        line('hook', 'url', 'none'),
        line('hook', 'token', 'file', file),
        line('mail', 'password', 'file', file),
      ]),
    );
    const json = await run(dir, ['keys', '--json']);
    expect(JSON.parse(json.out.join(''))).toMatchObject({
      channels: {
        ops: { url: 'file' },
        hook: { url: 'none', secret: 'file', token: 'file' },
        mail: { password: 'file' },
      },
    });

    const check = await run(dir, ['check']);
    expect([check.status, check.err]).toEqual([0, []]);
    expect(check.out).toEqual(
      expect.arrayContaining([
        en('cli.channelKeys.check.host', { title: 'ops', kind: 'slack', host: 'hooks.example.com' }),
        en('cli.channelKeys.check.host', { title: 'Wall screen', kind: 'webhook', host: 'alerts.example.com' }),
        en('cli.channelKeys.check.host', { title: 'On-call mail', kind: 'email', host: 'smtp.example.com' }),
      ]),
    );
    const checkJson = await run(dir, ['check', '--json']);
    expect(JSON.parse(checkJson.out.join(''))).toMatchObject({
      channels: [
        { id: 'ops', kind: 'slack', host: 'hooks.example.com' },
        { id: 'hook', kind: 'webhook', host: 'alerts.example.com' },
        { id: 'mail', kind: 'email', host: 'smtp.example.com' },
      ],
    });
    const said = [shown, json, check, checkJson, stored].flatMap(({ out, err }) => [...out, ...err]).join('\n');
    expect(said).not.toMatch(/madeUp/);

    const forgotten = await run(dir, ['keys', 'forget', '--channel', 'hook']);
    expect(forgotten.out).toEqual([en('cli.channelKeys.forgotten', { id: 'hook', file })]);
    expect(Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { channels: object }).channels)).toEqual([
      'ops',
      'mail',
    ]);
  });

  it('are asked for one by one without being shown; Enter alone keeps one', async () => {
    const dir = configured(SETTINGS);
    await set(dir, 'hook', `token=${TOKEN}\n`);
    const session = new TerminalSession(dir, ['keys', 'set', '--channel', 'hook']);
    await until(() => session.raw.includes('url: '), 'it asks for the URL');
    session.type('\r');
    await until(() => session.raw.includes('secret: '), 'it asks for the secret');
    session.type('madeUpSigning\r');
    await until(() => session.raw.includes('token: '), 'it asks for the token');
    session.type('\r');
    expect(await session.exitStatus()).toBe(0);
    expect(session.raw).not.toContain('madeUp');
    expect(JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8'))).toMatchObject({
      channels: { hook: { token: TOKEN, secret: 'madeUpSigning' } },
    });
  });

  it.each([
    ['an unknown channel', 'none', `${URL}\n`, 'cli.channelKeys.unknown'],
    ['nothing', 'ops', '', 'cli.channelKeys.badInput'],
    ['a line without a name', 'hook', `madeUp\n`, 'cli.channelKeys.badInput'],
    ['a name of another kind', 'hook', `password=madeUp\n`, 'cli.channelKeys.badInput'],
  ] as const)('are refused for %s', async (_what, id, input, key) => {
    const dir = configured(SETTINGS);
    const refused = await set(dir, id, input);
    expect([refused.status, refused.out, refused.err[0]]).toEqual([
      2,
      [],
      en('cli.problem', { title: en(key, { id }) }),
    ]);
    expect(refused.err.join('\n')).not.toContain('madeUp');
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false);
  });

  it.each([
    ['http:// to another computer', 'ops', 'http://example.com/madeUp', 'http-not-loopback'],
    ['a login', 'ops', 'https://me:madeUp@example.com/', 'url-with-login'],
    ['a token with a space', 'hook', 'token=made madeUp', 'bad-secret'],
  ] as const)('are refused with %s, which is not repeated', async (_what, id, input, code) => {
    const dir = configured(SETTINGS);
    const refused = await set(dir, id, `${input}\n`);
    expect(refused.status).toBe(2);
    expect(refused.err.join('\n')).toContain(en(`settingsProblem.${code}`));
    expect(refused.err.join('\n')).not.toContain('madeUp');
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false);
  });

  it('come from the environment first, as a warning says', async () => {
    const dir = configured(SETTINGS);
    const env = { LOGBELL_CHANNEL_OPS_URL: URL };
    const stored = await set(dir, 'ops', 'https://example.com/other\n', env);
    const sentence = en('cli.channelKeys.environmentFirst', { variable: 'LOGBELL_CHANNEL_OPS_URL' });
    expect([stored.status, stored.err]).toEqual([0, [en('cli.warning', { sentence })]]);
    expect((await run(dir, ['keys'], { env })).out).toContain(line('ops', 'url', 'environment'));
  });

  it('of a channel that was removed stay until they are deleted, as is said', async () => {
    const dir = configured(SETTINGS);
    await set(dir, 'ops', `${URL}\n`);
    configure(dir, { ...SETTINGS, channels: [], delivery: {} });
    expect((await run(dir, ['keys'])).out).toContain(en('cli.channelKeys.removed', { id: 'ops' }));
    expect((await run(dir, ['keys', 'forget', '--channel', 'ops'])).status).toBe(0);
    expect((await run(dir, ['keys'])).out.join('\n')).not.toContain('ops');
    expect(readFileSync(join(dir, 'secrets.json'), 'utf8')).not.toContain('madeUp');
  });
});

describe('the URL of a heartbeat', () => {
  const HEARTBEATS = {
    ...SETTINGS,
    heartbeats: [
      { id: 'hc', every: '1m' },
      { id: 'own', url: URL },
    ],
  };
  const lineOf = (place: 'none' | 'file', file: string): string =>
    en('cli.channelKeys.line_heartbeat', {
      ...{ id: 'hc', name: 'url', state: en(`cli.channelKeys.place.${place}`, { file }) },
    });

  it('is stored, shown as set, and deleted like the secrets of a channel', async () => {
    const dir = configured(HEARTBEATS);
    const file = join(dir, 'secrets.json');
    expect((await run(dir, ['keys'])).out).toContain(lineOf('none', file));
    const stored = await run(dir, ['keys', 'set', '--heartbeat', 'hc', '--stdin'], { input: `${URL}\n` });
    expect(stored).toMatchObject({ status: 0, err: [] });
    expect(stored.out[0]).toBe(en('cli.channelKeys.saved_heartbeat', { id: 'hc', file }));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ heartbeats: { hc: { kept: 'file', url: URL } } });
    const shown = await run(dir, ['keys']);
    expect(shown.out).toContain(lineOf('file', file));
    const json = await run(dir, ['keys', '--json']);
    expect(JSON.parse(json.out.join(''))).toMatchObject({ heartbeats: { hc: { url: 'file' } } });
    expect([...stored.out, ...shown.out, ...json.out].join('\n')).not.toContain('madeUp');
    const forgotten = await run(dir, ['keys', 'forget', '--heartbeat', 'hc']);
    expect(forgotten.out).toEqual([en('cli.channelKeys.forgotten_heartbeat', { id: 'hc', file })]);
    expect(existsSync(file) && readFileSync(file, 'utf8').includes('madeUp')).toBe(false);
  });

  it.each(['none', 'own'])('is refused for %s, which takes none', async (id) => {
    const refused = await run(configured(HEARTBEATS), ['keys', 'set', '--heartbeat', id, '--stdin'], { input: URL });
    const title = en('cli.channelKeys.unknown_heartbeat', { id });
    expect([refused.status, refused.err[0]]).toEqual([2, en('cli.problem', { title })]);
  });

  it('is not set together with the secrets of a channel', async () => {
    const both = await run(configured(HEARTBEATS), ['keys', 'set', '--heartbeat', 'hc', '--channel', 'ops']);
    expect(both.status).toBe(2);
  });
});

describe('the tokens of alerts', () => {
  const TOKEN = 'madeUp-token-1';
  const ALERTS = {
    ...SETTINGS,
    receive: { listen: '127.0.0.1:9095', tokens: ['am'] },
    alertmanager: { urls: ['http://127.0.0.1:9093'], token: 'out' },
    files: [{ id: 'am', alerts: {} }],
    rules: [{ id: 'all', match: { regex: '.' }, to: 'alertmanager' }],
    recipients: [],
    sens: { mode: 'live' },
  };

  it.each([
    ['receive', 'am'],
    ['alertmanager', 'out'],
  ] as const)('of %s are stored, shown with their source, and deleted', async (list, id) => {
    const dir = configured(ALERTS);
    const file = join(dir, 'secrets.json');
    const stored = await run(dir, ['keys', 'set', `--${list}`, id, '--stdin'], { input: `${TOKEN}\n` });
    expect(stored).toMatchObject({ status: 0, err: [] });
    expect(stored.out[0]).toBe(en(`cli.channelKeys.saved_${list}`, { id, file }));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ [list]: { [id]: { kept: 'file', token: TOKEN } } });
    const state = en('cli.channelKeys.place.file', { file });
    const line = en(`cli.channelKeys.line_${list}`, { id, name: 'token', state });
    const check = await run(dir, ['check']);
    expect(check.out).toContain(line);
    const json = await run(dir, ['keys', '--json']);
    expect(JSON.parse(json.out.join(''))).toMatchObject({ [list]: { [id]: { token: 'file' } } });
    expect([...stored.out, ...check.out, ...json.out].join('\n')).not.toContain(TOKEN);
    const forgotten = await run(dir, ['keys', 'forget', `--${list}`, id]);
    expect(forgotten.out).toEqual([en(`cli.channelKeys.forgotten_${list}`, { id, file })]);
    expect(existsSync(file) && readFileSync(file, 'utf8').includes(TOKEN)).toBe(false);
  });

  it('are refused for a name that the settings do not have', async () => {
    const refused = await run(configured(ALERTS), ['keys', 'set', '--receive', 'out', '--stdin'], { input: TOKEN });
    const title = en('cli.channelKeys.unknown_receive', { id: 'out' });
    expect([refused.status, refused.err[0]]).toEqual([2, en('cli.problem', { title })]);
  });
});
