import { expect, it } from 'vitest';
import type { Found } from '../../../../../src/main/engine/match/regex/types';
import { SlowPatterns, type Finder, type PatternRole } from '../../../../../src/main/engine/match/regex/slow-patterns';
import type { Allowance } from '../../../../../src/main/engine/match/regex/time-allowance';
import type { Search } from '../../../../../src/main/engine/match/regex/engine';
import { STOPPED } from '../../../../../src/main/engine/match/regex/timed-exec';
import { ruleSchema } from '../../../../../src/shared/settings/rules/rule-schema';
import type { Rule } from '../../../../../src/shared/settings/schema';
import { ManualClock } from '../../../../support/time/manual-clock';
import { createMemoryBoard, type MemoryBoard } from '../../../../support/engine/memory-board';

const FOUND: Found = { matched: 'x', groups: [], named: {} };
const HOUR_MS = 3_600_000;

function ruleWith(match: string, more: object = {}): Rule {
  return ruleSchema.parse({ id: 'r', name: 'Rule', match: { regex: match }, ...more });
}

/** Uses all its time on `slow`; finds a match in any other line unless it has no time at all. */
const searchWithin =
  (allowance: Allowance): Search =>
  (line) => {
    const limit = allowance.limit();
    if (line === 'slow') {
      allowance.spend(limit, 0);
    }
    return line === 'slow' || limit === 0 ? STOPPED : FOUND;
  };

interface Guarded {
  readonly health: SlowPatterns;
  readonly board: MemoryBoard;
  readonly clock: ManualClock;
  readonly blind: string[];
  readonly find: (role?: PatternRole, rule?: Rule) => Finder;
}

function guarded(rule = ruleWith('a')): Guarded {
  const board = createMemoryBoard();
  const clock = new ManualClock(1_000_000);
  const blind: string[] = [];
  const told = { problems: board, clock, onTimeExhausted: ({ id }: Rule): void => void blind.push(id) };
  const health = new SlowPatterns(told, () => clock.now());
  health.keep([rule]);
  const find = (role: PatternRole = 'match', each = rule): Finder => health.guard(searchWithin, each, role);
  return { health, board, clock, blind, find };
}

it.each([
  ['match', 'pattern-too-slow'],
  ['butNot', 'exception-too-slow'],
  ['ok', 'ok-too-slow'],
] as const)(
  'tries a slow pattern (%s) on the next line again, and counts the lines it could not check',
  (role, code) => {
    const { board, clock, find } = guarded();
    const finder = find(role);
    for (let line = 1; line <= 5; line++) {
      expect(finder('slow')).toBeNull();
      expect(finder('quick')).toBe(FOUND);
    }
    expect(board.standing()).toMatchObject([{ code, subject: 'r', params: { title: 'Rule', lines: 1 } }]);
    clock.pass(1_000);
    expect(board.standing()).toMatchObject([{ code, params: { lines: 5 } }]);
  },
);

it('skips lines once slow ones have used up the time, and checks again as time passes', () => {
  const { board, clock, blind, find } = guarded();
  const finder = find();
  for (let line = 1; line <= 100; line++) {
    finder('slow');
  }
  expect(finder('quick')).toBeNull();
  expect(blind).toEqual(['r']);
  clock.pass(1_000);
  expect(finder('quick')).toBe(FOUND);
  expect(board.standing()).toMatchObject([{ params: { lines: 101 } }]);
});

it('reports once per problem that a rule skips lines, and only for lines it applies to', () => {
  const { board, clock, blind, find } = guarded();
  const exhaust = (finder: Finder): void => {
    for (let line = 1; line <= 100; line++) {
      finder('slow');
    }
  };
  exhaust(find('butNot'));
  expect(blind).toEqual([]);
  clock.pass(2 * HOUR_MS);
  const finder = find();
  exhaust(finder);
  clock.pass(HOUR_MS / 2);
  exhaust(finder);
  expect(blind).toEqual(['r']);
  clock.pass(HOUR_MS);
  expect(board.standing()).toEqual([]);
  expect(board.cleared).toEqual(['exception-too-slow', 'pattern-too-slow']);
  exhaust(finder);
  expect(blind).toEqual(['r', 'r']);
});

it('leaves time for other rules', () => {
  const { health, blind } = guarded();
  const other = ruleWith('b', { id: 'other' });
  health.keep([ruleWith('a'), other]);
  const attacked = health.guard(searchWithin, ruleWith('a'), 'match');
  for (let line = 1; line <= 1_000; line++) {
    attacked('slow');
  }
  expect(blind).toEqual(['r']);
  expect(health.guard(searchWithin, other, 'match')('quick')).toBe(FOUND);
});

it.each<[string, Rule[], boolean]>([
  ['the same rule under another name', [ruleWith('a', { name: 'Other' })], true],
  ['the rule with another pattern', [ruleWith('b')], false],
  ['the rule with another exception', [ruleWith('a', { butNot: [{ text: 'c' }] })], false],
  ['no rule', [], false],
])('continues from the earlier counts when the settings have %s: %s', (_what, rules, stands) => {
  const { health, board, clock, find } = guarded();
  const finder = find();
  for (let line = 1; line <= 100; line++) {
    finder('slow');
  }
  health.keep(rules);
  expect(board.standing().map(({ code }) => code)).toEqual(stands ? ['pattern-too-slow'] : []);
  for (const rule of rules) {
    expect(find('match', rule)('quick')).toBe(stands ? null : FOUND);
  }
  clock.pass(HOUR_MS);
  expect(board.standing()).toEqual([]);
});

it('leaves no timer when it is stopped', () => {
  const { health, clock, find } = guarded();
  find()('slow');
  find('ok')('slow');
  expect(clock.pending()).not.toEqual([]);
  health.keep([]);
  expect(clock.pending()).toEqual([]);
});
