import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitWidth, padWidth, textWidth, wrapWidth } from '../../../src/main/cli/format/text-width';
import { inertLine } from '../../../src/main/cli/output/inert-text';
import { anyText } from '../../support/text/any-text';

describe('the width of text on a terminal', () => {
  it.each([
    ['plain', 5],
    ['규칙', 4],
    ['규칙'.normalize('NFD'), 4],
    ['디스크 full', 11],
    ['₩27', 3],
    ['é'.normalize('NFD'), 1],
    ['🔥', 2],
    ['ﾃ', 1],
    ['→ … ⏎', 5],
  ])('of %j is %d columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  it('is never more than asked for', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (raw, columns) => {
        const text = inertLine(raw);
        expect(textWidth(fitWidth(text, columns))).toBeLessThanOrEqual(columns);
        expect(textWidth(padWidth(fitWidth(text, columns), columns))).toBe(columns);
      }),
    );
  });
});

describe('wrapped text', () => {
  it('breaks at spaces, and in words that are longer than a line', () => {
    expect(wrapWidth('one two three', 8, 4)).toEqual(['one two', 'three']);
    expect(wrapWidth('abcdefghij', 4, 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapWidth('디스크가 가득 찼습니다', 10, 4)).toEqual(['디스크가', '가득', '찼습니다']);
  });

  it('ends with … when lines are missing', () => {
    expect(wrapWidth('one two three four', 5, 2)).toEqual(['one', 'two…']);
  });

  it('fits all lines, and loses nothing if there are enough of them', () => {
    const letters = (text: string): string => text.replace(/\s/g, '');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (raw, columns) => {
        const text = inertLine(raw);
        const lines = wrapWidth(text, columns, Infinity);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
        expect(letters(lines.join(''))).toBe(letters(text));
      }),
    );
  });
});
