import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { requiredBytes, type BytesRequired } from '../../../../../src/main/engine/match/prefilter/requirement';
import { chooseLiterals } from '../../../../../src/main/engine/match/prefilter/literal-selection';
import { requiredLiterals } from '../../../../../src/main/engine/match/prefilter/required-literals';
import { lineCodec } from '../../../../../src/main/engine/watch/reader/encoding';
import type { Encoding } from '../../../../../src/shared/settings/schema';

function bytesFor(text: string, encoding: Encoding, ignoreCase = false): BytesRequired | null {
  const requirement = requiredLiterals({ text, ignoreCase });
  return requirement && requiredBytes(requirement, lineCodec(encoding, Buffer.alloc(0)));
}

function chosen(required: BytesRequired | null): string[] {
  return chooseLiterals([required], () => 1).literals.map(({ value }) => Buffer.from(value).toString('hex'));
}

describe('the bytes to search for', () => {
  it('are those of the encoding of the file', () => {
    expect(chosen(bytesFor('오류', 'utf8'))).toEqual([Buffer.from('오류').toString('hex')]);
    expect(chosen(bytesFor('오류', 'cp949'))).toEqual([iconv.encode('오류', 'cp949').toString('hex')]);
    expect(chosen(bytesFor('café', 'latin1'))).toEqual(['636166e9']);
  });

  it('are none if the encoding cannot represent the text', () => {
    expect(bytesFor('오류', 'latin1')).toEqual({ kind: 'never' });
    expect(bytesFor('disk 😀', 'cp949')).toEqual({ kind: 'never' });
  });

  it('are unknown if lines are not searched by bytes, or if the text is too short', () => {
    expect(bytesFor('disk', 'utf16le')).toBeNull();
    expect(bytesFor('disk', 'utf16be')).toBeNull();
    expect(bytesFor('ab', 'utf8')).toBeNull();
  });

  it('keep the second byte of a CP949 character if case is ignored', () => {
    const second = iconv.encode('갂', 'cp949')[1] ?? 0;
    expect(String.fromCharCode(second)).toMatch(/[A-Za-z]/);
    const literal = chooseLiterals([bytesFor('갂a1', 'cp949', true)], () => 1).literals[0];
    expect(Array.from(literal?.mask ?? [])).toEqual([0xff, 0xff, 0xdf, 0xff]);
  });

  it('are the rarest piece of a long text', () => {
    const required = bytesFor('2026-01-01 INFO order service: unusual word zyzzyva', 'utf8');
    const choice = chooseLiterals([required], ({ value }) => (Buffer.from(value).includes('zyzzyva') ? 0 : 1));
    expect(choice.literals.map(({ value }) => Buffer.from(value).toString())).toEqual(['ual word zyzzyva']);
  });
});

describe('CP949 as decoded', () => {
  it('has one pair of bytes per character, and ASCII only for itself', () => {
    const pairs = new Set<string>();
    let decoded = 0;
    for (let first = 0x80; first <= 0xff; first += 1) {
      for (let second = 0; second <= 0xff; second += 1) {
        const character = iconv.decode(Buffer.from([first, second]), 'cp949');
        if (!character.startsWith('\ufffd')) {
          decoded += 1;
          pairs.add(character);
          expect(character.length === 1 && character > '\x7f').toBe(true);
        }
      }
    }
    expect(pairs.size).toBe(decoded);
    expect(decoded).toBeGreaterThan(17_000);
  });
});
