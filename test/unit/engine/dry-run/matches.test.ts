import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { countLines } from '../../../../src/main/engine/dry-run/matches';
import type { Block } from '../../../../src/main/engine/watch/reader/lines';
import { lineCodec } from '../../../../src/main/engine/watch/reader/encoding';

const block = (bytes: Buffer, more: Partial<Block> = {}): Block => ({
  fileIds: [],
  path: '',
  bytes,
  offset: 0,
  codec: lineCodec('utf8', Buffer.alloc(0)),
  guessed: false,
  maxLineBytes: 1_024,
  multiLine: null,
  ...more,
});

it('counts newlines wherever the bytes start, and an unterminated last line', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 3_000 }).map((all) => all.map((byte) => byte % 13));
  fc.assert(
    fc.property(bytes, fc.nat(8), (all, before) => {
      const text = Buffer.concat([Buffer.alloc(before, 0x0a), all]).subarray(before);
      const newlines = text.toString('latin1').split('\n').length - 1;
      expect(countLines(block(text))).toBe(text.at(-1) === 0x0a ? newlines : newlines + 1);
    }),
  );
});

it('counts lines in UTF-16, and entries', () => {
  const utf16 = iconv.encode('한\nਊ글\nend', 'utf16-le');
  expect(countLines(block(utf16, { codec: lineCodec('utf16le', utf16) }))).toBe(3);
  expect(countLines(block(Buffer.from('a\nb\nc\n'), { multiLine: [4, 6] }))).toBe(2);
});
