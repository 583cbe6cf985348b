import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern, ko } from '../../support/text/strings';

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

/** Pattern of a fault of this setting, as commands print it. */
function fault(path: string, sentence: string): RegExp {
  return enPattern('cli.settingsFault', { path, sentence });
}

const practice = {
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  files: [{ id: 'app', path: '/var/log/app.log' }],
  rules: [{ id: 'r', match: { text: 'x' } }],
};

describe.each(['watch', 'check', 'send-test'])('logbell %s with bad settings', (command) => {
  it.each([
    ['no JSON', '{ "rules": [ }', new RegExp(`config\\.json: ${enPattern('settingsProblem.not-json').source}`)],
    ['an unknown field', { ...practice, colour: 1 }, fault('colour', en('settingsProblem.unknown-field'))],
    [
      'an id used twice',
      { ...practice, files: [practice.files[0], practice.files[0]] },
      fault('files[1].id', en('settingsProblem.duplicate-id', { id: 'app' })),
    ],
    [
      'an unknown file',
      { ...practice, rules: [{ id: 'r', match: { text: 'x' }, files: ['nope'] }] },
      fault('rules[0].files[0]', en('settingsProblem.unknown-file', { id: 'nope' })),
    ],
    [
      'a bad regex',
      { ...practice, rules: [{ id: 'r', match: { regex: '(' } }] },
      fault('rules[0].match.regex', en('settingsProblem.bad-regex', { reason: en('regexFault.unclosed-group') })),
    ],
    [
      'a regex that matches every line',
      { ...practice, rules: [{ id: 'r', match: { regex: 'x*' } }] },
      fault('rules[0].match.regex', en('settingsProblem.matches-empty')),
    ],
    [
      'a regex that would take hours to compile',
      { ...practice, rules: [{ id: 'r', match: { regex: `${'a?'.repeat(100)}${'a'.repeat(10)}` } }] },
      fault('rules[0].match.regex', en('settingsProblem.bad-regex', { reason: en('regexFault.too-complex') })),
    ],
    [
      'letters in a number',
      { ...practice, recipients: [{ id: 'me', number: 'CALL-ME' }] },
      fault('recipients[0].number', en('settingsProblem.bad-number')),
    ],
    ['no recipients', { ...practice, recipients: [] }, fault('recipients', en('settingsProblem.no-recipients'))],
    [
      'an empty path',
      { ...practice, files: [{ id: 'app', path: '' }] },
      fault('files[0].path', en('settingsProblem.empty-path')),
    ],
    [
      'no keys in live mode',
      { ...practice, sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '0212345678' } },
      fault('sens.keys', en('settingsProblem.no-keys')),
    ],
    [
      'settings of SENS v1',
      { ...practice, sens: { 'X-NCP-service-secret': 'x' } },
      fault('sens.X-NCP-service-secret', en('settingsProblem.sens-v1')),
    ],
  ])('names the place and the fix of %s, with exit status two', async (_case, config, sentence) => {
    const { status, err, dir } = await runOn(config, [command]);
    expect(err).toMatch(sentence);
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
    expect(command.out.join('\n')).toContain(en('cli.checkGood', { files: 1, rules: 1, recipients: 1 }));
    expect(command.out.join('\n')).toContain(en('cli.checkPrices', { SMS: 9, LMS: 30, MMS: 100 }));
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
    expect(command.err.join('\n')).toContain(
      en('problem.file-directory.title', { subject: join(dir, 'logs', 'folder') }),
    );
    expect(command.err.join('\n')).toContain(
      en('problem.no-files-match.title', { subject: join(dir, 'logs', '*.none') }),
    );
    expect(command.out.join('\n')).toContain(en('cli.checkMissing', { path: join(dir, 'logs', 'later.log') }));
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
    expect(command.err.join('\n')).toContain(en('problem.sens-refused-key.title'));
  });

  it('knows the recipients', async () => {
    const { status, err } = await runOn(practice, ['send-test', '--to', 'stranger']);
    expect(status).toBe(2);
    expect(err).toContain(en('cli.noSuchRecipient', { id: 'stranger' }));
  });
});

describe('logbell', () => {
  it('reports in one sentence that its folder cannot be created', async () => {
    const dir = configured('{}');
    const command = new CommandLine(dir, ['check', '--config-dir', join(dir, 'config.json', 'below')]);
    expect(await command.exitStatus()).toBe(1);
    expect(command.err).toEqual([
      en('cli.problem', { title: en('cli.fault', { reason: 'ENOTDIR' }) }),
      `  ${en('cli.remedy', { remedy: en('cli.fix.fault') })}`,
    ]);
  });

  it.each([[['--help']], [['--version']], [['watch', '--help']]])('answers %j', async (args) => {
    const command = new CommandLine(scratchDir(), args);
    expect(await command.exitStatus()).toBe(0);
    expect(command.out.join('')).not.toBe('');
  });

  it.each([
    [['nonsense'], 'unknownCommand', 'nonsense'],
    [['watch', '--nonsense'], 'unknownOption', '--nonsense'],
    [['try'], 'missingArgument', 'rule'],
    [['history', '--limit'], 'optionMissingArgument', '--limit'],
    [['ack', '1', '2'], 'excessArguments', 'ack'],
  ] as const)('refuses %j as bad usage, in both languages', async (args, mistake, name) => {
    for (const [LANG, string] of [
      ['ko_KR.UTF-8', ko],
      ['en_US.UTF-8', en],
    ] as const) {
      const command = new CommandLine(scratchDir(), args, { LANG });
      expect(await command.exitStatus()).toBe(2);
      expect(command.err).toEqual([
        string('cli.problem', { title: string(`cli.usage.${mistake}`, { name }) }),
        `  ${string('cli.remedy', { remedy: string('cli.usage.help') })}`,
      ]);
    }
  });

  it('prints its usage without arguments', async () => {
    const command = new CommandLine(scratchDir(), []);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err.join('\n')).toContain('Usage: logbell');
  });
});
