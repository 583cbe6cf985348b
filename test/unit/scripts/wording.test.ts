import { describe, expect, it } from 'vitest';
import { pluralsWithoutSingular, readStrings, stringsThatBreak, wordingRules } from '../../../scripts/wording.mjs';
import { projectFolder } from '../../../scripts/setup/project.mjs';

const strings = readStrings(projectFolder);
const places = (found: readonly { file: string; key: string; text: string }[]): string[] =>
  found.map(({ file, key, text }) => `${file} ${key}: ${text}`);

/** Strings whose number is never one. */
const AT_LEAST_TWO: ReadonlySet<string> = new Set([
  'cli.ts why.matchedMany',
  'decision.ts matched',
  'decision.ts threshold',
  'desktop.ts counted',
  'dry-run.ts warning.many-texts',
  'problem.ts too-many-files.title',
  'settings-problem.ts matches-most',
  'window/policy.ts says.threshold',
  'window/policy.ts says.thresholdOfKey',
]);

describe('wording', () => {
  it('is read in both languages, with the messages of the scripts', () => {
    const of = (language: string): number => strings.filter((string) => string.language === language).length;
    expect(of('ko')).toBeGreaterThan(1_200);
    expect(of('en')).toBeGreaterThanOrEqual(of('ko'));
    expect(strings.some(({ file, key }) => file === 'scripts/setup/messages.mjs' && key === 'building')).toBe(true);
  });

  it.each(wordingRules.filter((rule) => rule.enforced))('has no fault: $language $name', (rule) => {
    expect(places(stringsThatBreak(strings, rule))).toEqual([]);
  });

  it('has a singular form wherever a number counts a noun', () => {
    const plurals = pluralsWithoutSingular(strings).filter(({ file, key }) => !AT_LEAST_TWO.has(`${file} ${key}`));
    expect(places(plurals)).toEqual([]);
  });

  it.each([
    ['en', 'What is over waits for one text on the next day.', 'clause without a noun'],
    ['en', 'Watching. Files: {{files}}.', 'number after a colon'],
    ['en', 'Watching {{files}} file(s).', '“(s)”'],
    ['ko', '로그를 고르십시오.', '-십시오'],
    ['ko', '"{{id}}"라는 규칙이 없습니다.', 'particle after a variable'],
  ] as const)('finds a fault: %s “%s”', (language, text, name) => {
    const rule = wordingRules.find((one) => one.name === name && one.language === language);
    expect(rule && stringsThatBreak([{ language, file: 'a.ts', key: 'a', text }], rule)).toHaveLength(1);
  });

  it('finds a plural without a singular form', () => {
    const text = 'Read {{count, number}} lines.';
    const plural = { language: 'en', file: 'a.ts', key: 'read', text } as const;
    expect(pluralsWithoutSingular([plural])).toEqual([plural]);
    expect(pluralsWithoutSingular([plural, { ...plural, key: 'read_one', text: 'Read 1 line.' }])).toEqual([]);
  });
});
