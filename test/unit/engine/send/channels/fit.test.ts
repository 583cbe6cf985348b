import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBytes, fitCharacters, fitEscaped } from '../../../../../src/main/engine/send/channels/fit';
import { escapeMentions, markdownPieces } from '../../../../../src/main/engine/send/channels/kinds/markdown';

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

test('a text that fits stays as it is, and a longer one keeps whole characters within the limit', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 3, max: 50 }), (text, max) => {
      for (const [fitted, size] of [
        [fitCharacters(text, max), (part: string) => part.length],
        [fitBytes(text, max), (part: string) => Buffer.byteLength(part)],
      ] as const) {
        expect(size(fitted)).toBeLessThanOrEqual(max);
        expect(fitted === text).toBe(size(text) <= max);
        expect(text.startsWith(fitted.replace(/…$/, ''))).toBe(true);
        expect(Buffer.from(fitted).toString()).toBe(fitted);
      }
    }),
  );
});

test('an escaped text says the same, mentions nobody, and is never cut within an escape', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 3, max: 200 }), (text, max) => {
      const fitted = fitEscaped(markdownPieces(text), max, escapeMentions);
      expect(fitted.length).toBeLessThanOrEqual(max);
      expect(fitted).not.toMatch(/@[a-z]|<[!@#]/i);
      const read = fitted.replace(/\\([^])/g, '$1').replaceAll('\u200B', '');
      expect(text.replaceAll('\u200B', '').startsWith(read.replace(/…$/, ''))).toBe(true);
    }),
  );
});
