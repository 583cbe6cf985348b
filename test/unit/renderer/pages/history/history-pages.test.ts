import { expect, it } from 'vitest';
import {
  changedEntries,
  nextBefore,
  withChanges,
  withOlder,
} from '../../../../../src/renderer/pages/history/history-pages';
import type { HistoryEntry } from '../../../../../src/shared/contract/history';

const test = (id: number, at: number, content = ''): HistoryEntry => ({ kind: 'test', id, at, content, texts: [] });
const problem = (id: number, at: number): HistoryEntry => ({
  ...{ kind: 'problem', id, at, code: 'no-keys', subject: '', params: {} },
  clearedAt: null,
});

it('nothing is lost or doubled where pages meet within one ms', () => {
  const all = [test(6, 30), test(5, 20), problem(5, 20), test(4, 20), test(3, 20), test(2, 10), test(1, 9)];
  const read = (before: number | null): HistoryEntry[] =>
    all.filter(({ at }) => before === null || at < before).slice(0, 5);
  let known: readonly HistoryEntry[] = read(null);
  known = withOlder(known, read(nextBefore(known)));
  known = withOlder(known, read(nextBefore(known)));
  expect(known).toEqual(all);
});

it('an older page of nothing new adds nothing, and the newest entries are asked for first', () => {
  const known = [test(2, 20), test(1, 10)];
  expect(withOlder(known, [test(1, 10)])).toEqual(known);
  expect(nextBefore([])).toBeNull();
});

it('new entries come in at their place, changed ones where they were', () => {
  const before = [test(3, 30), test(2, 20), test(1, 10)];
  const now = [test(4, 25), test(3, 30, 'delivered'), ...before.slice(1)];
  expect(withChanges(before, changedEntries(before, now), true)).toEqual([
    test(3, 30, 'delivered'),
    test(4, 25),
    test(2, 20),
    test(1, 10),
  ]);
});

it('a count of held matches stands before those of the same moment that were stored, and stays where it is as it grows', () => {
  const held = (count: number): HistoryEntry => ({
    ...{ kind: 'held', id: 1, at: 20, lastAt: 20, ruleId: 'a', rule: 'A', count, content: '', texts: [] },
    decision: { outcome: 'held', why: 'paused', params: {} },
  });
  const known = [test(3, 30), test(2, 20), test(1, 10)];
  const counted = withChanges(known, [held(5)], true);
  expect(counted).toEqual([test(3, 30), held(5), test(2, 20), test(1, 10)]);
  expect(withChanges(counted, [held(7)], true)).toEqual([test(3, 30), held(7), test(2, 20), test(1, 10)]);
});

it('what a filter leaves out, or a later page brings, does not come in', () => {
  const known = [test(3, 30), test(2, 20)];
  expect(withChanges(known, [test(4, 40), test(2, 20, 'failed')], false)).toEqual([test(3, 30), test(2, 20, 'failed')]);
  expect(withChanges(known, [test(1, 10)], true)).toEqual(known);
  expect(withChanges([], [test(1, 10)], true)).toEqual([test(1, 10)]);
});
