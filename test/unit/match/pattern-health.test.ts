import { expect, it } from 'vitest';
import { PatternHealth, STRIKES, type PatternRole } from '../../../src/main/engine/match/pattern-health';
import { STOPPED } from '../../../src/main/engine/match/pattern/timed-run';
import { ruleSchema, type Rule } from '../../../src/shared/settings';
import { createMemoryBoard } from '../../support/memory-board';

const FOUND = { matched: 'x', groups: [], named: {} };

function ruleWith(match: string, more: object = {}): Rule {
  return ruleSchema.parse({ id: 'r', name: 'Rule', match: { regex: match }, ...more });
}

/** Runs out of time on `slow`, finds something in anything else, and remembers what it was asked. */
function searching(): { readonly asked: string[]; readonly search: (line: string) => typeof FOUND | typeof STOPPED } {
  const asked: string[] = [];
  const search = (line: string): typeof FOUND | typeof STOPPED => {
    asked.push(line);
    return line === 'slow' ? STOPPED : FOUND;
  };
  return { asked, search };
}

it.each([
  ['match', 'pattern-too-slow'],
  ['butNot', 'exception-too-slow'],
] as const)('gives a pattern up as %s after as many lines as it may be slow on, and says so once', (role, code) => {
  const board = createMemoryBoard();
  const health = new PatternHealth(board);
  health.keep([ruleWith('a')]);
  const { asked, search } = searching();
  const find = health.guard(search, ruleWith('a'), role);
  expect(find('slow')).toBeNull();
  expect(find('quick')).toBe(FOUND);
  for (let strike = 2; strike <= STRIKES + 2; strike++) {
    expect(find('slow')).toBeNull();
  }
  expect(find('quick')).toBeNull();
  expect(asked).toEqual(['slow', 'quick', ...Array<string>(STRIKES - 1).fill('slow')]);
  expect(board.raised).toMatchObject([{ code, subject: 'r', params: { title: 'Rule' } }]);
});

it.each<[string, Rule[], boolean]>([
  ['the same rule under another name', [ruleWith('a', { name: 'Other' })], true],
  ['the rule with another pattern', [ruleWith('b')], false],
  ['the rule with another exception', [ruleWith('a', { butNot: [{ text: 'c' }] })], false],
  ['no rule', [], false],
])('goes by what was counted when the settings have %s: %s', (_what, rules, stands) => {
  const board = createMemoryBoard();
  const health = new PatternHealth(board);
  const guarded = (rule: Rule, role: PatternRole = 'match'): ReturnType<PatternHealth['guard']> =>
    health.guard(searching().search, rule, role);
  health.keep([ruleWith('a')]);
  const find = guarded(ruleWith('a'));
  Array.from({ length: STRIKES }, () => find('slow'));
  health.keep(rules);
  expect(board.standing().map(({ code }) => code)).toEqual(stands ? ['pattern-too-slow'] : []);
  for (const rule of rules) {
    expect(guarded(rule)('quick')).toBe(stands ? null : FOUND);
    expect(guarded(rule, 'butNot')('quick')).toBe(FOUND);
  }
});
