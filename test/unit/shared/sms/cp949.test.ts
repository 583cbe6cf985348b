import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { cp949Bytes } from '../../../../src/shared/sms/cp949';

/** Byte count from an independent table; 0 if the character does not survive the round trip. */
function knownBytes(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const bytes = iconv.encode(character, 'cp949');
  return iconv.decode(bytes, 'cp949') === character ? bytes.length : 0;
}

test('agrees with an independent table on every code point of the basic plane', () => {
  const different: string[] = [];
  for (let codePoint = 0; codePoint <= 0xffff; codePoint += 1) {
    const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (!surrogate && cp949Bytes(codePoint) !== knownBytes(codePoint)) {
      different.push(`U+${codePoint.toString(16)} ${cp949Bytes(codePoint)} ${knownBytes(codePoint)}`);
    }
  }
  expect(different).toEqual([]);
});

test('rejects everything beyond the basic plane, and lone surrogates', () => {
  for (const codePoint of [0xd800, 0xdfff, 0x1f525, 0x20000, 0x10ffff]) {
    expect(cp949Bytes(codePoint)).toBe(0);
  }
});
