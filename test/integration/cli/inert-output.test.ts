import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Everything a terminal may interpret, except a newline. */
const ACTIVE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Parts of names that clear the screen, forge a line, reverse text, start a control sequence by one character, or set
 * the title.
 */
const [CLEAR, FORGED, TURNED, ONE_BYTE, TITLE, SEPARATOR] = [
  '\u001b[2J\u001b[31m',
  '\nFAKE 12:00:00 match',
  '\u202egol',
  '\u009b31m',
  '\u001b]0;TITLE\u0007',
  '\u2028FAKE',
] as const;
const PARTS = [CLEAR, FORGED, TURNED, ONE_BYTE, TITLE, SEPARATOR];

interface Printed {
  readonly command: CommandLine;
  readonly out: () => string;
  readonly err: () => string;
}

/** Runs a command and keeps its output byte for byte. */
function printing(dir: string, ...args: readonly string[]): Printed {
  const folder = scratchDir();
  const [out, err] = [join(folder, 'out'), join(folder, 'err')];
  const [stdout, stderr] = [openSync(out, 'w'), openSync(err, 'w')];
  const command = new CommandLine(dir, args, {}, { stdout, stderr });
  closeSync(stdout);
  closeSync(stderr);
  return { command, out: () => readFileSync(out, 'utf8'), err: () => readFileSync(err, 'utf8') };
}

function expectInert(text: string): void {
  expect(ACTIVE.exec(text)).toBeNull();
  expect(text).not.toMatch(/^FAKE/m);
}

interface Hostile {
  readonly dir: string;
  /** A log for each part, in a folder whose name sets the title. */
  readonly logs: readonly string[];
  /** A folder configured as a log. */
  readonly folder: string;
}

function hostile(): Hostile {
  const dir = configured('{}');
  const logDir = join(dir, 'logs', `sub${TITLE}`);
  const folder = join(dir, `folder${CLEAR}.log`);
  mkdirSync(logDir);
  mkdirSync(folder);
  const logs = PARTS.map((part) => join(logDir, `x${part}.log`));
  logs.forEach((log, index) => writeFileSync(log, `hello ${PARTS[index] ?? ''}\n`));
  configure(dir, {
    sens: { mode: 'practice' },
    recipients: [{ id: 'me', name: `Kim${TURNED}`, number: '010-1234-5678' }],
    files: [
      { id: 'all', path: join(dir, 'logs', '**', '*.log'), start: 'beginning' },
      { id: 'folder', path: folder },
    ],
    rules: [
      { id: 'hello', name: `Hello${CLEAR}${FORGED}${TURNED}`, match: { text: 'hello' }, message: '{{file}} {{line}}' },
      { id: 'keyed', name: 'Keyed', match: { regex: '(hello .*)' }, key: '1' },
    ],
  });
  return { dir, logs, folder };
}

/** Watches hostile logs until each has matched and the folder was reported. */
async function watched(...options: readonly string[]): Promise<Hostile & Printed> {
  const made = hostile();
  const printed = printing(made.dir, 'watch', ...options);
  const isMatch = (line: string): boolean => line.includes('"event":"match"') || enPattern('cli.match').test(line);
  const matches = (): number => printed.out().split('\n').filter(isMatch).length;
  await until(
    () =>
      matches() >= made.logs.length &&
      enPattern('problem.file-directory.title').test(`${printed.out()}${printed.err()}`),
    'all was reported',
  );
  expect(await printed.command.end()).toBe(0);
  return { ...made, ...printed };
}

describe('names and lines with terminal control characters', () => {
  it('are inert in the output of logbell watch', async () => {
    const { out, err } = await watched();
    expectInert(out());
    expectInert(err());
    expect(out()).toContain('x [2J [31m.log');
    expect(out()).toContain('x ⏎ FAKE 12:00:00 match.log');
  });

  it('are inert in JSON, and parse to the original', async () => {
    const { out, err, logs, folder } = await watched('--json');
    expectInert(out());
    expectInert(err());
    const events = out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; file?: string; subject?: string; line?: string });
    const files = new Set(events.flatMap(({ file }) => (file === undefined ? [] : [file])));
    expect(files).toEqual(new Set(logs));
    expect(events.some(({ event, subject }) => event === 'problem' && subject === folder)).toBe(true);
    expect(events.some(({ line }) => line === `hello ${ONE_BYTE}`)).toBe(true);
  });

  it('are inert in the output of every other command', async () => {
    const { dir, logs, folder } = await watched();
    for (const args of [
      ['history'],
      ['history', '--json'],
      ['check'],
      ['incidents'],
      ['incidents', '--json'],
      ['outbox'],
      ['outbox', '--json'],
      ['try', 'hello'],
      ['try', 'hello', '--json'],
      ['try', 'hello', '--file', `${logs[0] ?? ''}.gone`],
      ['send-test', '--message', `Test ${CLEAR}`],
      ['send-test', '--json', '--message', `Test ${TURNED}`],
    ]) {
      const printed = printing(dir, ...args);
      expect([args, await printed.command.exitStatus()]).not.toEqual([args, null]);
      expect(`${printed.out()}${printed.err()}`).not.toBe('');
      expectInert(printed.out());
      expectInert(printed.err());
    }
    const listed = printing(dir, 'check');
    await listed.command.exitStatus();
    const turned = listed
      .out()
      .split('\n')
      .filter((line) => line.includes('x gol.log'));
    expect(turned).toEqual([expect.stringMatching(enPattern('cli.checkFile'))]);
    expect(listed.err()).toContain(en('problem.file-directory.title', { subject: folder.replaceAll('\u001b', ' ') }));
  });

  it('are inert in errors about an argument or a setting', async () => {
    const part = PARTS.join('');
    const dir = configured({
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: `logs/${part}.log` }],
      rules: [{ id: 'r', match: { regex: `(${part}` }, [`field${part}`]: 1 }],
    });
    for (const args of [
      [`nonsense${part}`],
      ['watch', `--nonsense${part}`],
      ['history', '--limit', part],
      ['ack', part],
      ['incidents', 'close', part],
      ['outbox', 'resend', part],
      ['send-test', '--to', part],
      ['send-test', '--image', join(dir, part)],
      ['try', part],
      ['try', 'r', '--since', part],
      ['try', 'r', '--size', part],
      ['check'],
      ['watch'],
      ['check', '--config-dir', join(dir, part)],
      ['check', '--config-dir', join(dir, 'config.json', part)],
    ]) {
      const printed = printing(dir, ...args);
      await printed.command.exitStatus();
      expectInert(printed.out());
      expectInert(printed.err());
    }
  });
});
