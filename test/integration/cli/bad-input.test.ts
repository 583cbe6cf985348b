import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';

async function runOn(
  config: object | string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ status: number | null; err: string; dir: string }> {
  const dir = configured(config);
  const command = new CommandLine(dir, args, env);
  const status = await command.exitStatus();
  return { status, err: command.err.join('\n'), dir };
}

const practice = {
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  files: [{ id: 'app', path: '/var/log/app.log' }],
  rules: [{ id: 'r', match: { text: 'x' } }],
};

describe.each(['watch', 'check', 'send-test'])('logbell %s with bad settings', (command) => {
  it.each([
    ['no JSON', '{ "rules": [ }', 'config.json: The settings file is not valid JSON'],
    ['an unknown field', { ...practice, colour: 1 }, 'colour: This field is unknown.'],
    [
      'an id used twice',
      { ...practice, files: [practice.files[0], practice.files[0]] },
      'files[1].id: The id "app" is used twice.',
    ],
    [
      'an unknown file',
      { ...practice, rules: [{ id: 'r', match: { text: 'x' }, files: ['nope'] }] },
      'rules[0].files[0]: There is no file "nope".',
    ],
    [
      'a bad regex',
      { ...practice, rules: [{ id: 'r', match: { regex: '(' } }] },
      'rules[0].match.regex: The regular expression is not valid',
    ],
    [
      'a regex that matches every line',
      { ...practice, rules: [{ id: 'r', match: { regex: 'x*' } }] },
      'rules[0].match.regex: This pattern is empty or matches every line.',
    ],
    [
      'a regex that would take hours to compile',
      { ...practice, rules: [{ id: 'r', match: { regex: `${'a?'.repeat(100)}${'a'.repeat(10)}` } }] },
      'rules[0].match.regex: The regular expression is not valid. It is too complex to run safely. Use fewer optional parts',
    ],
    [
      'letters in a number',
      { ...practice, recipients: [{ id: 'me', number: 'CALL-ME' }] },
      'recipients[0].number: This is not a Korean phone number.',
    ],
    ['no recipients', { ...practice, recipients: [] }, 'recipients: There is no recipient.'],
    ['an empty path', { ...practice, files: [{ id: 'app', path: '' }] }, 'files[0].path: The path is empty.'],
    [
      'no keys in live mode',
      { ...practice, sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '0212345678' } },
      'sens.keys: The Access Key and Secret Key are missing.',
    ],
    [
      'settings of SENS v1',
      { ...practice, sens: { 'X-NCP-service-secret': 'x' } },
      'sens.X-NCP-service-secret: These are settings of SENS v1',
    ],
  ])('names the place and the fix of %s, with exit status two', async (_case, config, sentence) => {
    const { status, err, dir } = await runOn(config, [command]);
    expect(err).toContain(sentence);
    expect(status).toBe(2);
    const written = typeof config === 'string' ? config : JSON.stringify(config);
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(written);
    expect(readdirSync(dir).filter((name) => name.startsWith('config'))).toEqual(['config.json']);
  });
});

describe('logbell check', () => {
  it('finds nothing wrong with the practice settings', async () => {
    const command = new CommandLine(scratchDir(), ['check']);
    expect(await command.exitStatus()).toBe(0);
    expect(command.out.join('\n')).toContain('The settings are fine: 1 file(s), 1 rule(s), 1 recipient(s).');
    expect(command.out.join('\n')).toContain('SMS 9 won, LMS 30 won, MMS 100 won');
  });

  it('names files that cannot be watched', async () => {
    const dir = configured('{}');
    mkdirSync(join(dir, 'logs', 'folder'));
    const files = [
      { id: 'folder', path: join(dir, 'logs', 'folder') },
      { id: 'none', path: join(dir, 'logs', '*.none') },
      { id: 'later', path: join(dir, 'logs', 'later.log') },
    ];
    configure(dir, { ...practice, files });
    const command = new CommandLine(dir, ['check']);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err.join('\n')).toContain('folder is a folder.');
    expect(command.err.join('\n')).toContain('*.none yet.');
    expect(command.out.join('\n')).toContain('later.log: is not there yet.');
  });
});

describe('logbell watch, file by file', () => {
  it('continues with the others if one is a folder', async () => {
    const dir = configured('{}');
    mkdirSync(join(dir, 'logs', 'folder'));
    writeFileSync(join(dir, 'logs', 'app.log'), '');
    const files = ['folder', 'app.log', '*.none'].map((name, index) => ({
      id: `f${index}`,
      path: join(dir, 'logs', name),
    }));
    configure(dir, { ...practice, files });
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started', files: 1 });
    await watch.event({ event: 'problem', code: 'file-directory' });
    await watch.event({ event: 'problem', code: 'no-files-match' });
    writeFileSync(join(dir, 'logs', 'app.log'), 'x\n');
    await watch.event({ event: 'match', line: 'x' });
  });
});

describe('logbell send-test', () => {
  it('follows a test text to delivery', async () => {
    const command = new CommandLine(scratchDir(), ['send-test', '--json']);
    expect(await command.exitStatus()).toBe(0);
    await command.event({ event: 'text', state: 'delivered', practice: true });
  });

  it('explains why a test text failed', async () => {
    const sens = await startPracticeServer();
    onTestFinished(() => sens.close());
    const dir = configured('{}');
    configure(dir, liveSettings(sens, dir));
    const command = new CommandLine(dir, ['send-test'], { ...keysOf(sens), LOGBELL_SECRET_KEY: 'wrong' });
    expect(await command.exitStatus()).toBe(1);
    expect(command.err.join('\n')).toContain('SENS refused the keys.');
  });

  it('knows the recipients', async () => {
    const { status, err } = await runOn(practice, ['send-test', '--to', 'stranger']);
    expect(status).toBe(2);
    expect(err).toContain('There is no recipient "stranger".');
  });
});

describe('logbell', () => {
  it('reports in one sentence that its folder cannot be created', async () => {
    const dir = configured('{}');
    const command = new CommandLine(dir, ['check', '--config-dir', join(dir, 'config.json', 'below')]);
    expect(await command.exitStatus()).toBe(1);
    expect(command.err).toEqual([
      'Logbell cannot go on (ENOTDIR). Check the permissions and free space of its settings and data folders.',
    ]);
  });

  it.each([[['--help']], [['--version']], [['watch', '--help']]])('answers %j', async (args) => {
    const command = new CommandLine(scratchDir(), args);
    expect(await command.exitStatus()).toBe(0);
    expect(command.out.join('')).not.toBe('');
  });

  it.each([
    [['nonsense'], '모르는 명령입니다: nonsense', 'There is no command nonsense.'],
    [['watch', '--nonsense'], '모르는 옵션입니다: --nonsense', 'There is no option --nonsense.'],
    [['try'], '빠진 값이 있습니다: rule', 'A value is missing: rule.'],
    [['history', '--limit'], '옵션에 값이 빠졌습니다: --limit <n>', 'The option lacks its value: --limit <n>.'],
    [['ack', '1', '2'], '필요 없는 값이 더 있습니다: ack', 'There are more values than it takes: ack.'],
  ])('refuses %j as bad usage, in both languages', async (args, korean, english) => {
    for (const [LANG, sentence, help] of [
      ['ko_KR.UTF-8', korean, '쓰는 법은 logbell --help로 볼 수 있습니다.'],
      ['en_US.UTF-8', english, 'See logbell --help.'],
    ] as const) {
      const command = new CommandLine(scratchDir(), args, { LANG });
      expect(await command.exitStatus()).toBe(2);
      expect(command.err).toEqual([`${sentence} ${help}`]);
    }
  });

  it('prints its usage without arguments', async () => {
    const command = new CommandLine(scratchDir(), []);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err.join('\n')).toContain('Usage: logbell');
  });
});
