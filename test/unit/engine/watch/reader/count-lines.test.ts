import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ScanMemory } from '../../../../../src/main/engine/match/scanner/memory';
import { lineCodec } from '../../../../../src/main/engine/watch/reader/encoding';
import { type Block, countLines, linesOf } from '../../../../../src/main/engine/watch/reader/lines';

const MEMORY = ScanMemory.create();

function block(bytes: Buffer, encoding: 'utf8' | 'utf16le' | 'cp949'): Block {
  const codec = lineCodec(encoding, bytes);
  return { fileIds: [], path: '', bytes, offset: 0, codec, guessed: false, maxLineBytes: 1_024, multiLine: null };
}

const TEXT = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\n\n', '한글', '\r\n', 'ਊ', '0123456789abcdef'))
  .map((all) => all.join(''));

it('counts as many lines as a block is split into, in the memory of the scanner and outside', () => {
  fc.assert(
    fc.property(TEXT, fc.nat(40), (text, start) => {
      const bytes = Buffer.from(text);
      const inside = MEMORY?.buffer.subarray(start, start + bytes.length) ?? bytes;
      bytes.copy(inside);
      const expected = linesOf(block(bytes, 'utf8')).length;
      expect(countLines(block(bytes, 'utf8'), MEMORY)).toBe(expected);
      expect(countLines(block(inside, 'utf8'), MEMORY)).toBe(expected);
      expect(countLines(block(bytes, 'utf8'), null)).toBe(expected);
    }),
  );
});

it('counts no byte of another character as a line end', () => {
  const bytes = Buffer.from('ਊ\nab\nਊ', 'utf16le');
  expect(countLines(block(bytes, 'utf16le'), MEMORY)).toBe(3);
});

it('counts in texts that are longer than the memory copies at once', () => {
  const bytes = Buffer.from('line\n'.repeat(200_000));
  expect(countLines(block(bytes, 'utf8'), MEMORY)).toBe(200_000);
});
