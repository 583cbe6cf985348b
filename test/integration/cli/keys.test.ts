import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { TerminalSession } from '../../support/app/terminal-session';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const ACCESS_KEY = 'madeUpAccessKey';
const SECRET_KEY = 'madeUpSecretKey';
const CTRL_C = '\u0003';

const LIVE = { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:made-up', from: '0212345678' };
const RECIPIENTS = [{ id: 'me', number: '010-1234-5678' }];

/** Live settings without keys. */
function folder(): string {
  return configured({ sens: LIVE, recipients: RECIPIENTS });
}

interface Ended {
  readonly status: number | null;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(dir: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const command = new CommandLine(dir, args, env);
  const status = await command.exitStatus();
  return { status, out: command.out, err: command.err };
}

/** Runs `logbell keys set --stdin` with this input. */
async function setKeys(dir: string, input: string, env: Record<string, string> = {}): Promise<Ended> {
  const command = new CommandLine(dir, ['keys', 'set', '--stdin'], env, { stdin: 'pipe' });
  command.type(input);
  command.endInput();
  const status = await command.exitStatus();
  return { status, out: command.out, err: command.err };
}

function error(sentence: string): string {
  return en('cli.problem', { title: sentence });
}

describe('keys', () => {
  it('from standard input are stored with mode 0600, shown as set, used, and deleted', async () => {
    const dir = folder();
    const file = join(dir, 'secrets.json');
    expect((await run(dir, ['keys'])).out).toEqual([
      en('cli.keys.accessKey', { state: en('cli.keys.isNotSet') }),
      en('cli.keys.secretKey', { state: en('cli.keys.isNotSet') }),
      en('cli.keys.kept.none'),
      en('cli.keys.next'),
    ]);
    const before = await run(dir, ['check']);
    expect([before.status, before.err.join('\n')]).toEqual([2, expect.stringContaining('logbell keys set') as string]);

    const set = await setKeys(dir, `${ACCESS_KEY}\n${SECRET_KEY}\n`);
    expect(set).toEqual({ status: 0, out: [en('cli.keys.saved', { file }), en('cli.keys.savedNext')], err: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      kept: 'file',
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
    });
    const shown = await run(dir, ['keys', '--json']);
    expect(JSON.parse(shown.out.join(''))).toEqual({
      ...{ accessKey: 'set', secretKey: 'set', kept: 'file' },
      channels: {},
      heartbeats: {},
      alertmanager: {},
      receive: {},
    });
    const plain = await run(dir, ['keys']);
    expect(plain.out).toContain(en('cli.keys.kept.file', { file }));
    expect([...shown.out, ...plain.out, ...set.out].join('\n')).not.toMatch(/madeUp/);
    expect((await run(dir, ['check'])).status).toBe(0);

    const forgotten = await run(dir, ['keys', 'forget']);
    expect([forgotten.status, forgotten.out]).toEqual([0, [en('cli.keys.forgotten', { file })]]);
    expect(readFileSync(file, 'utf8')).not.toMatch(/madeUp/);
    expect((await run(dir, ['check'])).status).toBe(2);
  });

  it('that are stored are taken up by a running Logbell', async () => {
    const dir = configured({ sens: { mode: 'practice' }, recipients: RECIPIENTS });
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started' });
    configure(dir, { sens: LIVE, recipients: RECIPIENTS });
    await watch.event({ event: 'problem', code: 'no-keys', subject: 'sens.keys' });
    await setKeys(dir, `${ACCESS_KEY}\n${SECRET_KEY}\n`);
    await watch.event({ event: 'problem-cleared', code: 'no-keys', subject: 'sens.keys' });
    expect(await watch.end()).toBe(0);
  });

  it('are asked for without being shown on the terminal', async () => {
    const dir = folder();
    const session = new TerminalSession(dir, ['keys', 'set']);
    await until(() => session.raw.includes('Access Key: '), 'it asks for the Access Key');
    session.type(`${ACCESS_KEY}\r`);
    await until(() => session.raw.includes('Secret Key: '), 'it asks for the Secret Key');
    session.type(`${SECRET_KEY}\r`);
    expect(await session.exitStatus()).toBe(0);
    expect(session.raw).not.toContain('madeUp');
    expect(JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8'))).toMatchObject({
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
    });
  });

  it('are not stored after Ctrl+C', async () => {
    const dir = folder();
    const session = new TerminalSession(dir, ['keys', 'set']);
    await until(() => session.raw.includes('Access Key: '), 'it asks for the Access Key');
    session.type(`${ACCESS_KEY}\r`);
    await until(() => session.raw.includes('Secret Key: '), 'it asks for the Secret Key');
    session.type(CTRL_C);
    expect(await session.exitStatus()).toBe(1);
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false);
  });

  it.each([
    ['only one line', `${ACCESS_KEY}\n`, 'cli.keys.twoLines'],
    ['three lines', `${ACCESS_KEY}\n${SECRET_KEY}\nmore\n`, 'cli.keys.twoLines'],
    ['a key with a space', `made up\n${SECRET_KEY}\n`, 'cli.keys.bad'],
  ] as const)('are refused if standard input has %s', async (_what, input, key) => {
    const dir = folder();
    const refused = await setKeys(dir, input);
    expect([refused.status, refused.out, refused.err[0]]).toEqual([2, [], error(en(key))]);
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false);
  });

  it('are never taken as arguments, nor repeated in an error', async () => {
    const dir = folder();
    for (const args of [
      ['keys', 'set'],
      ['keys', 'set', ACCESS_KEY, SECRET_KEY],
      ['keys', ACCESS_KEY],
      ['keys', 'set', `--access-key=${ACCESS_KEY}`],
    ]) {
      const refused = await run(dir, args);
      expect([refused.status, refused.out]).toEqual([2, []]);
      expect(refused.err.join('\n')).not.toContain('madeUp');
    }
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false);
  });

  it('of the environment go first, as a warning says', async () => {
    const dir = folder();
    const env = { LOGBELL_ACCESS_KEY: 'otherKey', LOGBELL_SECRET_KEY: 'otherSecret' };
    const set = await setKeys(dir, `${ACCESS_KEY}\n${SECRET_KEY}\n`, env);
    expect([set.status, set.err]).toEqual([0, [en('cli.warning', { sentence: en('cli.keys.environmentFirst') })]]);
    expect((await run(dir, ['keys'], env)).out).toContain(en('cli.keys.kept.environment'));
  });
});
