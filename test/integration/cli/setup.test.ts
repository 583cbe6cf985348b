import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_PRESETS } from '../../../src/shared/presets/all-presets';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { PRACTICE_IDENTITY } from '../../../src/main/practice/http/practice-identity';
import { CommandLine, configure } from '../../support/app/command-line';
import { TerminalSession } from '../../support/app/terminal-session';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, ko } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Debian's "nobody" and "nogroup". */
const NOBODY = 65_534;
const CTRL_C = '\u0003';
const ACCESS_KEY = 'madeUpAccessKey';
const SECRET_KEY = 'madeUpSecretKey';
const SERVICE_ID = 'ncp:sms:kr:123456789012:made-up';
const SENDER = '02-1234-5678';
const NUMBER = '010-9999-0001';

const LANGUAGES = { en: { words: en, LANG: 'en_US.UTF-8' }, ko: { words: ko, LANG: 'ko_KR.UTF-8' } } as const;

interface Ended {
  readonly status: number | null;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(dir: string, args: readonly string[], input?: string): Promise<Ended> {
  const command = new CommandLine(dir, ['setup', ...args], {}, { stdin: input === undefined ? 'ignore' : 'pipe' });
  if (input !== undefined) {
    command.type(input);
    command.endInput();
  }
  const status = await command.exitStatus();
  return { status, out: command.out, err: command.err };
}

/** Options that answer all questions but the keys, for a log in the folder. */
function answers(dir: string): string[] {
  const log = join(dir, 'app.log');
  return ['--service-id', SERVICE_ID, '--sender', SENDER, '--recipient', NUMBER, '--log', log, '--yes'];
}

function without(args: readonly string[], option: string): string[] {
  const at = args.indexOf(option);
  return [...args.slice(0, at), ...args.slice(at + 2)];
}

interface Written {
  readonly sens: object;
  readonly recipients: readonly object[];
  readonly files: readonly object[];
  readonly rules: readonly object[];
}

function config(dir: string): Written {
  return JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as Written;
}

function secrets(dir: string): unknown {
  return JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8'));
}

/** Words about a log that cannot be watched. */
function problem(code: 'file-directory' | 'file-special', subject: string): string {
  return (['title', 'remedy'] as const).map((part) => en(`problem.${code}.${part}`, { subject })).join(' ');
}

/** Waits for each question on the terminal and types the answer. */
async function converse(session: TerminalSession, turns: readonly (readonly [string, string])[]): Promise<void> {
  let read = 0;
  for (const [question, answer] of turns) {
    const at = await until(() => {
      const found = session.raw.indexOf(question, read);
      return found < 0 ? undefined : found + question.length;
    }, `it asks "${question}"`);
    read = at;
    session.type(answer);
  }
}

const KEYS_INPUT = `${ACCESS_KEY}\n${SECRET_KEY}\n`;

describe('setup with options', () => {
  it('writes settings and keys, and keeps them when it runs again', async () => {
    const dir = scratchDir();
    const first = await run(dir, [...answers(dir), '--keys-stdin', '--preset', 'disk-full'], KEYS_INPUT);
    expect([first.status, first.err]).toEqual([0, []]);
    expect(config(dir)).toMatchObject({
      sens: { mode: 'live', serviceId: SERVICE_ID, from: SENDER },
      recipients: [{ name: en('cli.setup.onCall'), number: NUMBER }],
      files: [{ id: 'app-log', path: join(dir, 'app.log') }],
      rules: [{ id: 'disk-full', files: ['app-log'] }],
    });
    expect(secrets(dir)).toMatchObject({ kept: 'file', accessKey: ACCESS_KEY, secretKey: SECRET_KEY });
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'config.json')).mode & 0o777).toBe(0o600);
    expect(first.out.join('\n')).not.toMatch(/madeUp|-9999-|9999000/);

    const written = config(dir);
    const before = [written, secrets(dir)];
    const again = await run(dir, ['--yes']);
    expect([again.status, again.err]).toEqual([0, []]);
    expect([config(dir), secrets(dir)]).toEqual(before);
    const repeated = await run(dir, [...answers(dir), '--keys-stdin', '--preset', 'disk-full'], KEYS_INPUT);
    expect(repeated.status).toBe(0);
    expect([config(dir), secrets(dir)]).toEqual(before);

    const changed = await run(dir, ['--sender', '02-9876-5432', '--recipient', '010-9999-0002', '--yes']);
    expect(changed.status).toBe(0);
    expect(config(dir)).toMatchObject({ sens: { serviceId: SERVICE_ID, from: '02-9876-5432' } });
    expect(config(dir).recipients).toMatchObject([{ number: NUMBER }, { number: '010-9999-0002' }]);
    expect(config(dir)).toMatchObject({ files: written.files, rules: written.rules });
  });

  it('takes the keys from files, and says so of a missing or unusable one', async () => {
    const dir = scratchDir();
    const [access, secret, bad] = ['access', 'secret', 'bad'].map((name) => join(dir, name));
    writeFileSync(access ?? '', `${ACCESS_KEY}\n`);
    writeFileSync(secret ?? '', SECRET_KEY);
    writeFileSync(bad ?? '', 'madeUp with spaces');
    const keys = (file = ''): string[] => ['--access-key-file', access ?? '', '--secret-key-file', file];
    const missing = await run(dir, [...answers(dir), ...keys(join(dir, 'gone'))]);
    const sentence = en('cli.setup.unreadableKey', { file: join(dir, 'gone'), reason: 'ENOENT' });
    expect([missing.status, missing.err]).toEqual([
      2,
      [en('cli.problem', { title: en('cli.setup.badOption', { option: '--secret-key-file', sentence }) })],
    ]);
    const unusable = await run(dir, [...answers(dir), ...keys(bad)]);
    expect([unusable.status, unusable.err.join('\n')]).toEqual([2, expect.not.stringContaining('madeUp') as string]);
    expect(readdirSync(dir).sort()).toEqual(['access', 'bad', 'secret']);
    expect((await run(dir, [...answers(dir), ...keys(secret)])).status).toBe(0);
    expect(secrets(dir)).toMatchObject({ accessKey: ACCESS_KEY, secretKey: SECRET_KEY });
  });

  it.each(['--service-id', '--sender', '--recipient', '--log'])(
    'without a terminal names the missing %s, and writes nothing',
    async (option) => {
      const dir = scratchDir();
      const refused = await run(dir, [...without(answers(dir), option), '--keys-stdin'], KEYS_INPUT);
      expect([refused.status, refused.out, refused.err[0]]).toEqual([
        2,
        [],
        en('cli.problem', { title: en('cli.setup.missing', { options: option }) }),
      ]);
      expect(readdirSync(dir)).toEqual([]);
    },
  );

  it('without a terminal names the missing keys and --yes in one sentence', async () => {
    const dir = scratchDir();
    const args = answers(dir).slice(0, -1);
    const refused = await run(dir, args);
    const options = '--access-key-file, --secret-key-file, --yes';
    expect([refused.status, refused.err[0]]).toEqual([
      2,
      en('cli.problem', { title: en('cli.setup.missing', { options }) }),
    ]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    ['--service-id', 'made-up', en('settingsProblem.bad-service-id')],
    ['--sender', '12', en('settingsProblem.bad-from')],
    ['--recipient', '12', en('settingsProblem.bad-number')],
    ['--recipient', '010-1234-5678', en('window.recipients.sampleNumber')],
    ['--preset', 'nginx', en('cli.noSuchPreset', { id: 'nginx' })],
    ['--log', '~/app.log', en('settingsProblem.relative-path', { path: '~/app.log' })],
    ['--log', '', en('cli.setup.empty')],
    ['--log', '/etc/', problem('file-directory', '/etc')],
    ['--log', '/made-up/', problem('file-directory', '/made-up')],
    ['--log', '/dev/null', problem('file-special', '/dev/null')],
  ])('refuses %s %s', async (option, value, sentence) => {
    const dir = scratchDir();
    const given = answers(dir);
    const args = [...(given.includes(option) ? without(given, option) : given), option, value, '--keys-stdin'];
    const refused = await run(dir, args, KEYS_INPUT);
    expect([refused.status, refused.out, refused.err]).toEqual([
      2,
      [],
      [en('cli.problem', { title: en('cli.setup.badOption', { option, sentence }) })],
    ]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    ['app.log', 'cli.setup.notThere'],
    ['*/*.log', 'cli.setup.noMatch'],
  ] as const)('says that %s does not exist yet, and accepts it', async (name, key) => {
    const dir = scratchDir();
    const log = join(dir, 'logs', name);
    const args = [...without(answers(dir), '--log'), '--log', log, '--keys-stdin'];
    const done = await run(dir, args, KEYS_INPUT);
    expect([done.status, done.err, done.out[0]]).toEqual([0, [], en(key, { path: log })]);
    expect(config(dir).files).toMatchObject([{ path: log }]);
    mkdirSync(join(dir, 'logs', 'app'), { recursive: true });
    writeFileSync(log.replaceAll('*', 'app'), '');
    expect((await run(dir, args, KEYS_INPUT)).out).not.toContain(en(key, { path: log }));
  });

  it('warns of a log that this user may not read', async () => {
    const dir = scratchDir();
    writeFileSync(join(dir, 'app.log'), '', { mode: 0 });
    const isRoot = process.geteuid?.() === 0;
    const through = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
    if (isRoot) {
      chownSync(dir, NOBODY, NOBODY);
    }
    const command = new CommandLine(dir, ['setup', ...answers(dir), '--keys-stdin'], {}, { stdin: 'pipe', through });
    command.type(KEYS_INPUT);
    command.endInput();
    expect(await command.exitStatus()).toBe(0);
    const subject = join(dir, 'app.log');
    const user = isRoot ? 'nobody' : userInfo().username;
    const remedy = en('problem.file-unreadable.remedy_file', { user, subject });
    const sentence = `${en('problem.file-unreadable.title', { subject })}. ${remedy}`;
    expect(command.err).toEqual([en('cli.warning', { sentence })]);
  });

  it('gives the sample recipient of the practice setup the real number', async () => {
    const dir = scratchDir();
    const check = new CommandLine(dir, ['check']);
    await check.exitStatus();
    expect((await run(dir, [...answers(dir), '--keys-stdin'], KEYS_INPUT)).status).toBe(0);
    expect(config(dir).recipients).toMatchObject([{ id: 'me', number: NUMBER }]);
    expect(config(dir).rules).toMatchObject([{ id: 'hello', recipients: ['me'] }]);
  });

  it('replaces an unusable service ID of the settings', async () => {
    const dir = scratchDir();
    configure(dir, { sens: { mode: 'live', serviceId: 'made-up', from: SENDER } });
    const asked = await run(dir, [...without(answers(dir), '--service-id'), '--keys-stdin'], KEYS_INPUT);
    expect([asked.status, asked.err[0]]).toEqual([
      2,
      en('cli.problem', { title: en('cli.setup.missing', { options: '--service-id' }) }),
    ]);
    expect((await run(dir, [...answers(dir), '--keys-stdin'], KEYS_INPUT)).status).toBe(0);
    expect(config(dir)).toMatchObject({ sens: { serviceId: SERVICE_ID } });
  });

  it('warns that keys in the environment go first', async () => {
    const dir = scratchDir();
    const env = { LOGBELL_ACCESS_KEY: 'otherKey', LOGBELL_SECRET_KEY: 'otherSecret' };
    const command = new CommandLine(dir, ['setup', ...answers(dir), '--keys-stdin'], env, { stdin: 'pipe' });
    command.type(KEYS_INPUT);
    command.endInput();
    expect(await command.exitStatus()).toBe(0);
    expect(command.err).toEqual([en('cli.warning', { sentence: en('cli.keys.environmentFirst') })]);
  });

  it('leaves settings alone that it cannot read', async () => {
    const dir = scratchDir();
    writeFileSync(join(dir, 'config.json'), '{ "sens": ');
    const refused = await run(dir, [...answers(dir), '--keys-stdin'], KEYS_INPUT);
    expect([refused.status, refused.err.length]).toEqual([2, 1]);
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe('{ "sens": ');
    expect(readdirSync(dir)).toEqual(['config.json']);
  });

  it('sends a test text on request', async () => {
    const sens = await startPracticeServer({ deliveryMs: 20 });
    onTestFinished(() => sens.close());
    const dir = scratchDir();
    configure(dir, { sens: { zone: 'custom', baseUrl: sens.baseUrl } });
    const { serviceId, accessKey, secretKey } = PRACTICE_IDENTITY;
    const args = [...answers(dir), '--service-id', serviceId, '--sender', sens.from, '--keys-stdin', '--test'];
    const sent = await run(dir, args, `${accessKey}\n${secretKey}\n`);
    expect([sent.status, sent.err]).toEqual([0, []]);
    expect(sens.received()).toMatchObject([{ to: '01099990001' }]);
  });
});

describe('setup on a terminal', () => {
  it.each(['en', 'ko'] as const)(
    'asks for everything, never shows a key, and writes after a yes: %s',
    async (language) => {
      const { words, LANG } = LANGUAGES[language];
      const dir = scratchDir();
      mkdirSync(join(dir, 'logs'));
      const log = join(dir, 'logs', 'app.log');
      const session = new TerminalSession(dir, ['setup'], { env: { LANG } });
      await converse(session, [
        [`${words('cli.setup.ask.serviceId')}: `, 'made-up\r'],
        [words('settingsProblem.bad-service-id'), ''],
        [`${words('cli.setup.ask.serviceId')}: `, `${SERVICE_ID}\r`],
        [`${words('cli.setup.ask.sender')}: `, `${SENDER}\r`],
        [`${words('cli.setup.ask.recipient')}: `, '010-1234-5678\r'],
        [words('window.recipients.sampleNumber'), ''],
        [`${words('cli.setup.ask.recipient')}: `, `${NUMBER}\r`],
        [`${words('cli.setup.onCall')}]: `, '\r'],
        [': ', '~/app.log\r'],
        [words('settingsProblem.relative-path', { path: '~/app.log' }), ''],
        [': ', `${relative(process.cwd(), log)}\r`],
        [words('cli.setup.notThere', { path: log }), ''],
        [`${words('cli.setup.ask.preset')}: `, 'disk-full\r'],
        ['Access Key: ', `${ACCESS_KEY}\r`],
        ['Secret Key: ', `${SECRET_KEY}\r`],
        [words('cli.setup.confirm'), '\r'],
        [words('cli.setup.next'), ''],
        ['[y/N]: ', '\r'],
      ]);
      expect(await session.exitStatus()).toBe(0);
      expect(session.raw).not.toContain('madeUp');
      expect(config(dir)).toMatchObject({
        sens: { mode: 'live', serviceId: SERVICE_ID, from: SENDER },
        recipients: [{ name: words('cli.setup.onCall'), number: NUMBER }],
        files: [{ path: log }],
        rules: [{ id: 'disk-full' }],
      });
      expect(secrets(dir)).toMatchObject({ accessKey: ACCESS_KEY, secretKey: SECRET_KEY });
    },
  );

  it.each([
    ['a question', [[`${en('cli.setup.ask.serviceId')}: `, CTRL_C]]],
    [
      'a key',
      [
        [`${en('cli.setup.ask.serviceId')}: `, `${SERVICE_ID}\r`],
        [`${en('cli.setup.ask.sender')}: `, `${SENDER}\r`],
        [`${en('cli.setup.ask.recipient')}: `, `${NUMBER}\r`],
        [`${en('cli.setup.onCall')}]: `, '\r'],
        [': ', '/var/log/made-up.log\r'],
        [`${en('cli.setup.ask.preset')}: `, '\r'],
        ['Access Key: ', `${ACCESS_KEY}\r`],
        ['Secret Key: ', CTRL_C],
      ],
    ],
  ] as const)('writes nothing after Ctrl+C at %s', async (_what, turns) => {
    const dir = scratchDir();
    const session = new TerminalSession(dir, ['setup']);
    await converse(session, turns);
    expect(await session.exitStatus()).toBe(1);
    expect(session.lines.at(-1)).toBe(en('cli.tryCancelled'));
    expect(readdirSync(dir)).toEqual([]);
  });

  it('shows no key that is pasted together with the other answers', async () => {
    const dir = scratchDir();
    const session = new TerminalSession(dir, ['setup', '--no-test']);
    const log = join(dir, 'app.log');
    const pasted = [SERVICE_ID, SENDER, NUMBER, '', log, 'none', ACCESS_KEY, SECRET_KEY, 'y'];
    await converse(session, [[`${en('cli.setup.ask.serviceId')}: `, `${pasted.join('\r')}\r`]]);
    expect(await session.exitStatus()).toBe(0);
    expect(session.raw).not.toContain('madeUp');
    expect(config(dir)).toMatchObject({ files: [{ path: log }], rules: [] });
    expect(secrets(dir)).toMatchObject({ accessKey: ACCESS_KEY, secretKey: SECRET_KEY });
  });

  it('lists the presets, and asks again for one that there is not', async () => {
    const dir = scratchDir();
    const session = new TerminalSession(dir, ['setup', '--no-test']);
    await converse(session, [
      [`${en('cli.setup.ask.serviceId')}: `, `${SERVICE_ID}\r`],
      [`${en('cli.setup.ask.sender')}: `, `${SENDER}\r`],
      [`${en('cli.setup.ask.recipient')}: `, `${NUMBER}\r`],
      [`${en('cli.setup.onCall')}]: `, '\r'],
      [': ', `${join(dir, 'app.log')}\r`],
      [en('cli.setup.presets'), ''],
      [`${en('cli.setup.ask.preset')}: `, 'nginx\r'],
      [en('cli.noSuchPreset', { id: 'nginx' }), ''],
      [`${en('cli.setup.ask.preset')}: `, '\r'],
      ['Access Key: ', CTRL_C],
    ]);
    expect(await session.exitStatus()).toBe(1);
    const listed = session.lines.flatMap((line) => line.trim().split(/ {2,}/));
    expect(ALL_PRESETS.map(({ id }) => id).filter((id) => !listed.includes(id))).toEqual([]);
  });

  it('sends the offered test text after a yes', async () => {
    const sens = await startPracticeServer({ deliveryMs: 20 });
    onTestFinished(() => sens.close());
    const dir = scratchDir();
    configure(dir, { sens: { zone: 'custom', baseUrl: sens.baseUrl } });
    const { serviceId, accessKey, secretKey } = PRACTICE_IDENTITY;
    const session = new TerminalSession(dir, [
      ...['setup', ...answers(dir), '--service-id', serviceId, '--sender', sens.from, '--preset', 'disk-full'],
    ]);
    await converse(session, [
      ['Access Key: ', `${accessKey}\r`],
      ['Secret Key: ', `${secretKey}\r`],
      ['₩9. [y/N]: ', 'y\r'],
    ]);
    expect(await session.exitStatus()).toBe(0);
    expect(sens.received()).toMatchObject([{ to: '01099990001' }]);
  });

  it('ends on SIGTERM and writes nothing', async () => {
    const dir = scratchDir();
    const session = new TerminalSession(dir, ['setup']);
    await converse(session, [[`${en('cli.setup.ask.serviceId')}: `, '']]);
    session.signal('SIGTERM');
    expect(await session.exitStatus()).toBe(1);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('asks only for what options leave open, and writes nothing after a no', async () => {
    const dir = scratchDir();
    const session = new TerminalSession(dir, ['setup', ...answers(dir).slice(0, -1), '--preset', 'disk-full']);
    await converse(session, [
      ['Access Key: ', `${ACCESS_KEY}\r`],
      ['Secret Key: ', `${SECRET_KEY}\r`],
      [`${en('cli.setup.confirm')} [Y/n]: `, 'n\r'],
    ]);
    expect(await session.exitStatus()).toBe(1);
    expect(session.raw).not.toContain('madeUp');
    expect(existsSync(join(dir, 'config.json'))).toBe(false);
  });
});
