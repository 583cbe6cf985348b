import { describe, expect, it } from 'vitest';
import { translator } from '../../../../src/shared/i18n/translator';

describe('counts in the strings of the window', () => {
  it.each([
    ['en', 1, '1 text · about ₩9'],
    ['en', 1_204, '1,204 texts · about ₩9'],
    ['ko', 1, '문자 1건 · 약 9원'],
  ] as const)('counts texts beside their cost in %s', (language, texts, figure) => {
    expect(translator(language)('window.cost.figure', { texts, won: '9' })).toBe(figure);
  });

  it.each([
    [0, '0 texts pending'],
    [1, '1 text pending'],
  ])('uses the singular for one', (count, sentence) => {
    expect(translator('en')('window.sentence.pending', { count })).toBe(sentence);
  });
});
