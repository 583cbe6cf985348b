import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { CompiledRule } from '../../../../src/main/engine/match/compiled-rule';
import { Matcher } from '../../../../src/main/engine/match/matcher';
import { ScanMemory } from '../../../../src/main/engine/match/scanner/memory';
import { lineCodec } from '../../../../src/main/engine/watch/reader/encoding';
import { type Block, linesOf, lineText } from '../../../../src/main/engine/watch/reader/lines';
import type { Pattern } from '../../../../src/shared/settings/patterns/pattern';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import type { Encoding } from '../../../../src/shared/settings/schema';
import { patternRegex } from '../../../../src/shared/settings/validation/validate-regex';
import { randomPattern } from '../../../support/text/random-patterns';

/** Words shared by patterns and lines, so that many lines match; some have letters with unusual case folding. */
const WORDS = [
  ...['disk', 'DISK', 'Kilo', 'dis\u212a', 'di\u017fk', 'err=', 'ab', 'abab', '-', ' '],
  ...['오류', '결제 실패', '…', '\ufffd', 'é', '😀'],
];
const CHARACTERS = [...WORDS, '[ab]', '[Dd]', '[^d]', '\\d', '\\s', '.', '(?:disk)', '\\ud83d', '[가-힣]', '(?=err)'];
const REGEX = randomPattern({
  characters: CHARACTERS,
  assertions: ['^', '$', '\\b', '\\B'],
  // Bounded, so that no random pattern runs forever.
  counts: ['?', '{0,2}', '{2}', '{1,3}', '{1,2}?'],
});

const patterns = fc.oneof(
  fc
    .record({ text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }), ignoreCase: fc.boolean() })
    .map(({ text, ignoreCase }): Pattern => ({ text: text.join(''), ignoreCase })),
  fc
    .record({ regex: REGEX, ignoreCase: fc.boolean() })
    .filter((pattern) => pattern.regex !== '' && patternRegex(pattern).ok),
);

const ENCODINGS: readonly Encoding[] = ['auto', 'utf8', 'cp949', 'latin1', 'utf16le', 'utf16be'];
const encodings = fc.constantFrom(...ENCODINGS);

/** Bytes of a line: mostly words, maybe in another encoding than the file is read in, with garbage in between. */
const lines = fc
  .record({
    parts: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes)) },
        { weight: 1, arbitrary: fc.constantFrom('\0', '\0\0\0', '\r', '\ufeff', '7', 'x'.repeat(40)) },
      ),
      { maxLength: 10 },
    ),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ parts, end }) => [...parts, end]);

const blocks = fc.record({
  lines: fc.array(lines, { maxLength: 12 }),
  written: encodings,
  read: encodings,
  maxLineBytes: fc.constantFrom(24, 64, 4_096),
  /** Offset of the block in the search memory; null for memory elsewhere. */
  place: fc.option(fc.nat(70)),
  events: fc.boolean(),
});

type BlockParts = typeof blocks extends fc.Arbitrary<infer Parts> ? Parts : never;

function encode(part: string | Buffer, encoding: Encoding): Buffer {
  if (typeof part !== 'string') {
    return part;
  }
  return encoding === 'auto' ? Buffer.from(part) : iconv.encode(part, encoding.replace('utf16', 'utf-16'));
}

/** Ends an entry after every third line. */
function eventEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    ends.push(at + 1);
  }
  return ends.filter((end, number) => number % 3 === 2 || end === ends.at(-1));
}

function blockOf(parts: BlockParts, memory: ScanMemory): Block {
  const encoded = Buffer.concat(parts.lines.flat().map((part) => encode(part, parts.written)));
  const whole = parts.read.startsWith('utf16') ? encoded.subarray(0, encoded.length & ~1) : encoded;
  let bytes: Buffer = Buffer.from(whole);
  if (parts.place !== null) {
    // Bytes around the block must not count.
    memory.buffer.fill('disk 오류 err=ab');
    bytes = memory.buffer.subarray(parts.place, parts.place + whole.length);
    whole.copy(bytes);
  }
  const codec = lineCodec(parts.read, bytes);
  const ends = parts.events && codec.unit === 1 ? eventEnds(bytes) : [];
  return {
    fileIds: ['log'],
    path: '/log',
    bytes,
    offset: 0,
    codec,
    guessed: parts.read === 'auto',
    maxLineBytes: parts.maxLineBytes,
    multiLine: ends.length > 0 && ends.at(-1) === bytes.length ? ends : null,
  };
}

/** Matches found by searching each decoded line. */
function foundPlainly(block: Block, all: readonly Pattern[]): unknown[] {
  return linesOf(block).flatMap((raw) => {
    const line = lineText(raw, block.codec);
    return all.flatMap((pattern, number) => {
      const matched = matchedIn(line, pattern);
      return matched === null ? [] : [{ rule: `rule-${number}`, line, matched }];
    });
  });
}

function matchedIn(line: string, pattern: Pattern): string | null {
  if ('text' in pattern && !pattern.ignoreCase) {
    return line.includes(pattern.text) ? pattern.text : null;
  }
  const regex = patternRegex(pattern);
  return regex.ok ? (regex.value.exec(line)?.[0] ?? null) : null;
}

/** Rules that simply search a line: these tests are about the lines they are shown. */
function rulesFor(all: readonly Pattern[]): CompiledRule[] {
  return all.map((match, number) => {
    const rule = ruleSchema.parse({ id: `rule-${number}`, match });
    return {
      rule,
      title: rule.id,
      concerns: () => true,
      find: (line) => {
        const matched = matchedIn(line, match);
        return matched === null ? null : { matched, groups: [], named: {} };
      },
    };
  });
}

function foundBy(matcher: Matcher, block: Block): unknown[] {
  return matcher
    .match(block)
    .matches.map(({ rule, line, found }) => ({ rule: rule.rule.id, line, matched: found.matched }));
}

function withMemory(): ScanMemory {
  const memory = ScanMemory.create(16_384);
  if (!memory) {
    throw new Error('WebAssembly with SIMD is needed here');
  }
  return memory;
}

describe('matching a block', () => {
  it('finds what a search of each decoded line finds', () => {
    const memory = withMemory();
    fc.assert(
      fc.property(
        fc.array(patterns, { minLength: 1, maxLength: 5 }),
        fc.array(blocks, { maxLength: 3 }),
        (all, some) => {
          const matcher = new Matcher(rulesFor(all), memory);
          for (const parts of some) {
            const block = blockOf(parts, memory);
            expect(foundBy(matcher, block)).toEqual(foundPlainly(block, all));
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('finds the same without the literal search', () => {
    const memory = withMemory();
    fc.assert(
      fc.property(fc.array(patterns, { minLength: 1, maxLength: 3 }), blocks, (all, parts) => {
        const block = blockOf(parts, memory);
        expect(foundBy(new Matcher(rulesFor(all), null), block)).toEqual(foundPlainly(block, all));
      }),
      { numRuns: 200 },
    );
  });

  it('returns matches in the order of the lines, and of the rules within a line', () => {
    const matcher = new Matcher(rulesFor([text('full'), text('disk'), text('error')]), withMemory());
    const found = matcher.match(plainBlock('error: disk full\nnothing\ndisk error\n')).matches;
    expect(found.map(({ rule, line }) => `${line} / ${rule.title}`)).toEqual([
      'error: disk full / rule-0',
      'error: disk full / rule-1',
      'error: disk full / rule-2',
      'disk error / rule-1',
      'disk error / rule-2',
    ]);
  });

  it('tries only the rules of the file', () => {
    const [all, other] = rulesFor([text('disk'), text('full')]);
    const rules = all && other ? [all, { ...other, concerns: (ids: readonly string[]) => ids.includes('other') }] : [];
    const matcher = new Matcher(rules, withMemory());
    const block = plainBlock('disk full\n');
    expect(matcher.match(block).matches.map(({ rule }) => rule.title)).toEqual(['rule-0']);
    expect(matcher.match({ ...block, fileIds: ['other'] }).matches).toHaveLength(2);
    expect(matcher.match({ ...block, fileIds: ['log', 'other'] }).matches).toHaveLength(2);
  });

  it('checks only a few lines', () => {
    let looks = 0;
    const rules = rulesFor([{ regex: 'disk.*full', ignoreCase: false }]).map((rule) => ({
      ...rule,
      find: (line: string) => {
        looks += 1;
        return rule.find(line);
      },
    }));
    const block = plainBlock(`${'a line of no interest\n'.repeat(1_000)}disk is full\n`);
    expect(new Matcher(rules, withMemory()).match(block).matches).toHaveLength(1);
    expect(looks).toBe(1);
  });

  it('switches to other literals if a file turns out to be full of the current ones', () => {
    const looked: string[] = [];
    const rules = rulesFor([{ regex: 'QZX.*errno=', ignoreCase: false }]).map((rule) => ({
      ...rule,
      find: (line: string) => {
        looked.push(line);
        return rule.find(line);
      },
    }));
    const memory = ScanMemory.create();
    const matcher = new Matcher(rules, memory);
    const quiet = plainBlock('an ordinary line\n'.repeat(6_000));
    const loud = plainBlock('QZX is said in each line here\n'.repeat(6_000));
    for (let blocks = 0; blocks < 60; blocks += 1) {
      matcher.match(blocks < 30 ? quiet : loud);
    }
    looked.length = 0;
    expect(matcher.match(plainBlock(`${'QZX is said\n'.repeat(6_000)}QZX errno=5\n`)).matches).toHaveLength(1);
    expect(looked).toEqual(['QZX errno=5']);
  });

  it('searches a block in other memory that is larger than the copy buffer', () => {
    const line = `${'.'.repeat(100)}\n`;
    const block = plainBlock(
      `${line.repeat(4_000)}disk full\n${line.repeat(4_000)}disk full\n${'x'.repeat(400_000)}disk`,
    );
    const matcher = new Matcher(rulesFor([text('disk')]), withMemory());
    expect(matcher.match({ ...block, maxLineBytes: 1_000_000 }).matches).toHaveLength(3);
  });
});

describe('the hint that a file is CP949', () => {
  const korean = iconv.encode('결제 승인 실패\n', 'cp949');

  function hint(bytes: Buffer, guessed = true): boolean {
    const matcher = new Matcher(rulesFor([text('disk')]), withMemory());
    return matcher.match({ ...plainBlock(''), bytes, guessed }).looksCp949;
  }

  it('is given for a line that is valid CP949 but not UTF-8', () => {
    expect(hint(korean)).toBe(true);
    expect(hint(Buffer.concat([Buffer.from('plain\n'), korean]))).toBe(true);
  });

  it('is given for a line far behind if that is checked anyway', () => {
    const far = 'plain\n'.repeat(10_000);
    expect(hint(Buffer.concat([Buffer.from(far), Buffer.from('disk '), korean]))).toBe(true);
  });

  it('is not given for UTF-8, for garbage, or if the encoding is set', () => {
    expect(hint(Buffer.from('결제 승인 실패\n'))).toBe(false);
    expect(hint(Buffer.from([0xff, 0xfe, 0x0a]))).toBe(false);
    expect(hint(korean, false)).toBe(false);
  });
});

function text(words: string): Pattern {
  return { text: words, ignoreCase: false };
}

function plainBlock(lines: string): Block {
  return {
    fileIds: ['log'],
    path: '/log',
    bytes: Buffer.from(lines),
    offset: 0,
    codec: lineCodec('auto', Buffer.from('ab')),
    guessed: true,
    maxLineBytes: 65_536,
    multiLine: null,
  };
}
