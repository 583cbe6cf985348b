import { describe, expect, it } from 'vitest';
import { translator } from '../../../../src/shared/i18n/translator';

describe('counts in the strings of the window', () => {
  it.each([
    ['en', 1, 1, '1 file, 1 rule'],
    ['en', 2, 1_204, '2 files, 1,204 rules'],
    ['ko', 1, 1_204, '파일 1개, 규칙 1,204개'],
  ] as const)('counts files and rules in %s', (language, files, rules, counts) => {
    expect(translator(language)('window.sentence.counts', { files, rules })).toBe(counts);
  });

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
