import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCost, MAX_COST } from '../../../../../src/shared/settings/patterns/compile-cost';
import { patternRegex } from '../../../../../src/shared/settings/validation/validate-regex';
import { ALL_PRESETS } from '../../../../../src/shared/presets/all-presets';
import { regexTree } from '../../../../../src/shared/settings/patterns/regex-tree';
import { ruleSchema } from '../../../../../src/shared/settings/rules/rule-schema';
import { randomPattern } from '../../../../support/text/random-patterns';
import { threadBusyMs } from '../../../../support/time/thread-time';

function costOf(source: string, flags = 'u'): number {
  const regex = new RegExp(source, flags);
  return compileCost({ regex, tree: regexTree(regex) });
}

function refusal(source: string, ignoreCase = false): string | null {
  const regex = patternRegex({ regex: source, ignoreCase });
  return regex.ok ? null : regex.error.code;
}

const words = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => ((index + from) * 7_919 + 104_729).toString(36)).join('|');

describe('the cost of compiling an expression', () => {
  it.each([
    ['optional parts in a row', `${'a?'.repeat(100)}${'a'.repeat(10)}`],
    ['optional classes in a row', `${'[ab]?'.repeat(60)}abcdefgh`],
    ['parts that may be missing', `${'(?:a|bc|)'.repeat(40)}abcdefgh`],
    ['choices of one character in a row', `(?:${words(60)})`.replace(/\w+/g, (word) => word.slice(-1)).repeat(8)],
    ['Unicode properties in a row', '\\p{L}'.repeat(12)],
    ['repeated Unicode properties', '\\p{L}{3}\\p{L}{3}\\p{L}{3}'],
    ['characters beyond U+FFFF', `[${'😀😁😂'.repeat(30)}]`.repeat(5)],
    ['any character, optional', `${'[^a]?'.repeat(40)}${'[^a]'.repeat(8)}`],
    ['a start of the line behind other parts', `${'\\p{L}'.repeat(8)}^x`],
    ['word boundaries in a row', '(?:\\b)'.repeat(40)],
    ['word boundaries around what cannot stand there', '\\bſ*'.repeat(40)],
    ['word boundaries and choices', `${'\\b(?:\\p{L}|x)'.repeat(10)}abcdefgh`],
    ['groups in groups', `${'('.repeat(400)}a${')'.repeat(400)}`],
    ['more characters than settings have', 'a'.repeat(2_001)],
  ])('is too high for %s', (_what, source) => {
    const began = threadBusyMs();
    expect(refusal(source)).toBe('too-complex');
    expect(refusal(source, true)).toBe('too-complex');
    expect(threadBusyMs() - began).toBeLessThan(5_000);
  });

  it.each([
    ['hundreds of words', words(300)],
    ['words in three places', `(?:${words(100)}) (?:${words(100, 200)}) (?:${words(100, 300)})`],
    ['counts in counts', '(?:a{1000}){1000}'],
    ['a counted Unicode property', '\\p{L}{8}'],
    ['names in any script', '(\\p{L}+) (\\p{L}+)(?: (\\p{L}+))? logged in from (\\S+)'],
    ['the longest row of any character', '.'.repeat(2_000)],
    ['a long row of optional parts at the end', 'a?'.repeat(500)],
    [
      'a line of an access log',
      '^(\\S+) (\\S+) (\\S+) \\[([\\w:/]+\\s[+\\-]\\d{4})\\] "(\\S+)\\s?(\\S+)?\\s?(\\S+)?" (\\d{3}|-) (\\d+|-)\\s?"?([^"]*)"?\\s?"?([^"]*)?"?$',
    ],
    [
      'a mail address',
      "(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)",
    ],
    [
      'Korean endings',
      '(?:오류|에러|실패|장애|경고)(?:가|이|를|을)? ?(?:발생|감지|확인)(?:했습니다|하였습니다|됨|함)?',
    ],
  ])('accepts %s', (_what, source) => {
    expect(refusal(source)).toBeNull();
  });

  it('is a hundredth of the limit for the presets', () => {
    const costs = ALL_PRESETS.flatMap(({ rule }) => {
      const { match, butNot, ok } = ruleSchema.parse({ id: 'preset', ...rule });
      return [match, ...butNot, ...(ok ? [ok] : [])].flatMap((pattern) =>
        'regex' in pattern ? [costOf(pattern.regex, pattern.ignoreCase ? 'iu' : 'u')] : [],
      );
    });
    expect(costs.length).toBeGreaterThan(30);
    expect(Math.max(...costs)).toBeLessThan(MAX_COST / 50);
  });

  it('is no less than the time of V8, for any combination of repetitions', () => {
    const samples = fc.sample(fc.tuple(crowded, fc.constantFrom('u', 'iu', '')), { numRuns: 250, seed: 11 });
    const accepted = samples.filter(([source, flags]) => isValid(source, flags) && costOf(source, flags) <= MAX_COST);
    expect(accepted.length).toBeGreaterThan(100);
    expect(samples.filter(([source, flags]) => isValid(source, flags)).length - accepted.length).toBeGreaterThan(30);
    const { stdout } = spawnSync(process.execPath, ['-e', COMPILE_EACH], {
      input: JSON.stringify(accepted),
      timeout: 60_000,
      encoding: 'utf8',
    });
    const slowest = JSON.parse(stdout) as { readonly ms: number; readonly source: string };
    // 100 ms on an idle machine.
    expect(slowest.ms, slowest.source).toBeLessThan(2_000);
  }, 70_000);
});

/** Patterns with many elements that V8 expands, skips ahead over and splits into pairs. */
const crowded = fc
  .tuple(
    randomPattern({
      characters: ['a', '가', '😀', '.', '\\w', '\\S', '[ab]', '[^a]', '\\p{L}', '[\\p{L}\\d]', '[😀a]', 'ſ', '(?:)'],
      assertions: ['^', '$', '\\b', '\\B', '(?=a?b)', '(?<=\\b)', '(?!a)'],
      counts: ['?', '*', '+', '??', '{2}', '{0,3}', '{1,30}', '{5,}'],
    }),
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom('', 'a', 'abcdefgh'),
  )
  .map(([part, count, end]) => `${`(?:${part})`.repeat(Math.min(count, Math.floor(1_900 / (part.length + 4))))}${end}`);

/** Compiles each pattern for Latin-1 and other lines, as bytecode and as machine code; returns the most CPU time. */
const COMPILE_EACH = `
  const busyMs = () => Object.values(process.cpuUsage()).reduce((sum, us) => sum + us / 1_000, 0);
  const slowest = { ms: 0, source: '' };
  for (const [source, flags] of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
    // No line contains the first character, so the expression is compiled but never run.
    const regex = new RegExp('\\\\x01(?:' + source + ')', flags);
    for (const line of ['%', '%', '\\uac00', '\\uac00']) {
      const began = busyMs();
      try { regex.exec(line); } catch {}
      const ms = busyMs() - began;
      if (ms > slowest.ms) Object.assign(slowest, { ms, source });
    }
  }
  console.log(JSON.stringify(slowest));
`;

function isValid(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).flags === flags;
  } catch {
    return false;
  }
}
