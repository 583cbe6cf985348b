import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

function beginWith(options: WatchingOptions, first: string | Buffer): Promise<Watching> {
  return Watching.begin(options, first);
}

/** Appends bytes piece by piece, each seen by the engine before the next. */
async function appendInPieces(watching: Watching, pieces: readonly Uint8Array[]): Promise<void> {
  const writer = openSync(watching.path(), 'a');
  for (const piece of pieces) {
    writeSync(writer, piece);
    await watching.settles();
  }
  closeSync(writer);
}

describe.each([
  ['with notices', { sweepMs: 60_000 }],
  ['by polling', { polling: true }],
] as const)('%s', (_way, watch) => {
  const begin = (options: WatchingOptions = {}, first: string | Buffer = ''): Promise<Watching> =>
    beginWith({ ...options, watch: { ...watch, ...options.watch } }, first);

  describe('lines', () => {
    it('C1 waits for the end of a line', async () => {
      const watching = await begin();
      await appendInPieces(watching, [Buffer.from('ERR part'), Buffer.from('ial\n')]);
      await watching.sees('ERR partial');
    });

    it('C3 ends a partial line at rotation instead of joining it to the next', async () => {
      const watching = await begin();
      appendFileSync(watching.path(), 'fragment');
      await watching.settles();
      renameSync(watching.path(), `${watching.path()}.1`);
      writeFileSync(watching.path(), 'next\n');
      await until(() => watching.lines().length === 2, 'both lines were matched');
      expect(watching.lines().sort()).toEqual(['fragment', 'next']);
    });

    it('C5 handles separate CR and LF and leaves no empty line', async () => {
      const watching = await begin();
      await appendInPieces(watching, [Buffer.from('one\r'), Buffer.from('\ntwo\r\n')]);
      await watching.sees('one', 'two');
    });

    it.each([0, 1])('C7 keeps a line of the maximum length whole, and cuts %i bytes more', async (more) => {
      const watching = await begin({ watch: { maxLineBytes: 100 } });
      appendFileSync(watching.path(), `${'x'.repeat(100 + more)}\nnext\n`);
      await watching.sees(more === 0 ? 'x'.repeat(100) : `${'x'.repeat(100)}…`, 'next');
    });

    it('C7 cuts a long line between characters', async () => {
      const watching = await begin({ watch: { maxLineBytes: 100 } });
      appendFileSync(watching.path(), `${'가'.repeat(50)}\nnext\n`);
      await watching.sees(`${'가'.repeat(33)}…`, 'next');
    });

    it.each([
      ['cp949', '가', '', 50],
      ['cp949', '가', 'a', 49],
      ['cp949', '똠', 'a', 49],
      ['cp949', '갚', '', 50],
      ['utf16le', '😀', '', 25],
      ['utf16le', '😀', 'a', 24],
      ['utf16be', '😀', 'a', 24],
      ['latin1', '°', '', 100],
    ] as const)(
      'C7 cuts a long line of %s between characters: %s after "%s"',
      async (encoding, letter, lead, count) => {
        const watching = await begin({ encoding, watch: { maxLineBytes: 100 } });
        appendFileSync(watching.path(), iconv.encode(`${lead}${letter.repeat(120)}\nnext\n`, encoding));
        await watching.sees(`${lead}${letter.repeat(count)}…`, 'next');
      },
    );

    it('C8 skips an endless line and reads the next', async () => {
      const watching = await begin({ match: { regex: '^(xx|ok)' } });
      const megabyte = Buffer.alloc(1_048_576, 'x');
      for (let written = 0; written < 8; written += 1) {
        appendFileSync(watching.path(), megabyte);
      }
      await until(() => watching.lines().length === 1, 'the long line was given once');
      appendFileSync(watching.path(), '\nok\n');
      await until(() => watching.lines().includes('ok'), 'the next line was matched');
      expect(watching.lines()).toHaveLength(2);
    });

    it('C10 advances over empty lines', async () => {
      const watching = await begin();
      appendFileSync(watching.path(), '\n\r\n\n');
      await until(() => watching.engine.status().files[0]?.position === 4, 'the empty lines were passed');
      expect(watching.lines()).toEqual([]);
    });

    it('C12 survives binary garbage', async () => {
      const watching = await begin({ match: { text: 'after the garbage' } });
      const garbage = Buffer.from(Array.from({ length: 100_000 }, (_value, index) => (index * 7_919) % 256));
      appendFileSync(watching.path(), garbage);
      appendFileSync(watching.path(), '\nafter the garbage\n');
      await watching.sees('after the garbage');
    });

    it('C15 reads lines whole that several writers append', async () => {
      const watching = await begin();
      const script = 'for n in 1 2 3 4 5 6 7 8 9; do echo "$0 $n"; done >>"$1"';
      const writers = ['a', 'b', 'c', 'd'].map((name) => spawn('sh', ['-c', script, name, watching.path()]));
      await Promise.all(writers.map((writer) => once(writer, 'close')));
      await until(() => watching.lines().length === 36, 'all lines were matched');
      const expected = ['a', 'b', 'c', 'd'].flatMap((name) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${name} ${n}`));
      expect(watching.lines().sort()).toEqual(expected);
    });

    it('B12 continues after a truncation in the middle of a backlog', async () => {
      const watching = await begin({ match: { text: 'after' } });
      for (let written = 0; written < 8; written += 1) {
        appendFileSync(watching.path(), `${'x'.repeat(1_023)}\n`.repeat(1_024));
      }
      await until(() => (watching.engine.status().files[0]?.position ?? 0) > 0, 'reading had begun');
      truncateSync(watching.path());
      appendFileSync(watching.path(), 'after\n');
      await watching.sees('after');
    });

    it('B16 reads beyond four gibibytes', async () => {
      const offset = 4_294_967_304;
      const watching = new Watching();
      mkdirSync(watching.path('.'), { recursive: true });
      writeFileSync(watching.path(), '');
      truncateSync(watching.path(), offset - 1);
      appendFileSync(watching.path(), '\n');
      await watching.start();
      appendFileSync(watching.path(), 'far\n');
      await watching.sees('far');
      expect(watching.engine.status().files[0]?.position).toBe(offset + 4);
    });

    it('reads a line whole that was half written before the start', async () => {
      const watching = await begin({}, 'old\nhalf');
      appendFileSync(watching.path(), ' and half\n');
      await watching.sees('half and half');
    });
  });

  describe('encodings', () => {
    it('D1 reads UTF-8 split at every byte', async () => {
      const watching = await begin();
      await appendInPieces(
        watching,
        Array.from(Buffer.from('오류 발생\n'), (byte) => Uint8Array.of(byte)),
      );
      await watching.sees('오류 발생');
    });

    it('D2 reads a long run of Hangul without a stray character', async () => {
      const watching = await begin({ watch: { maxLineBytes: 250_000 } });
      const hangul = '한글로그'.repeat(20_000);
      appendFileSync(watching.path(), `${hangul}\n`);
      await watching.sees(hangul);
    });

    it.each(['utf16le', 'utf16be'] as const)('D4 reads %s with LF and CRLF', async (encoding) => {
      const watching = await begin({ encoding });
      appendFileSync(watching.path(), iconv.encode('첫 줄 Ċ\n둘째 줄\r\n', encoding));
      await watching.sees('첫 줄 Ċ', '둘째 줄');
    });

    it('D4 follows the byte order mark', async () => {
      const watching = await begin({ start: 'beginning' }, iconv.encode('첫 줄\n', 'utf16le', { addBOM: true }));
      await watching.sees('첫 줄');
      await watching.restart();
      appendFileSync(watching.path(), iconv.encode('둘째 줄\n', 'utf16le'));
      await watching.sees('첫 줄', '둘째 줄');
    });

    it('D4 follows a byte order mark that is written after the file was opened', async () => {
      const watching = await begin();
      appendFileSync(watching.path(), iconv.encode('첫 줄\n', 'utf16be', { addBOM: true }));
      await watching.sees('첫 줄');
    });

    it('D4 starts at a whole character', async () => {
      const watching = await begin({ encoding: 'utf16le' }, iconv.encode('옛 줄\nĊ', 'utf16le'));
      appendFileSync(watching.path(), iconv.encode(' 끝\n', 'utf16le'));
      await watching.sees('Ċ 끝');
    });

    it('D10 reads a half-written line in the encoding chosen before it ends', async () => {
      const watching = await begin();
      const config = watching.config();
      const files = config.settings.files.map((file) => ({ ...file, encoding: 'cp949' as const }));
      const bytes = iconv.encode('서버 오류\n', 'cp949');
      appendFileSync(watching.path(), bytes.subarray(0, 3));
      await watching.settles();
      await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
      appendFileSync(watching.path(), bytes.subarray(3));
      await watching.sees('서버 오류');
    });

    it('D6 waits for the other half of a UTF-16 unit', async () => {
      const watching = await begin({ encoding: 'utf16le' });
      const bytes = iconv.encode('줄\n', 'utf16le');
      await appendInPieces(watching, [bytes.subarray(0, 3), bytes.subarray(3)]);
      await watching.sees('줄');
    });

    it('D7 reads CP949 with the syllables that KS X 1001 lacks', async () => {
      const watching = await begin({ encoding: 'cp949' });
      appendFileSync(watching.path(), iconv.encode('서버 오류 뷁 똠방각하\n', 'cp949'));
      await watching.sees('서버 오류 뷁 똠방각하');
    });

    it('D8 lets no byte of a CP949 character match as a letter', async () => {
      const watching = await begin({ encoding: 'cp949', match: { regex: '[A-Za-z\\\\]' } });
      appendFileSync(watching.path(), Buffer.concat([Uint8Array.of(0x8c, 0x63), Buffer.from('\nabc\n')]));
      await watching.sees('abc');
    });

    it('hints once that a file looks like CP949', async () => {
      const watching = await begin();
      appendFileSync(watching.path(), iconv.encode('서버 오류\n서버 오류\n', 'cp949'));
      await until(() => watching.problems().includes('looks-cp949'), 'the hint was given');
      expect(watching.events.filter((event) => event.event === 'problem')).toHaveLength(1);
    });
  });
});
