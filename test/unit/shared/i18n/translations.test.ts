import { describe, expect, it } from 'vitest';
import { resources } from '../../../../src/shared/i18n/resources';
import { chooseLanguage, createI18n } from '../../../../src/shared/i18n/language';
import { translator } from '../../../../src/shared/i18n/translator';

function leaves(table: object, prefix = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : leaves(value as object, `${prefix}${key}.`),
  );
}

const korean = new Map(leaves(resources.ko.translation));
const english = new Map(leaves(resources.en.translation));
const variables = (text: string): string[] =>
  Array.from(text.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name]) => name ?? '').sort();

describe('texts', () => {
  it('has every key in both languages, except English singular forms', () => {
    const singular = [...english.keys()].filter((key) => key.endsWith('_one'));
    const others = [...english.keys()].filter((key) => !singular.includes(key));
    expect(others.sort()).toEqual([...korean.keys()].sort());
    const counting = singular.map((key) => english.get(key.slice(0, -'_one'.length)) ?? '');
    expect(counting.filter((text) => !text.includes('{{count'))).toEqual([]);
  });

  it.each([
    [1, '1 match', '일치 1건'],
    [41_200, '41,200 matches', '일치 41,200건'],
  ])('counts %d', (count, inEnglish, inKorean) => {
    expect(translator('en')('noun.match', { count })).toBe(inEnglish);
    expect(translator('ko')('noun.match', { count })).toBe(inKorean);
  });

  it.each([
    [1, '1 file'],
    [2, '2 files'],
    [1_204, '1,204 files'],
  ])('counts %d in a nested noun', (count, files) => {
    const instance = createI18n('en', {
      en: {
        translation: { noun: resources.en.translation.noun, it: 'Watching $t(noun.file, {"count": {{files}} }).' },
      },
    });
    expect(instance.t('it', { files: count })).toBe(`Watching ${files}.`);
  });

  it('has a text for every key, with the same placeholders in both languages', () => {
    const unequal = [...korean].filter(([key, text]) => {
      const other = english.get(key) ?? '';
      return text.trim() === '' || other.trim() === '' || variables(text).join() !== variables(other).join();
    });
    expect(unequal.map(([key]) => key)).toEqual([]);
  });

  it('fills in values and follows the language', () => {
    const values = { title: 'T', remedy: 'R' };
    expect(translator('ko')('cli.problem', values)).toBe('오류: T');
    expect(translator('en')('cli.problem', values)).toBe('error: T');
  });

  it.each([
    ['system', 'ko_KR.UTF-8', 'ko'],
    ['system', 'en_US.UTF-8', 'en'],
    ['system', 'C', 'en'],
    ['en', 'ko_KR.UTF-8', 'en'],
  ] as const)('chooses for %s and the locale %s the language %s', (chosen, locale, language) => {
    expect(chooseLanguage(chosen, locale)).toBe(language);
  });
});
