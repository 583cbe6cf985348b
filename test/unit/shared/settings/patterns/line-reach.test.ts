import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEveryLine, surelyMatches } from '../../../../../src/shared/settings/patterns/line-reach';
import { regexTree } from '../../../../../src/shared/settings/patterns/regex-tree';
import { randomLine, randomPattern } from '../../../../support/text/random-patterns';

const everyLine = (source: string): boolean => matchesEveryLine(regexTree(new RegExp(source, 'u')));

describe('patterns that match every line', () => {
  it.each([
    ...['.*', '^', '$', '(?:)', 'a*', '^.*$', '.?', 'x{0,3}', '(a|b)*', 'a|', '|a', '(?:a?b*)+', '^(?:.*)$', '^[^]*$'],
    ...[
      '[\\s\\S]*',
      '^(.|x)*$',
      '^[\\d\\D]*?$',
      '(?=)',
      '(?=.*)',
      '(?<=^)a*',
      'ERROR|.*',
      '(a?){5}',
      '^[^\\n]*$',
      'a{0}',
    ],
  ])('include %s', (source) => {
    expect(everyLine(source)).toBe(true);
  });

  it.each([
    ...[
      '^(\\w+\\s?)*$',
      '^$',
      '^\\s*$',
      '.',
      '.+',
      '\\S',
      'a',
      '^a*$',
      '\\B',
      '\\b',
      '^(?!.*DEBUG)',
      '(?!a)',
      '(?<!a)',
    ],
    ...['^.{0,200}$', '^[^,]*$', '^\\D*$', '(a?)\\1b', '^(?=a*$)', 'a*b', '(?:^|x)b', '^[\\\\s\\\\S]*$', '[]*a', '$.'],
  ])('do not include %s', (source) => {
    expect(everyLine(source)).toBe(false);
  });
});

const source = randomPattern({
  characters: [
    ...[
      'a',
      'b',
      '7',
      '가',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '[ab]',
      '[^a]',
      '[^]',
      '[\\s\\S]',
      '(a)\\1',
      '(?:)',
      '\\x61',
    ],
    ...['[^\\n]', '[\\\\s\\\\S]', '(?=a)', '(?!b)', '(?<=a|^)', '(?<!b)'],
  ],
  assertions: ['^', '$', '\\b', '\\B', '(?=a?)', '(?=$|b)', '(?!a)'],
  counts: ['*', '*', '+', '?', '*?', '{2}', '{0,2}', '{1,}', '{0}'],
});
const line = randomLine(['a', 'b', 'A', '7', '가', ' ', ',', '😀', '\\', 's'], 9);

it('reports of a random expression only what is true of random lines', () => {
  let proven = 0;
  fc.assert(
    fc.property(
      source,
      fc.constantFrom('u', 'iu', ''),
      fc.array(line, { minLength: 3, maxLength: 3 }),
      (text, flags, lines) => {
        const regex = compiled(text, flags);
        fc.pre(regex !== null);
        const isEvery = matchesEveryLine(regexTree(regex));
        proven += isEvery ? 1 : 0;
        expect(!isEvery || ['', ...lines].every((each) => regex.test(each))).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(proven).toBeGreaterThan(300);
});

it('never contradicts JavaScript, and agrees with it where possible', () => {
  let sure = 0;
  const short = randomLine(['a', 'b', 'A', '7', '가', ' '], 6);
  fc.assert(
    fc.property(source, fc.constantFrom('u', 'iu', ''), short, (text, flags, each) => {
      const regex = compiled(text, flags);
      fc.pre(regex !== null);
      const isSure = surelyMatches(regexTree(regex), regex, each);
      sure += isSure ? 1 : 0;
      expect(!isSure || regex.test(each)).toBe(true);
      expect(isSure || !regex.test(each) || /\(\?<?!|\\1/.test(text)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(sure).toBeGreaterThan(500);
});

function compiled(text: string, flags: string): RegExp | null {
  try {
    return new RegExp(text, flags);
  } catch {
    return null;
  }
}
