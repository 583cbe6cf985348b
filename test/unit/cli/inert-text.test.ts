import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inertJson, inertLine } from '../../../src/main/cli/output/inert-text';
import { anyText } from '../../support/text/any-text';

const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

it.each([
  ['plain words', 'plain words'],
  ['한글 1,204건 ₩', '한글 1,204건 ₩'],
  ['two\nlines', 'two ⏎ lines'],
  ['\u001b[31mred\u0007', ' [31mred '],
  ['\u009b31m', ' 31m'],
  ['a\u202eb\u2066c\u200fd', 'a b c d'],
  ['a\u2028b\u2029c\u0085d', 'a b c d'],
  ['tag \u{e0041}', 'tag  '],
])('%j is shown as %j', (text, shown) => {
  expect(inertLine(text)).toBe(shown);
});

it('JSON of any value contains no terminal control characters, and parses to the same value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), anyText), (values) => {
      const json = inertJson(values);
      expect(ACTIVE.test(json)).toBe(false);
      expect(JSON.parse(json)).toEqual(values);
    }),
  );
});

it('a line of any text contains no terminal control characters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !ACTIVE.test(inertLine(text))));
});
