import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../../../../src/main/engine/match/regex/types';
import { LinearPattern } from '../../../../../src/main/engine/match/regex/linear';
import { searchFor } from '../../../../../src/main/engine/match/regex/engine';
import { execWithTimeLimit, STOPPED } from '../../../../../src/main/engine/match/regex/timed-exec';
import { patternRegex } from '../../../../../src/shared/settings/validation/validate-regex';
import { randomLine, randomPattern } from '../../../../support/text/random-patterns';
import { threadBusyMs } from '../../../../support/time/thread-time';

/** Compiles a source as the settings do. */
function regexOf(source: string, ignoreCase = false): RegExp {
  const regex = patternRegex({ regex: source, ignoreCase });
  if (!regex.ok) {
    throw new Error(`${source}: ${regex.error.reason}`);
  }
  return regex.value;
}

/** Result of V8, in the format of the engine. */
function byV8(regex: RegExp, line: string): Found | null {
  const found = regex.exec(line);
  return found && inWords(found);
}

function inWords(found: RegExpExecArray): Found {
  const named = Object.entries(found.groups ?? {}) as [string, string | undefined][];
  return {
    matched: found[0],
    groups: found.slice(1).map((group: string | undefined) => group ?? ''),
    named: Object.fromEntries(named.map(([name, value]) => [name, value ?? ''])),
  };
}

/** Checks that each engine that supports the expression agrees with V8; returns the kind that supports it. */
function sameByAll(regex: RegExp, line: string): 'exact' | 'loose' | 'none' {
  const timed = execWithTimeLimit(regex, line);
  if (timed === STOPPED) {
    return 'none';
  }
  const expected = byV8(regex, line);
  expect(timed && inWords(timed)).toEqual(expected);
  const linear = LinearPattern.of(regex);
  if (!linear?.fits(line)) {
    return 'none';
  }
  if (!linear.exact) {
    expect(linear.test(line) || expected === null).toBe(true);
    return 'loose';
  }
  expect(linear.test(line)).toBe(expected !== null);
  expect(linear.find(line)).toEqual(expected);
  return 'exact';
}

const line = randomLine(
  [
    ...['a', 'b', 'B', 'k', 's', '1', '_', ' ', '-', '.', '\n', '\u2028', '\u00a0', '가', '힣', 'ㄱ'],
    ...['ß', 'ſ', 'ı', '\u212a', 'é', '😀', '\ud83d'],
  ],
  8,
);

/** Patterns in the common syntax, which RE2 supports. */
const plain = randomPattern({
  characters: [
    ...['a', 'b', 'B', 'k', 's', '1', '가', '😀', '\\.', '\\-', '\\u2028', '\\x61', '.', '\\d', '\\D', '\\s', '\\S'],
    ...['\\w', '\\W', '[ab]', '[^a]', '[^\\s]', '[a-k]', '[\\w-]', '[^\\W\\d]', '[가-힣]', '[^가]', '[]', '[^]'],
  ],
  assertions: ['^', '$', '\\b', '\\B'],
  counts: ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,3}?', '{2,}'],
});

/** Patterns that include syntax which RE2 lacks or treats differently. */
const rich = randomPattern({
  characters: ['a', 'b', 's', '가', 'ß', 'é', '.', '\\w', '[^b]', '\\p{L}', '(?<x>a)', '\\1', '\\ud83d', '(?:a|)'],
  assertions: ['^', '$', '\\b', '(?=a)', '(?!b)', '(?<=a)', '(?<!가)', '(?=(s))'],
  counts: ['*', '+', '?', '*?', '{0}', '{0,2}', '{2,}'],
});

describe('random patterns', () => {
  it.each([
    ['plain', plain, 'exact'],
    ['rich', rich, 'loose'],
  ] as const)(
    'that are %s give the same match and groups in every engine',
    (_name, source, mostly) => {
      const took = { exact: 0, loose: 0, none: 0 };
      fc.assert(
        fc.property(source, fc.boolean(), fc.array(line, { minLength: 1, maxLength: 4 }), (text, ignoreCase, lines) => {
          const compiled = patternRegex({ regex: text, ignoreCase });
          fc.pre(compiled.ok);
          for (const each of lines) {
            took[sameByAll(compiled.value, each)] += 1;
          }
        }),
        { numRuns: 400 },
      );
      expect(took[mostly]).toBeGreaterThan(200);
    },
    60_000,
  );
});

describe('named patterns', () => {
  it.each([
    ['오류: (?<why>.+)', false, '2026-11-23 오류: 디스크 없음', 'exact'],
    ['\\b오류\\b', false, '오류 a오류b', 'exact'],
    ['\\Berror', false, '가error 1error', 'exact'],
    ['k+', true, 'K-\u212a', 'none'],
    ['k+', true, '-kK', 'exact'],
    ['[^k]+', true, 'kK\u212a', 'none'],
    ['s\\b', true, 'aſ as', 'none'],
    ['ı', true, 'I i ı', 'loose'],
    ['ß+', true, 'ẞß', 'loose'],
    ['[가-힣]+님', true, '김OO님 홍길동님', 'exact'],
    ['a.b', false, 'a\u2028b a\rb a b', 'exact'],
    ['^.*$', false, 'one\u2028two', 'exact'],
    ['a\\s+b', false, 'a\u00a0\ufeff\u3000b', 'exact'],
    ['x$', false, 'x\nx', 'exact'],
    ['\\d+', false, '٣ 3', 'exact'],
    ['\\u{1F600}+', false, '-😀😀-', 'exact'],
    ['a\\-b.', false, 'a-b😀', 'none'],
    ['a\\-b.', false, 'a-bc', 'exact'],
    ['(?:(a)|b)*', false, 'ab', 'loose'],
    ['(?:(a)b?)+', false, 'aba', 'exact'],
    ['(a)|(b)', false, 'b', 'exact'],
    ['(a*)*', false, 'aab', 'loose'],
    ['(?<year>\\d{4})-(?<day>\\d\\d)?', false, '2026-', 'exact'],
    ['a{2,1500}', false, 'aaa', 'loose'],
    ['(\\w+) \\1', false, 'to be be', 'loose'],
    ['(?<!not )failed', false, 'not failed, failed', 'loose'],
    ['[]x|y', false, 'xy', 'exact'],
    ['a[^]b', false, 'a\nb', 'exact'],
    ['{"a":[^}]*}', false, 'x {"a":1} y', 'exact'],
  ] as const)('%s (case ignored: %s) finds the same in a line', (text, ignoreCase, each, took) => {
    expect(sameByAll(regexOf(text, ignoreCase), each)).toBe(took);
  });

  // Node 20 refuses a name given twice; Node 24 also accepts some that the syntax does not allow, as the last two.
  it.each([
    ['(?<why>a)|(?<why>b)', 'b', 'exact'],
    ['(?:(?<why>a)|(?<why>b)|-)+', 'ab-', 'loose'],
    ['|((?<why>a)|)(|(?<why>b))', 'ab', 'none'],
    ['c|(?<why>a)(|(?<why>b))', 'ab', 'none'],
  ] as const)('%s, with a name given twice, is refused or finds the same in a line', (text, each, took) => {
    const regex = patternRegex({ regex: text, ignoreCase: false });
    if (regex.ok) {
      expect(sameByAll(regex.value, each)).toBe(took);
    } else {
      expect(regex.error.code).toBe('same-group-name');
    }
  });
});

describe('time limit', () => {
  /** Waits at its first call without doing anything. */
  class Held extends RegExp {
    #held = false;

    override exec(line: string): RegExpExecArray | null {
      if (!this.#held) {
        this.#held = true;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
      }
      return super.exec(line);
    }
  }

  it('is not used up while the process is stopped', () => {
    expect(execWithTimeLimit(new Held('b+'), 'abb')).toContain('bb');
  });

  it('holds for a pattern that keeps the processor busy', () => {
    expect(execWithTimeLimit(/^(?=(a+)+!).*!/, `${'a'.repeat(5_000)}?!`)).toBe(STOPPED);
  });
});

describe('search', () => {
  const far = 'x'.repeat(5_000);

  it.each([
    [{ text: 'a.b', ignoreCase: false }, 'ab a.b', { matched: 'a.b', groups: [], named: {} }],
    [{ text: 'a.B', ignoreCase: true }, 'aab A.b', { matched: 'A.b', groups: [], named: {} }],
    [
      { regex: '(?<n>\\d+) of .* (x)+', ignoreCase: false },
      `3 of ${far} xx`,
      { groups: ['3', 'x'], named: { n: '3' } },
    ],
    [{ regex: '(\\d+) .*\\1.*\\1x', ignoreCase: false }, `3 ${far} 3 3x`, { groups: ['3'] }],
    [{ regex: '(', ignoreCase: false }, '(', null],
  ] as const)('finds matches in short and long lines', (pattern, each, found) => {
    if (found === null) {
      expect(searchFor(pattern)(each)).toBeNull();
    } else {
      expect(searchFor(pattern)(each)).toMatchObject(found);
    }
    expect(searchFor(pattern)('nothing')).toBeNull();
  });

  it('stops if no engine finishes, and can be used again', () => {
    const search = searchFor({ regex: '^(?=(a+)+!).*!', ignoreCase: false });
    const began = threadBusyMs();
    expect(search(`${'a'.repeat(5_000)}?!`)).toBe(STOPPED);
    expect(threadBusyMs() - began).toBeLessThan(10_000);
    expect(search('aa!')).toMatchObject({ matched: 'aa!', groups: ['aa'] });
  });

  it('stops if backtracking runs out of stack, even on the shortest line', () => {
    expect(searchFor({ regex: '(?:\\1){5000000}(x)', ignoreCase: false })('')).toBe(STOPPED);
  });

  it('never compiles a pattern that would take hours', () => {
    const began = threadBusyMs();
    expect(searchFor({ regex: `${'a?'.repeat(100)}${'a'.repeat(10)}`, ignoreCase: false })('a'.repeat(50))).toBeNull();
    expect(threadBusyMs() - began).toBeLessThan(5_000);
  });

  it.each(['(\\w+\\s?)*=$', '(a+)+$', '(.*)*=x', '(?=(a+))\\1*b', '(x+x+)+y', '(a|a)*b'])(
    'reports at once that %s is not in a long line',
    (regex) => {
      const search = searchFor({ regex, ignoreCase: false });
      const began = threadBusyMs();
      expect(search(`${'a'.repeat(5_000)}${far}!`)).toBeNull();
      expect(threadBusyMs() - began).toBeLessThan(5_000);
    },
  );
});
