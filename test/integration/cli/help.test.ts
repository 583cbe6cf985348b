import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';

const KOREAN = { LANG: 'ko_KR.UTF-8' };
const COMMANDS = [
  ...[
    'watch',
    'status',
    'health',
    'check',
    'try',
    'send-test',
    'history',
    'incidents',
    'incidents ack',
    'incidents close',
    'ack',
  ],
  ...['outbox', 'outbox resend', 'outbox drop', 'completion'],
];

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: readonly string[];
}

async function said(args: readonly string[], env: Record<string, string> = {}, dir = scratchDir()): Promise<Said> {
  const command = new CommandLine(dir, args, env);
  const status = await command.exitStatus();
  return { status, out: command.out.join('\n'), err: command.err };
}

describe('help', () => {
  it.each(COMMANDS)('of %s has examples, the exit status and a page', async (command) => {
    const { status, out } = await said([...command.split(' '), '--help']);
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\n {2}.*logbell ${command}`));
    expect(out).toMatch(/\nExit status: 0 .* 1 .* 2 .*\nDocs: \S+/);
  });

  it('is in Korean from the first to the last heading', async () => {
    for (const args of [['--help'], ['try', '--help'], ['help', 'outbox']]) {
      const { status, out } = await said(args, KOREAN);
      expect(status).toBe(0);
      expect(out.split('\n').filter((line) => /^[A-Za-z]|^\S.*\[(options|command)\]|default/.test(line))).toEqual([]);
    }
  });

  it('lists commands in groups, and is a command', async () => {
    const { out } = await said(['--help']);
    expect(out.match(/^\w+:/gm)).toEqual(['Usage:', 'Options:', 'Watch:', 'Act:', 'Other:', 'Examples:', 'Docs:']);
    expect((await said(['help'])).out).toBe(out);
    expect((await said(['help', 'try'])).out).toBe((await said(['try', '--help'])).out);
  });
});

describe('mistyped words', () => {
  it.each([
    [['wathc'], 'Unknown command "wathc". Did you mean watch?'],
    [['watch', '--jsno'], 'Unknown option "--jsno". Did you mean --json?'],
    [['incidents', 'akc', '1'], 'Unknown command "akc". Did you mean ack or close?'],
    [['outbox', 'resned', '1'], 'Unknown command "resned". Did you mean resend or drop?'],
    [['nonsense'], 'Unknown command "nonsense".'],
  ])('%j get a suggestion', async (args, sentence) => {
    expect(await said(args)).toEqual({ status: 2, out: '', err: [`error: ${sentence}`, '  fix: See logbell --help.'] });
  });

  it('get one in Korean', async () => {
    expect((await said(['wathc'], KOREAN)).err[0]).toBe('오류: 알 수 없는 명령입니다: wathc (비슷한 이름: watch)');
  });
});

it('completes its commands in bash', async () => {
  const { status, out } = await said(['completion', 'bash']);
  expect(status).toBe(0);
  const script = `${out}\nCOMP_WORDS=(logbell incidents a); COMP_CWORD=2; _logbell; echo "\${COMPREPLY[@]}"`;
  expect(spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' })).toMatchObject({
    stdout: 'ack\n',
    stderr: '',
  });
  expect((await said(['completion', 'tcsh'])).status).toBe(2);
});

describe('logbell check --json', () => {
  const settings = { recipients: [{ id: 'me', number: '010-1234-5678' }], files: [], rules: [] };

  it('prints what it has checked, and warnings', async () => {
    const rule = { match: { text: 'x' }, name: 'Twin' };
    const dir = configured({
      ...settings,
      rules: [
        { ...rule, id: 'a' },
        { ...rule, id: 'b' },
      ],
    });
    const { status, out, err } = await said(['check', '--json'], {}, dir);
    expect([status, err]).toEqual([0, []]);
    expect(JSON.parse(out)).toMatchObject({ ok: true, files: 0, rules: 2, recipients: 1, problems: [] });
    expect(JSON.parse(out)).toMatchObject({ warnings: [{ code: 'same-name', subject: 'rules[1].name' }] });
  });

  it('prints problems of settings and files', async () => {
    const dir = configured('{}');
    const files = [{ id: 'a', path: join(dir, 'logs') }];
    writeFileSync(join(dir, 'config.json'), JSON.stringify({ ...settings, files, colour: 1 }));
    const { status, out, err } = await said(['check', '--json'], {}, dir);
    expect([status, err]).toEqual([2, []]);
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: { code: string; subject: string }[] };
    expect(ok).toBe(false);
    expect(problems.map(({ code, subject }) => [code, subject])).toEqual([
      ['unknown-field', 'colour'],
      ['file-directory', join(dir, 'logs')],
    ]);
  });
});
