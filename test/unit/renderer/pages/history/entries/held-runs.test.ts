import { expect, it } from 'vitest';
import {
  foldHeld,
  type HistoryRow,
  rowAhead,
  unfolded,
} from '../../../../../../src/renderer/pages/history/entries/held-runs';
import type { DecisionWhy, HeldEntry, HistoryEntry, MatchEntry } from '../../../../../../src/shared/contract/history';

const UNTIL = 600_000;

function match(id: number, why: DecisionWhy = 'cooldown', more: Partial<MatchEntry> = {}): MatchEntry {
  const outcome = why === 'matched' ? 'alerted' : 'held';
  return {
    ...{ kind: 'match', id, at: id, ruleId: 'web', rule: 'Web', fileId: 'app', path: '/app.log', line: `line ${id}` },
    ...{ decision: { outcome, why, params: why === 'cooldown' ? { until: UNTIL } : {} }, content: '', texts: [] },
    ...more,
  };
}

function counted(id: number, count: number): HeldEntry {
  const { ruleId, rule, decision, content, texts } = match(id);
  return { kind: 'held', id, at: id, lastAt: id, ruleId, rule, count, decision, content, texts };
}

const fold = (entries: readonly HistoryEntry[]): readonly HistoryRow[] => foldHeld(entries, new Set());
const ids = (rows: readonly HistoryRow[]): readonly number[] => rows.map(({ entry }) => entry.id);

it('held matches of one rule and reason are one row, which counts them all and says until when', () => {
  const rows = fold([match(5), counted(4, 38), match(3), match(2), match(1, 'matched')]);
  expect(ids(rows)).toEqual([5, 1]);
  expect(rows[0]?.run).toMatchObject({ why: 'cooldown', until: UNTIL, matches: 40 });
  expect(rows[1]?.run).toBeNull();
});

it('another rule, another reason and anything sent end a run', () => {
  const rows = fold([
    match(9),
    match(8, 'cooldown', { ruleId: 'disk' }),
    match(7),
    match(6, 'paused'),
    match(5, 'paused'),
    match(4, 'matched'),
    match(3, 'matched'),
  ]);
  expect(ids(rows)).toEqual([9, 8, 7, 6, 4, 3]);
  expect(rows.map(({ run }) => run?.matches ?? 0)).toEqual([0, 0, 0, 1, 0, 0]);
});

it('a run whose holds end at different times names no end', () => {
  const later = match(2, 'cooldown', { decision: { outcome: 'held', why: 'cooldown', params: { until: 1 } } });
  expect(fold([match(3), later])[0]?.run).toMatchObject({ matches: 1, until: null });
});

it('the start of a task and a match that waits in a text stay on their own', () => {
  expect(ids(fold([match(3, 'pair-started'), match(2, 'pair-started'), match(1, 'joined')]))).toEqual([3, 2, 1]);
});

it('an expanded run shows every entry, and stays so when a match joins it', () => {
  const rows = foldHeld([match(4), match(3), match(2), match(1, 'matched')], new Set(['match:3']));
  expect(ids(rows)).toEqual([4, 3, 2, 1]);
  expect(rows.map(({ inRun }) => inRun)).toEqual([false, true, true, false]);
  expect(rows[0]).toMatchObject({ expanded: true, run: { matches: 2 } });
});

it('a very long run is split, and its entries count for what is loaded ahead', () => {
  const entries = Array.from({ length: 1_200 }, (_nothing, index) => match(1_200 - index));
  const rows = fold(entries);
  expect(ids(rows)).toEqual([1_200, 700, 200]);
  expect(rowAhead(rows, 100)).toBe(2);
  expect(rowAhead(unfolded(entries), 100)).toBe(1_100);
  expect(rowAhead(unfolded(entries.slice(0, 5)), 100)).toBe(0);
  expect(rowAhead([], 100)).toBe(0);
});
