import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { Matcher } from '../../../../../src/main/engine/match/matcher';
import { compileRules } from '../../../../../src/main/engine/match/compiled-rule';
import { offsetInFile } from '../../../../../src/main/engine/watch/reader/lines';
import { lineCodec } from '../../../../../src/main/engine/watch/reader/encoding';
import { ruleSchema } from '../../../../../src/shared/settings/rules/rule-schema';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

type Placed = readonly [line: string, offset: number | undefined];

/** Lines matched so far, with their offsets. */
function placed(watching: Watching): Placed[] {
  return watching.events.flatMap((event) => (event.event === 'match' ? [[event.line, event.offset] as const] : []));
}

function begin(options: WatchingOptions = {}, first: string | Buffer = ''): Promise<Watching> {
  return Watching.begin({ start: 'beginning', ...options }, first);
}

async function append(watching: Watching, ...texts: readonly (string | Uint8Array)[]): Promise<void> {
  for (const text of texts) {
    appendFileSync(watching.path(), text);
    await watching.settles();
  }
}

const ENCODINGS = [
  ['UTF-8', { set: 'auto', as: 'utf8', mark: false }],
  ['UTF-8 with a byte order mark', { set: 'utf8', as: 'utf8', mark: true }],
  ['CP949', { set: 'cp949', as: 'cp949', mark: false }],
  ['Latin-1', { set: 'latin1', as: 'latin1', mark: false }],
  ['UTF-16 LE by its mark', { set: 'auto', as: 'utf16le', mark: true }],
  ['UTF-16 BE by its mark', { set: 'auto', as: 'utf16be', mark: true }],
  ['UTF-16 BE', { set: 'utf16be', as: 'utf16be', mark: false }],
] as const;

/** Pieces of lines: letters, an empty line, and characters of one to four bytes in an encoding. */
const words = (as: string): readonly string[] =>
  as === 'latin1' ? ['', 'a', ' é', 'ÿz'] : as === 'cp949' ? ['', 'a', '오류 ', '뷁c'] : ['', 'a', '오류 ', 'Ċz', '😀'];

interface Write {
  readonly lines: readonly (readonly [text: string, end: string])[];
  /** Cuts in the bytes, in thousandths of their length. */
  readonly cuts: readonly number[];
  readonly then: 'go on' | 'restart' | 'crash' | 'rotate';
  /** True if the next piece comes before the last line has ended. */
  readonly inLine: boolean;
}

it.each(ENCODINGS)('a line starts at its offset, however it was written: %s', async (_name, { set, as, mark }) => {
  const text = fc.array(fc.constantFrom(...words(as)), { maxLength: 5 }).map((parts) => parts.join(''));
  const writes: fc.Arbitrary<Write[]> = fc.array(
    fc.record({
      lines: fc.array(fc.tuple(text, fc.constantFrom('\n', '\r\n')), { minLength: 1, maxLength: 6 }),
      cuts: fc.array(fc.nat(999), { maxLength: 2 }),
      then: fc.constantFrom('go on', 'go on', 'restart', 'crash', 'rotate'),
      inLine: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(writes, async (all) => {
      const watching = await begin({ encoding: set });
      const expected: Placed[] = [];
      let offset = 0;
      let left: Uint8Array = Buffer.alloc(0);
      let rotations = 0;
      for (const { lines, cuts, then, inLine } of all) {
        const pieces: Uint8Array[] = [left];
        if (offset === 0 && mark && left.length === 0) {
          pieces.push(iconv.encode('\ufeff', as));
        }
        let begins = offset;
        for (const [line, end] of lines) {
          if (line !== '') {
            expected.push([line, begins]);
          }
          pieces.push(iconv.encode(line + end, as));
          begins = offset + Buffer.concat(pieces).length - left.length;
        }
        const bytes = Buffer.concat(pieces);
        const held = inLine && then !== 'rotate' ? 1 : 0;
        const places = [0, ...cuts.map((cut) => Math.floor((cut * bytes.length) / 1_000)), bytes.length - held];
        const sorted = places.sort((one, other) => one - other);
        for (const [index, place] of sorted.slice(1).entries()) {
          await append(watching, bytes.subarray(sorted[index], place));
        }
        offset = begins;
        left = bytes.subarray(bytes.length - held);
        if (then === 'restart' || then === 'crash') {
          await (then === 'restart' ? watching.stop() : watching.crash());
          await watching.start();
        } else if (then === 'rotate') {
          rotations += 1;
          renameSync(watching.path(), watching.path(`old-${rotations}`));
          appendFileSync(watching.path(), '');
          await watching.settles();
          offset = 0;
        }
      }
      await append(watching, left);
      await until(() => placed(watching).length >= expected.length, 'all lines were matched');
      expect(placed(watching)).toEqual(expected);
      await watching.stop();
    }),
    { numRuns: 8 },
  );
});

it('a cut line has its offset, and so does the line after it', async () => {
  const watching = await begin({ watch: { maxLineBytes: 100 } });
  await append(watching, `short\n${'가'.repeat(100)}`, `${'나'.repeat(100)}\nnext\n`);
  expect(placed(watching)).toEqual([
    ['short', 0],
    [`${'가'.repeat(33)}…`, 6],
    ['next', 607],
  ]);
});

it('an unterminated last line has its offset, and so does its rest', async () => {
  const watching = await begin({ file: { flushAfter: '100ms' } });
  await append(watching, 'one\nfragm');
  await watching.sees('one', 'fragm');
  await append(watching, 'ent\ntwo\n');
  expect(placed(watching)).toEqual([
    ['one', 0],
    ['fragm', 4],
    ['ent', 9],
    ['two', 13],
  ]);
});

it.each([
  [
    'python',
    ['ERROR no', 'Traceback (most recent call last):', '  File "a.py", line 1, in <module>', 'ValueError: no'],
  ],
  [
    'java',
    [
      'ERROR no',
      'java.lang.IllegalStateException: no',
      '\tat com.example.App.main(App.java:1)',
      '\tat b.C.d(C.java:2)',
    ],
  ],
  ['go', ['panic: no', '', 'goroutine 1 [running]:', 'main.main()', '\t/app/main.go:7 +0x1b']],
] as const)('an entry of several lines starts at its first one: %s', async (preset, lines) => {
  const watching = await begin({ file: { multiLine: { preset, timeout: '1m' } } });
  const event = lines.join('\n');
  await append(
    watching,
    'before\r\n',
    `${lines.slice(0, 2).join('\n')}\n`,
    `${lines.slice(2).join('\n')}\nbehind\nend\n`,
  );
  await watching.sees('before', event, 'behind');
  expect(placed(watching)).toEqual([
    ['before', 0],
    [event, 8],
    ['behind', 8 + Buffer.byteLength(event) + 1],
  ]);
});

it('lines of an unfinished entry keep their offset if the file is truncated', async () => {
  const watching = await begin({ file: { multiLine: { firstLine: '^E', timeout: '1m' } } });
  await append(watching, 'E one\nE two\n more\n');
  truncateSync(watching.path());
  await append(watching, 'E three\nE four\n');
  await watching.sees('E one', 'E two\n more', 'E three');
  expect(placed(watching)).toEqual([
    ['E one', 0],
    ['E two\n more', 6],
    ['E three', 0],
  ]);
});

it('a line after NUL padding starts at its first character', async () => {
  const watching = await begin();
  const writer = openSync(watching.path(), 'r+');
  writeSync(writer, 'before\n');
  await watching.sees('before');
  truncateSync(watching.path());
  writeSync(writer, 'behind the hole\n', 7);
  closeSync(writer);
  await watching.sees('before', 'behind the hole');
  expect(placed(watching)).toEqual([
    ['before', 0],
    ['behind the hole', 7],
  ]);
});

it('a long log in many reads has each line at its offset', async () => {
  const watching = new Watching({ start: 'beginning', match: { text: 'disk full' } });
  const filler = `${'all is well '.repeat(12)}\n`;
  const content = Array.from({ length: 4_000 }, (_, number) => `${filler.repeat(number % 40)}disk full ${number}\n`);
  mkdirSync(watching.path('.'));
  writeFileSync(watching.path(), content.join(''));
  await watching.start();
  await until(() => placed(watching).length === content.length, 'all lines were matched');
  const bytes = readFileSync(watching.path());
  for (const [line, offset] of placed(watching)) {
    expect(bytes.toString('utf8', offset, (offset ?? 0) + line.length + 1)).toBe(`${line}\n`);
  }
});

it('lines of a block outside the search memory have their offsets, too', () => {
  const rules = compileRules([ruleSchema.parse({ id: 'disk', match: { text: 'disk' } })]);
  const bytes = Buffer.from('one\ndisk\n\0\0\0disk behind\n');
  const codec = lineCodec('utf8', bytes);
  const file = { fileIds: ['log'], path: '/log', codec, guessed: false, maxLineBytes: 1_024, multiLine: null };
  const block = { ...file, bytes, offset: 1_000 };
  const { matches } = new Matcher(rules, null).match(block);
  expect(matches.map(({ start }) => offsetInFile(block, start))).toEqual([1_004, 1_012]);
});
