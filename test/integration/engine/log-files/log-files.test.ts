import { closeSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { rotatedLog } from '../../../../src/main/engine/log-files/log-files';
import { openPart } from '../../../../src/main/engine/dry-run/archive-reader';
import type { DryRunProgress, DryRunResult } from '../../../../src/shared/contract/dry-run';
import { runDry, type Trial } from '../../../support/engine/dry-run';
import { UNBOUNDED } from '../../../support/engine/live-settings';
import { scratchDir } from '../../../support/files/scratch-dir';

const DAY_MS = 86_400_000;
/** Noon in Seoul, ms since 1970. */
const NOW = Date.UTC(2026, 10, 23, 3);
const recipients = [{ id: 'me', name: '당직', number: '010-1234-5678' }];

describe('a dry run', () => {
  let dir = '';
  beforeEach(() => {
    dir = scratchDir();
  });

  const path = (name = 'app.log'): string => join(dir, name);
  /** Writes a file with a modification time so many days ago. */
  const write = (name: string, content: string | Buffer, daysAgo = 0): void => {
    writeFileSync(path(name), content);
    const at = new Date(NOW - daysAgo * DAY_MS);
    utimesSync(path(name), at, at);
  };
  const line = (daysAgo: number, text: string): string => `${new Date(NOW - daysAgo * DAY_MS).toISOString()} ${text}\n`;
  const run = (trial: Partial<Trial> & { rule?: object; more?: object } = {}): Promise<DryRunResult> => {
    const { rule = {}, more = {}, ...rest } = trial;
    const settings = {
      recipients,
      files: [{ id: 'log', path: path() }],
      rules: [{ id: 'hello', match: { text: 'hello' }, message: '{{line}}', ...rule }],
      ...more,
    };
    return runDry({ settings, now: NOW, ...rest });
  };
  const lines = ({ matches }: DryRunResult): string[] => matches.first.map((match) => match.line.replace(/^\S+Z /, ''));

  it('reads rotated and compressed files, the oldest first', async () => {
    write('app.log.3.gz', gzipSync(line(3.5, 'hello three') + line(3.4, 'nothing')), 3);
    write('app.log.2.gz', Buffer.concat([gzipSync(line(2.9, 'hello two')), gzipSync(line(2.8, 'hello two b'))]), 2);
    write('app.log.1', line(1.5, 'hello one'), 1);
    write('app-20261122.log', line(0.9, 'hello dated'), 0.5);
    write('app.log', line(0.1, 'hello now'));
    write('app2.log', line(0.1, 'hello other'));
    write('app.log.xz', 'not read', 5);
    write('app.log.4.xz', 'not read', 5);
    const result = await run();
    expect(lines(result)).toEqual(['hello three', 'hello two', 'hello two b', 'hello one', 'hello dated', 'hello now']);
    expect(result).toMatchObject({
      files: 5,
      lines: 7,
      leftOut: [{ path: path('app.log.4.xz'), why: 'compression' }],
      sent: 6,
      won: 54,
      warnings: [],
      span: { from: NOW - 3.5 * DAY_MS, to: NOW - 0.1 * DAY_MS },
    });
    expect(result.matches.first[0]).toEqual({
      at: NOW - 3.5 * DAY_MS,
      path: path('app.log.3.gz'),
      line: line(3.5, 'hello three').trimEnd(),
      cut: false,
      marks: [{ start: 25, end: 30 }],
      decision: { outcome: 'alerted', why: 'matched', params: {} },
    });
    expect(result.texts.first[0]).toMatchObject({ at: NOW - 3.5 * DAY_MS, type: 'SMS', recipients: ['당직'], won: 9 });
    expect(JSON.stringify(result)).not.toContain('1234');
  });

  it('orders copied and compressed files by the times of their lines', async () => {
    write('app.log.2.gz', gzipSync(line(2.9, 'hello two')), 0);
    write('app.log.1', line(1.5, 'hello one'), 1);
    write('app.log', line(0.1, 'hello now'));
    const result = await run();
    expect(lines(result)).toEqual(['hello two', 'hello one', 'hello now']);
    expect(result.matches.first.map(({ at }) => at)).toEqual([2.9, 1.5, 0.1].map((days) => NOW - days * DAY_MS));
    expect(result.warnings).toEqual([]);
  });

  it('orders copied and compressed files without times by their numbers', async () => {
    write('app.log.10.gz', gzipSync('hello ten\n'), 0);
    write('app.log.2.gz', gzipSync('hello two\n'), 0.5);
    write('app.log.1', 'hello one\n', 1);
    write('app.log', 'hello now\n');
    const { matches } = await run();
    expect(matches.first.map((match) => match.line)).toEqual(['hello ten', 'hello two', 'hello one', 'hello now']);
    expect(matches.first.at(-2)?.at).toBe(NOW - DAY_MS);
  });

  it('looks back the given days only, by files and by lines', async () => {
    write('app.log.2', line(9, 'hello nine'), 8);
    write('app.log.1', line(7.5, 'hello old') + line(6, 'hello six'), 6);
    write('app.log', line(1, 'hello one'));
    const result = await run({ limits: { sinceMs: 7 * DAY_MS, bytes: null } });
    expect(lines(result)).toEqual(['hello six', 'hello one']);
    expect(result.files).toBe(2);
  });

  it('looks back the given bytes only, in whole lines', async () => {
    write('app.log.2', 'hello a\n'.repeat(10), 2);
    write('app.log.1', 'hello b\nhello c\nhello d\n', 1);
    write('app.log', 'hello e\nhello f\n');
    const last = async (bytes: number): Promise<string[]> => lines(await run({ limits: { sinceMs: null, bytes } }));
    expect(await last(16)).toEqual(['hello e', 'hello f']);
    expect(await last(10)).toEqual(['hello f']);
    expect(await last(24)).toEqual(['hello d', 'hello e', 'hello f']);
    expect(await last(30)).toEqual(['hello d', 'hello e', 'hello f']);
    expect((await last(1_000_000)).length).toBe(15);
  });

  it('sorts the lines of several logs by time', async () => {
    write('app.log', line(3, 'hello 1') + line(1, 'hello 3'));
    write('web.log.1', line(4, 'hello 0'), 3);
    write('web.log', line(2, 'hello 2') + line(0, 'hello 4'));
    const files = [
      { id: 'app', path: path() },
      { id: 'web', path: path('web.*') },
    ];
    const result = await run({ more: { files }, rule: { cooldown: '1d', cooldownBy: 'rule', message: '{{file}}' } });
    expect(lines(result)).toEqual(['hello 0', 'hello 1', 'hello 2', 'hello 3', 'hello 4']);
    expect(result.held).toEqual({});
    expect(result.texts.first.map(({ content }) => content)).toEqual(
      ['web', 'app', 'web', 'app', 'web'].map((name) => path(`${name}.log`)),
    );
  });

  it('reads one file instead of those of the rule', async () => {
    write('other.log', 'hello there');
    const result = await run({ file: path('other.log'), rule: { files: ['log'], enabled: false } });
    expect(lines(result)).toEqual(['hello there']);
    expect(result.warnings).toEqual([{ code: 'times-estimated', params: { matches: 1 } }]);
  });

  it('takes the time of a line from the lines before it, or else from the file', async () => {
    write('app.log', `${line(2, 'failed')}\tat hello.world\n${line(1, 'failed')}\n\tat hello.again\n`);
    const { matches, warnings } = await run();
    expect(matches.first.map(({ at }) => at)).toEqual([NOW - 2 * DAY_MS, NOW - DAY_MS]);
    expect(warnings).toEqual([]);
    write('app.log.1', 'one\n', 2);
    write('app.log', `${'nothing\n'.repeat(50_000)}hello\n${'nothing\n'.repeat(50_000)}hello\n`);
    const { span } = await run();
    expect(span?.from).toBeGreaterThan(NOW - 1.5 * DAY_MS);
    expect(span?.from).toBeLessThan(NOW - 0.5 * DAY_MS);
    expect(span?.to).toBeLessThanOrEqual(NOW);
  });

  it.each([
    ['utf16le', 'utf16-le'],
    ['cp949', 'cp949'],
  ] as const)('reads %s, even from within', async (encoding, written) => {
    write('app.log', iconv.encode('결제 오류 hello 1\n결제 오류 hello 2\n결제 오류 hello 3', written));
    const more = { files: [{ id: 'log', path: path(), encoding }] };
    expect(lines(await run({ more }))).toEqual([1, 2, 3].map((number) => `결제 오류 hello ${number}`));
    expect(lines(await run({ more, limits: { sinceMs: null, bytes: 30 } }))).toEqual(['결제 오류 hello 3']);
  });

  it('groups several lines into one entry, as configured', async () => {
    write('app.log', `${line(1, 'java.lang.Error: hello')}\tat a.b\n\tat c.d\n${line(0, 'fine')}`);
    const result = await run({ more: { files: [{ id: 'log', path: path(), multiLine: { preset: 'java' } }] } });
    expect(result.lines).toBe(2);
    expect(result.matches.first[0]?.line).toContain('hello\n\tat a.b\n\tat c.d');
  });

  it('reports unreadable files, and continues with the others', async () => {
    const whole = gzipSync(line(2, 'nothing').repeat(50_000));
    write('app.log.2.gz', whole.subarray(0, whole.length / 2), 2);
    write('app.log.1.gz', 'no gzip at all', 1);
    write('app.log', line(0, 'hello now'));
    const result = await run();
    expect(result.leftOut).toEqual([
      { path: path('app.log.2.gz'), why: 'damaged' },
      { path: path('app.log.1.gz'), why: 'damaged' },
    ]);
    expect(result.matches.first.at(-1)?.line).toContain('hello now');
    mkdirSync(path('folder'));
    expect((await run({ file: path('folder') })).leftOut).toEqual([{ path: path('folder'), why: 'special' }]);
    expect((await run({ file: path('none') })).leftOut).toEqual([{ path: path('none'), why: 'missing' }]);
  });

  it('reports the matches held by each part of the policy, and the times of deferred texts', async () => {
    write('app.log', line(2, 'hello 1') + line(2, 'hello 2') + line(1.9, 'hello 3') + line(1, 'hello night'));
    const quiet = [{ from: '11:00', to: '13:00' }];
    const result = await run({ more: { policy: { zone: 'Asia/Seoul', quiet } }, rule: { cooldown: '3h' } });
    expect(result.held).toEqual({ quiet: 3 });
    const digest = NOW - 2 * DAY_MS + 3_600_000;
    expect(result.texts.first.map(({ at }) => at)).toEqual([digest, NOW - 1.9 * DAY_MS, NOW - DAY_MS + 3_600_000]);
    expect(result.days).toEqual([
      { date: '2026-11-21', matches: 3, texts: 2, won: 18 + result.won - 27 },
      { date: '2026-11-22', matches: 1, texts: 1, won: 9 },
    ]);
  });

  it('warns about a rule that matches everything and texts without end', async () => {
    write('app.log', Array.from({ length: 400 }, (_, index) => line(1 - index / 1_000, `hello ${index}`)).join(''));
    const unbounded = { policy: UNBOUNDED };
    const result = await run({ rule: { match: { regex: '.' } }, more: unbounded });
    expect(result.matches).toMatchObject({ total: 400 });
    expect(result.matches.first).toHaveLength(100);
    expect(result.matches.last).toHaveLength(100);
    expect(result.matches.last.at(-1)?.line).toContain('hello 399');
    expect(result.warnings).toEqual([
      { code: 'matches-all', params: { matches: 400, lines: 400 } },
      { code: 'many-texts', params: { date: '2026-11-22', texts: 400 } },
    ]);
    expect(result.days).toHaveLength(1);
    const { held } = await run({ rule: { match: { regex: '.' } } });
    expect(held).toEqual({ budget: 303 });
  });

  it('stops at the limit of matches, and reports it', async () => {
    write('app.log', 'hello\n'.repeat(50));
    const settings = {
      recipients,
      files: [{ id: 'log', path: path() }],
      rules: [{ id: 'hello', match: { text: 'hello' } }],
    };
    const byMatches = await runDry({ settings, now: NOW }, [], { matches: 30, texts: 1_000 });
    expect(byMatches.matches.total).toBe(30);
    expect(byMatches.warnings.map(({ code }) => code)).toContain('cut-short');
    const byTexts = await runDry({ settings, now: NOW }, [], { matches: 1_000, texts: 10 });
    expect([byTexts.matches.total, byTexts.sent]).toEqual([10, 10]);
    expect(byTexts.warnings[0]).toEqual({ code: 'cut-short', params: { matches: 10, texts: 10 } });
  });

  it('warns about a pattern that takes too long, and about more keys than are stored', async () => {
    write('app.log', `${'a'.repeat(30_000)}!\n`.repeat(4));
    const slow = await run({ rule: { match: { regex: '(a+)+\\1$' } } });
    expect(slow.warnings.map(({ code }) => code)).toContain('pattern-too-slow');
    write('app.log', Array.from({ length: 1_100 }, (_, index) => `hello ${index}\n`).join(''));
    const rule = { match: { regex: 'hello (\\d+)' }, key: '1', cooldown: '1h', cooldownBy: 'key' };
    expect((await run({ rule })).warnings.map(({ code }) => code)).toContain('too-many-keys');
  });

  it('reports when expected lines were missing, and when they were back', async () => {
    write('app.log', line(5, 'hello') + line(4.5, 'hello') + line(2, 'hello'));
    const absence = { after: '24h', message: 'missing', recovered: 'back' };
    const { texts, matches } = await run({ rule: { absence } });
    expect(texts.first.map(({ at, content }) => [content, (NOW - at) / DAY_MS])).toEqual([
      ['missing', 3.5],
      ['back', 2],
      ['missing', 1],
    ]);
    expect(matches.first.map(({ decision }) => decision)).toEqual([null, null, null]);
  });

  it('expects lines of each existing file, from its start, and of each key that was seen', async () => {
    write('app.log', line(5, 'hello a') + line(1, 'hello a'), 0);
    write('quiet.log', '', 3);
    const files = ['app.log', 'quiet.log', 'missing.log'].map((name) => ({ id: name, path: path(name) }));
    const absence = { after: '36h', message: 'missing', recovered: 'back' };
    const times = async (rule: object): Promise<(string | number)[][]> =>
      (await run({ rule, more: { files } })).texts.first.map(({ at, content }) => [content, (NOW - at) / DAY_MS]);
    expect(await times({ absence: { ...absence, by: 'file' } })).toEqual([
      [`missing (${path()})`, 3.5],
      [`missing (${path('quiet.log')})`, 1.5],
      [`back (${path()})`, 1],
    ]);
    const key = { match: { regex: 'hello (\\w)' }, key: '1' };
    const byKey = { ...absence, by: 'key' };
    expect(await times({ ...key, absence: byKey })).toEqual([
      ['missing (a)', 3.5],
      ['back (a)', 1],
    ]);
    expect(await times({ ...key, absence: { ...byKey, forget: '2d' } })).toEqual([['missing (a)', 3.5]]);
  });

  it('reports its progress, up to the end', async () => {
    write('app.log.1.gz', gzipSync('nothing\n'.repeat(10_000)), 1);
    write('app.log', 'nothing\n'.repeat(300_000));
    const progress: DryRunProgress[] = [];
    const settings = {
      recipients,
      files: [{ id: 'log', path: path() }],
      rules: [{ id: 'hello', match: { text: 'hello' } }],
    };
    const { bytes } = await runDry({ settings, now: NOW }, progress);
    expect(bytes).toBe(2_400_000 + 80_000);
    const last = progress.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(progress.every(({ done }, index) => done >= (progress[index - 1]?.done ?? 0))).toBe(true);
  });

  it('needs no more memory for a large compressed log', async () => {
    const block = Buffer.from(`${'nothing at all\n'.repeat(5_000)}hello\n`);
    const member = gzipSync(block, { level: 1 });
    write('app.log.1.gz', Buffer.concat(Array.from({ length: 1_300 }, () => member)), 1);
    write('app.log', '');
    const taken: number[] = [];
    const settings = {
      recipients,
      files: [{ id: 'log', path: path() }],
      rules: [{ id: 'hello', match: { text: 'hello' } }],
    };
    const before = process.memoryUsage().arrayBuffers;
    const told = { push: () => taken.push(process.memoryUsage().arrayBuffers - before) };
    const { bytes, matches } = await runDry({ settings, now: NOW }, told);
    expect([bytes, matches.total]).toEqual([1_300 * block.length, 1_300]);
    expect(Math.max(...taken)).toBeLessThan(64 * 2 ** 20);
  });

  it('reads each file once, even if it is rotated meanwhile', async () => {
    write('app.log.2', line(2.5, 'hello two'), 2);
    write('app.log.1', line(1.5, 'hello one'), 1);
    write('app.log', line(0.5, 'hello now'));
    let rotated = false;
    const rotate = (): void => {
      if (!rotated) {
        rotated = true;
        rmSync(path('app.log.2'));
        renameSync(path('app.log.1'), path('app.log.2'));
        renameSync(path('app.log'), path('app.log.1'));
        write('app.log', line(0.1, 'hello new'));
      }
    };
    const settings = {
      recipients,
      files: [{ id: 'log', path: path() }],
      rules: [{ id: 'hello', match: { text: 'hello' } }],
    };
    const result = await runDry({ settings, now: NOW }, { push: () => (rotate(), 0) });
    expect(lines(result)).toEqual(['hello two', 'hello one', 'hello now']);
    expect(result.leftOut).toEqual([]);
  });

  it('reports a file that is rotated away before it is read as missing', () => {
    write('app.log.1', line(1.5, 'hello one'), 1);
    write('app.log', line(0.5, 'hello now'));
    const { parts } = rotatedLog(path(), { since: null, bytes: null });
    rmSync(path('app.log.1'));
    renameSync(path('app.log'), path('app.log.1'));
    const [first, second] = parts;
    expect(() => first && openPart(first, parts)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    const fd = second ? openPart(second, parts) : -1;
    expect(readFileSync(fd, 'utf8')).toContain('hello now');
    closeSync(fd);
  });

  it('skips files that Logbell writes itself, and empty files', async () => {
    write('app.log', '');
    write('own.log', 'hello\n');
    const result = await run({ more: { files: [{ id: 'all', path: path('*.log') }] }, ownFiles: [path('own.log')] });
    expect(result).toMatchObject({ files: 1, lines: 0, leftOut: [], span: null, texts: { total: 0 } });
  });
});
