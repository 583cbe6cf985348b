import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { until } from '../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../support/engine/watching';

const FIRST_LINE = '^\\d{4}-\\d{2}-\\d{2} ';

/** Entries that end soon after the last line, or only by something else. */
const SHORT = { file: { multiLine: { firstLine: FIRST_LINE, timeout: '150ms' } } } as const;
const LONG = { file: { multiLine: { firstLine: FIRST_LINE, timeout: '1m' } } } as const;

async function appendAndSettle(watching: Watching, ...texts: readonly (string | Uint8Array)[]): Promise<void> {
  for (const text of texts) {
    appendFileSync(watching.path(), text);
    await watching.settles();
  }
}

/** Current settings with other fields of the file, or another section `watch`. */
function changed(watching: Watching, file: object, watch: object = {}): ReturnType<Watching['config']> {
  const config = watching.config();
  const files = config.settings.files.map((one) => ({ ...one, ...file }));
  const { settings, problems } = parseSettings({ ...config.settings, files, watch });
  expect(problems).toEqual([]);
  return { ...config, settings };
}

describe.each([
  ['with notices', { sweepMs: 60_000 }],
  ['by polling', { polling: true }],
])('%s:', (_way, way) => {
  async function begin(options: WatchingOptions): Promise<Watching> {
    const watching = new Watching({ ...options, watch: { ...way, ...options.watch } });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path(), '');
    await watching.start();
    return watching;
  }

  describe('entries of several lines', () => {
    it('C13 end when nothing more comes', async () => {
      const watching = await begin(SHORT);
      const lines = ['2026-01-31 error\n', '\tone\n', '\ttwo\n', '\tthree\n', '\tfour\n', '\tfive\n'];
      lines.forEach((line) => appendFileSync(watching.path(), line));
      await watching.sees('2026-01-31 error\n\tone\n\ttwo\n\tthree\n\tfour\n\tfive');
    });

    it('C13 end at the next first line, with each line in its own write', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 one\n', '\ta\n', '\tb', '\n', '2026-01-31 ');
      expect(watching.lines()).toEqual([]);
      await appendAndSettle(watching, 'two\n');
      await watching.sees('2026-01-31 one\n\ta\n\tb');
      appendFileSync(watching.path(), '2026-01-31 three\n');
      await watching.sees('2026-01-31 one\n\ta\n\tb', '2026-01-31 two');
    });

    it('C13 end at the maximum number of lines', async () => {
      const watching = await begin({ file: { multiLine: { firstLine: FIRST_LINE, timeout: '1m', maxLines: 2 } } });
      await appendAndSettle(watching, '2026-01-31 one\n', 'a\n', 'b\n', 'c\n');
      await watching.sees('2026-01-31 one\na', 'b\nc');
    });

    it('C13 end where they would grow too long, and a long line is cut separately', async () => {
      const watching = await begin({ ...LONG, watch: { maxLineBytes: 100 } });
      await appendAndSettle(watching, '2026-01-31 one\n', `${'x'.repeat(90)}\n`, 'y'.repeat(300), '\n2026-01-31 two\n');
      appendFileSync(watching.path(), '2026-01-31 three\n');
      await watching.sees('2026-01-31 one', 'x'.repeat(90), `${'y'.repeat(100)}…`, '2026-01-31 two');
    });

    it('take lines after their timeout as a separate entry', async () => {
      const watching = await begin(SHORT);
      appendFileSync(watching.path(), '2026-01-31 one\na\n');
      await watching.sees('2026-01-31 one\na');
      appendFileSync(watching.path(), 'late\n');
      await watching.sees('2026-01-31 one\na', 'late');
    });

    it.each(['stop', 'crash'] as const)('are complete and found once across a %s in their middle', async (end) => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 one\n2026-01-31 two\na\n');
      await watching.sees('2026-01-31 one');
      await watching[end]();
      appendFileSync(watching.path(), 'b\n2026-01-31 three\n');
      await watching.start();
      await watching.sees('2026-01-31 one', '2026-01-31 two\na\nb');
    });

    it('end with their file at rotation', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 one\na\n');
      renameSync(watching.path(), `${watching.path()}.1`);
      writeFileSync(watching.path(), 'b\n2026-01-31 two\n2026-01-31 three\n');
      await until(() => watching.lines().length === 3, 'all events were matched');
      expect(watching.lines().sort()).toEqual(['2026-01-31 one\na', '2026-01-31 two', 'b']);
    });

    it('end with their file when it is deleted', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 one\na\nhalf');
      unlinkSync(watching.path());
      await watching.sees('2026-01-31 one\na\nhalf');
    });

    it('are not lost with the bytes of a truncated file', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, `2026-01-31 ${'.'.repeat(2_000)}\n`, '2026-01-31 one\na\n');
      truncateSync(watching.path());
      await appendAndSettle(watching, '2026-01-31 two\n');
      appendFileSync(watching.path(), '2026-01-31 three\n');
      await watching.sees(`2026-01-31 ${'.'.repeat(2_000)}`, '2026-01-31 one\na', '2026-01-31 two');
    });

    it.each([
      ['behind others', ['2026-01-31 zero\n']],
      ['as the first', []],
    ])('are found once, %s, if a copy was made before the truncation', async (_place, before) => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, ...before, '2026-01-31 one\na\n');
      copyFileSync(watching.path(), `${watching.path()}.1`);
      truncateSync(watching.path());
      await appendAndSettle(watching, '2026-01-31 two\n');
      appendFileSync(watching.path(), '2026-01-31 three\n');
      await watching.sees(...before.map((line) => line.trimEnd()), '2026-01-31 one\na', '2026-01-31 two');
      await watching.settles();
      expect(watching.lines()).toHaveLength(before.length + 2);
    });

    it('are found once if the copy is watched, too', async () => {
      const watching = await begin({ ...LONG, paths: ['app.log*'] });
      await appendAndSettle(watching, '2026-01-31 zero\n2026-01-31 one\na\n');
      copyFileSync(watching.path(), `${watching.path()}.1`);
      await watching.settles();
      truncateSync(watching.path());
      await appendAndSettle(watching, '2026-01-31 two\n');
      appendFileSync(watching.path(), '2026-01-31 three\n');
      await watching.sees('2026-01-31 zero', '2026-01-31 one\na', '2026-01-31 two');
      await watching.settles();
      expect(watching.lines()).toHaveLength(3);
    });

    it('are found once if an editor saves their file', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 zero\n2026-01-31 one\na\n');
      const saved = watching.path('saved');
      writeFileSync(saved, `${readFileSync(watching.path(), 'utf8')}2026-01-31 two\n2026-01-31 three\n`);
      renameSync(saved, watching.path());
      await watching.sees('2026-01-31 zero', '2026-01-31 one\na', '2026-01-31 two');
      await watching.settles();
      expect(watching.lines()).toHaveLength(3);
    });

    it.each(['cp949', 'utf16le', 'utf16be'] as const)('are recognized in %s', async (encoding) => {
      const watching = await begin({ ...SHORT, encoding });
      const bytes = iconv.encode('2026-01-31 오류\r\n\t결제\r\n2026-01-31 다음\r\n', encoding);
      await appendAndSettle(watching, bytes.subarray(0, 25), bytes.subarray(25));
      await watching.sees('2026-01-31 오류\n\t결제', '2026-01-31 다음');
    });

    it('are matched as one text', async () => {
      const watching = await begin({
        file: { multiLine: { preset: 'java', timeout: '150ms' } },
        match: { regex: 'payment[^]*Caused by: java\\.net' },
      });
      const trace =
        'ERROR payment\njava.lang.RuntimeException: x\n\tat a.B.c(B.java:1)\nCaused by: java.net.ConnectException: y';
      appendFileSync(watching.path(), `INFO ready\n${trace}\nINFO payment\n`);
      await watching.sees(trace);
    });

    it('follow another form as soon as it is configured', async () => {
      const watching = await begin(LONG);
      await appendAndSettle(watching, '2026-01-31 one\n  a\n');
      await watching.engine.apply(changed(watching, { multiLine: null }));
      await watching.sees('2026-01-31 one', '  a');
      await watching.engine.apply(changed(watching, { multiLine: { preset: 'python', timeout: '150ms' } }));
      appendFileSync(
        watching.path(),
        'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: b\nnext\n',
      );
      const traceback = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: b';
      await watching.sees('2026-01-31 one', '  a', traceback, 'next');
    });

    it('start at each line that their expression takes too long on, and follow it for the others', async () => {
      const watching = await begin({ file: { multiLine: { firstLine: '^(?:(a+)+)\\1$', timeout: '150ms' } } });
      const slow = `${'a'.repeat(40)}!`;
      appendFileSync(watching.path(), `${slow}\n${slow}\n${slow}\nlast\n`);
      await watching.sees(slow, slow, `${slow}\nlast`);
      expect(watching.problems()).toEqual(['file-first-line-slow']);
      await watching.engine.apply(changed(watching, { multiLine: null }));
      expect(watching.problems()).toEqual([]);
    });
  });

  describe('an unterminated last line', () => {
    const FLUSHED = { file: { flushAfter: '150ms' } } as const;

    it('C2 is emitted after its timeout, and the late rest is a separate line', async () => {
      const watching = await begin(FLUSHED);
      appendFileSync(watching.path(), 'part');
      await watching.sees('part');
      appendFileSync(watching.path(), 'ial\nnext\n');
      await watching.sees('part', 'ial', 'next');
      await watching.restart();
      await watching.settles();
      expect(watching.lines()).toEqual(['part', 'ial', 'next']);
    });

    it('C2 leaves no empty line if only its end comes late', async () => {
      const watching = await begin(FLUSHED);
      appendFileSync(watching.path(), 'whole');
      await watching.sees('whole');
      appendFileSync(watching.path(), '\r\nnext\n');
      await watching.sees('whole', 'next');
    });

    it.each(['utf8', 'cp949', 'utf16le'] as const)(
      'C2 is not emitted in the middle of a character in %s',
      async (encoding) => {
        const watching = await begin({ ...FLUSHED, encoding });
        const bytes = iconv.encode('오류\n', encoding);
        appendFileSync(watching.path(), bytes.subarray(0, 3));
        await watching.sees('오');
        appendFileSync(watching.path(), bytes.subarray(3));
        await watching.sees('오', '류');
      },
    );

    it('C2 ends its entry', async () => {
      const watching = await begin({
        file: { flushAfter: '150ms', multiLine: { firstLine: FIRST_LINE, timeout: '1m' } },
      });
      appendFileSync(watching.path(), '2026-01-31 one\na\nb');
      await watching.sees('2026-01-31 one\na\nb');
    });

    it('C2 waits for its end by default', async () => {
      const watching = await begin({ watch: { graceMs: 0 } });
      await appendAndSettle(watching, 'part');
      appendFileSync(watching.path('other.log'), readFileSync(watching.path()));
      await watching.settles();
      expect(watching.lines()).toEqual([]);
      appendFileSync(watching.path(), 'ial\n');
      await watching.sees('partial');
    });
  });

  describe('limits of reading', () => {
    it('are configurable', async () => {
      const watching = await begin({ limits: { maxLineLength: 1_024 } });
      appendFileSync(watching.path(), `${'x'.repeat(1_100)}\nnext\n`);
      await watching.sees(`${'x'.repeat(1_024)}…`, 'next');
    });

    it('change while running, without losing a line', async () => {
      const watching = await begin({ limits: { maxLineLength: 1_024 } });
      await appendAndSettle(watching, 'one\n', 'y'.repeat(1_000));
      await watching.engine.apply(changed(watching, {}, { maxLineLength: 2_048 }));
      appendFileSync(watching.path(), `${'y'.repeat(500)}\nlast\n`);
      await watching.sees('one', 'y'.repeat(1_500), 'last');
    });
  });
});
