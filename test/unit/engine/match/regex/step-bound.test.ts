import type { AST } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntaxOf } from '../../../../../src/main/engine/match/regex/types';
import { stepBound } from '../../../../../src/main/engine/match/regex/step-bound';
import { randomLine, randomPattern } from '../../../../support/text/random-patterns';
import { StepCounter } from '../../../../support/time/step-counter';

function parsed(source: string): AST.Pattern {
  const syntax = syntaxOf(new RegExp(source, 'u'));
  if (!syntax) {
    throw new Error(`${source} cannot be read.`);
  }
  return syntax;
}

const source = randomPattern({
  characters: ['a', 'b', 'a+b', '[^a]', '\\w', '[ab]*1', 'a+(b|b|b|b|b|1)'],
  assertions: ['^', '$', '\\b', '(?=a+)', '(?!b*a)'],
  counts: ['*', '+', '?', '*?', '+?', '{2}', '{0,2}', '{1,3}?', '{2,}'],
});

describe('bound on the steps', () => {
  it('is never less than the steps of a backtracking matcher', () => {
    let near = 0;
    fc.assert(
      fc.property(source, randomLine(['a', 'b', '1'], 7), (text, line) => {
        const bound = stepBound(parsed(text), false)(line.length);
        fc.pre(bound < 50_000);
        const steps = StepCounter.count(parsed(text), line);
        near += steps * 4 > bound ? 1 : 0;
        expect(steps).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 1_000 },
    );
    expect(near).toBeGreaterThan(20);
  });

  it.each(['(a+)+$', '(\\w+\\s?)*=$', '(.*)*=x', '(a|b|ab)*c', '(x+x+)+y', '(?=(a+)+!)b', '^(a{1,30}){1,30}$'])(
    'is unlimited for %s',
    (text) => {
      expect(stepBound(parsed(text), false)(200)).toBeGreaterThan(1e12);
    },
  );

  it.each([
    ['ERROR', 1],
    ['(GET|POST) /api', 1],
    ['\\d{1,3}\\.\\d{1,3}', 1],
    ['ERROR.*timeout', 2],
    ['user=(\\d+) .*order=(\\d+) ', 3],
    ['^\\S+ (\\S+) \\[[^\\]]+\\] "', 2],
  ] as const)('of %s grows with the expected power of the line length', (text, power) => {
    const bound = stepBound(parsed(text), false);
    const grown = bound(2_000) / bound(1_000);
    expect(Math.log2(grown)).toBeCloseTo(power, 0);
  });
});
