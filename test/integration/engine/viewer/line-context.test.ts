import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import type { FileViewFault, FileViewLine, LinesAround } from '../../../../src/shared/contract/live-view';
import type { Result } from '../../../../src/shared/common/result';
import { until } from '../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../support/engine/watching';
import { dropRoot } from '../../../support/engine/without-root';

const DISK = { match: { text: 'disk full' } } as const;

/** More bytes than the fingerprint of the start of a file covers. */
const OPENING = Array.from({ length: 60 }, (_, number) => `2026-01-31 09:30:00 line ${number}\n`).join('');

/** Requests the lines around the newest match of a line. */
async function inFile(watching: Watching, wanted: string): Promise<Result<LinesAround, FileViewFault>> {
  const match = await until(
    () => watching.events.findLast((event) => event.event === 'match' && event.line === wanted),
    'the line was matched',
  );
  return watching.engine.lineInFile(match.event === 'match' ? match.id : 0);
}

const texts = (lines: readonly FileViewLine[]): string[] => lines.map(({ text }) => text);

/** The path, the last line before, the matched lines, and the first line after. */
function shown(answer: Result<LinesAround, FileViewFault>): unknown {
  if (!answer.ok) {
    return answer.error;
  }
  const { path, before, matched, after } = answer.value;
  return [path, texts(before).at(-1), texts(matched), texts(after)[0]];
}

async function begin(options: WatchingOptions = {}, first: string | Buffer = OPENING): Promise<Watching> {
  const watching = await Watching.begin({ ...DISK, start: 'beginning', ...options }, first);
  await watching.settles();
  return watching;
}

describe('a matched line is shown in its file', () => {
  it('with thirty lines on either side, and its offset', async () => {
    const watching = await begin();
    const rest = Array.from({ length: 40 }, (_, number) => `behind ${number}\n`).join('');
    appendFileSync(watching.path(), `disk full\n${rest}`);
    const answer = await inFile(watching, 'disk full');
    expect(shown(answer)).toEqual([watching.path(), '2026-01-31 09:30:00 line 59', ['disk full'], 'behind 0']);
    expect(answer).toMatchObject({ ok: true, value: { offset: OPENING.length } });
    const [entry] = await watching.engine.history({ before: null, limit: 1, search: '', kind: 'match' });
    expect(entry).toMatchObject({ line: 'disk full', offset: OPENING.length });
    expect(answer.ok && [answer.value.before.length, answer.value.after.length]).toEqual([30, 30]);
  });

  it.each([
    ['cp949', 'cp949', ''],
    ['auto', 'utf16le', '\ufeff'],
    ['utf16be', 'utf16be', ''],
    ['auto', 'utf8', '\ufeff'],
  ])('in the encoding of its file: %s, %s', async (encoding, as, mark) => {
    const watching = await begin({ encoding }, iconv.encode(`${mark}서버\r\ndisk full 뷁\r\n끝\r\n`, as));
    expect(shown(await inFile(watching, 'disk full 뷁'))).toEqual([watching.path(), '서버', ['disk full 뷁'], '끝']);
  });

  it('as the first and only one, without its byte order mark', async () => {
    const watching = await begin({}, '\ufeffdisk full\n');
    expect(shown(await inFile(watching, 'disk full'))).toEqual([watching.path(), undefined, ['disk full'], undefined]);
  });

  it('with all lines of its entry', async () => {
    const watching = await begin({ file: { multiLine: { firstLine: '^E', timeout: '1m' } } });
    appendFileSync(watching.path(), 'E one\nE disk full\n  more\n\n  end\n\nE two\n');
    const event = 'E disk full\n  more\n\n  end';
    expect(shown(await inFile(watching, event))).toEqual([watching.path(), 'E one', event.split('\n'), '']);
  });

  it('when it is too long and was cut', async () => {
    const watching = await begin({ limits: { maxLineLength: 1_024 } });
    appendFileSync(watching.path(), `disk full ${'가'.repeat(100_000)}\nbehind\n`);
    const line = await until(() => watching.lines()[0], 'the line was matched');
    const answer = await inFile(watching, line);
    expect(answer).toMatchObject({ ok: true, value: { matched: [{ cut: true }] } });
  });

  it('when it was emitted before its end, and when only its rest was matched', async () => {
    const watching = await begin({ file: { flushAfter: '100ms' } });
    appendFileSync(watching.path(), 'disk full');
    await watching.sees('disk full');
    appendFileSync(watching.path(), ' and disk full again\nbehind\n');
    await watching.sees('disk full', ' and disk full again');
    const before = '2026-01-31 09:30:00 line 59';
    const [path, whole] = [watching.path(), ['disk full and disk full again']];
    expect(shown(await inFile(watching, 'disk full'))).toEqual([path, before, whole, 'behind']);
    const rest = ' and disk full again';
    expect(shown(await inFile(watching, rest))).toEqual([path, 'disk full', [rest], 'behind']);
  });

  it('after NUL padding', async () => {
    const watching = await begin({}, Buffer.concat([Buffer.alloc(5_000), Buffer.from('disk full\nbehind\n')]));
    expect(shown(await inFile(watching, 'disk full'))).toEqual([watching.path(), undefined, ['disk full'], 'behind']);
  });

  it('as the start of an unfinished task', async () => {
    const rule = {
      id: 'backup',
      match: { text: 'backup begins' },
      pair: { end: { text: 'backup done' }, within: '1s' },
    };
    const watching = await begin({ rules: [rule] });
    appendFileSync(watching.path(), 'backup begins\nbehind\n');
    await watching.sees('backup begins', 'backup begins');
    const before = '2026-01-31 09:30:00 line 59';
    expect(shown(await inFile(watching, 'backup begins'))).toEqual([
      watching.path(),
      before,
      ['backup begins'],
      'behind',
    ]);
  });

  it('after its file was renamed several times, and Logbell was restarted', async () => {
    const watching = await begin({}, 'disk full\nold\n');
    await watching.sees('disk full');
    renameSync(watching.path(), watching.path('app.log.1'));
    writeFileSync(watching.path(), 'disk full\nnew\n');
    await watching.sees('disk full', 'disk full');
    renameSync(watching.path('app.log.1'), watching.path('app.log.2'));
    renameSync(watching.path(), watching.path('app.log.1'));
    writeFileSync(watching.path(), 'disk full\nnewest\n');
    await watching.sees('disk full', 'disk full', 'disk full');
    await watching.restart();
    const ids = watching.events.flatMap((event) => (event.event === 'match' ? [event.id] : []));
    const answers = await Promise.all(ids.map((id) => watching.engine.lineInFile(id)));
    expect(answers.map(shown)).toEqual([
      [watching.path('app.log.2'), undefined, ['disk full'], 'old'],
      [watching.path('app.log.1'), undefined, ['disk full'], 'new'],
      [watching.path('app.log'), undefined, ['disk full'], 'newest'],
    ]);
  });

  it('in the former target of a link, by any name', async () => {
    const watching = new Watching({ ...DISK, start: 'beginning' });
    mkdirSync(watching.path('.'));
    writeFileSync(watching.path('monday'), 'disk full\nbehind\n');
    symlinkSync('monday', watching.path());
    await watching.start();
    await watching.sees('disk full');
    writeFileSync(watching.path('tuesday'), 'all is well\n');
    unlinkSync(watching.path());
    symlinkSync('tuesday', watching.path());
    expect(shown(await inFile(watching, 'disk full'))).toEqual([
      watching.path('monday'),
      undefined,
      ['disk full'],
      'behind',
    ]);
  });

  it('in the copy made before its file was truncated', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\nbehind\n');
    await watching.sees('disk full');
    copyFileSync(watching.path(), watching.path('app.log.1'));
    truncateSync(watching.path());
    appendFileSync(watching.path(), 'new\n');
    await watching.settles();
    const before = '2026-01-31 09:30:00 line 59';
    const path = watching.path('app.log.1');
    expect(shown(await inFile(watching, 'disk full'))).toEqual([path, before, ['disk full'], 'behind']);
  });
});

describe('nothing is shown of a matched line', () => {
  it('when its file was truncated, even if it contains the same text again', async () => {
    const watching = await begin({}, 'disk full\nold\n');
    await watching.sees('disk full');
    truncateSync(watching.path());
    await watching.settles();
    appendFileSync(watching.path(), 'disk full\nnew\n');
    await watching.sees('disk full', 'disk full');
    const [first] = watching.events.flatMap((event) => (event.event === 'match' ? [event.id] : []));
    expect(shown(await watching.engine.lineInFile(first ?? 0))).toBe('changed');
    expect(shown(await inFile(watching, 'disk full'))).toEqual([watching.path(), undefined, ['disk full'], 'new']);
  });

  it('when its file was changed and not read yet', async () => {
    const watching = await begin({ watch: { sweepMs: 3_600_000, pollMs: 3_600_000, polling: true } });
    appendFileSync(watching.path(), 'disk full\n');
    await watching.settles();
    const bytes = readFileSync(watching.path());
    bytes.write('disk well', OPENING.length);
    writeFileSync(watching.path(), bytes);
    expect(shown(await inFile(watching, 'disk full'))).toBe('changed');
  });

  it('when its file is gone', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full');
    rmSync(watching.path());
    expect(shown(await inFile(watching, 'disk full'))).toBe('gone');
    writeFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full', 'disk full');
    const [first] = watching.events.flatMap((event) => (event.event === 'match' ? [event.id] : []));
    expect(shown(await watching.engine.lineInFile(first ?? 0))).toBe('gone');
  });

  it('when it may be in a compressed file of the log', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full');
    writeFileSync(watching.path('app.log.1.gz'), gzipSync(readFileSync(watching.path())));
    rmSync(watching.path());
    expect(shown(await inFile(watching, 'disk full'))).toBe('compressed');
  });

  it('when its file may not be read', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full');
    chmodSync(watching.path(), 0o000);
    dropRoot(watching.dir);
    expect(shown(await inFile(watching, 'disk full'))).toBe('denied');
  });

  it('when the settings no longer name its file', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full');
    const config = watching.config();
    await watching.engine.apply({ ...config, settings: { ...config.settings, files: [] } });
    expect(shown(await inFile(watching, 'disk full'))).toBe('foreign');
  });

  it('when it was found before offsets were stored', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'disk full\n');
    await watching.sees('disk full');
    await watching.stop();
    const database = openSqlite(watching.ledgerFile);
    // As the step of the schema that added these columns left older matches.
    database.exec('UPDATE matches SET offset = NULL, found_in_json = NULL');
    database.close();
    await watching.start();
    expect(shown(await inFile(watching, 'disk full'))).toBe('unknown');
    const [entry] = await watching.engine.history({ before: null, limit: 1, search: '', kind: 'match' });
    expect(entry).toMatchObject({ line: 'disk full' });
    expect(entry).not.toHaveProperty('offset');
  });

  it('that came from no line of a file', async () => {
    const watching = await begin();
    expect(shown(await watching.engine.lineInFile(4_711))).toBe('unknown');
  });
});
