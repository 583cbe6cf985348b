import { expect, it } from 'vitest';
import { allEntries, historyCsv } from '../../../../src/main/desktop/files/history-csv';
import type { HistoryEntry, HistoryQuery } from '../../../../src/shared/contract/history';
import { translator } from '../../../../src/shared/i18n/translator';
import { en, ko } from '../../../support/text/strings';

function problem(id: number, at: number): HistoryEntry {
  return { kind: 'problem', id, at, code: 'file-unreadable', subject: '/app.log', params: {}, clearedAt: null };
}

/** Answers like the ledger: entries older than `before`, newest first. */
function reader(entries: readonly HistoryEntry[]): (query: HistoryQuery) => Promise<readonly HistoryEntry[]> {
  return ({ before, limit }) =>
    Promise.resolve(entries.filter(({ at }) => before === null || at < before).slice(0, limit));
}

it.each([
  ['nothing', 0, 1],
  ['one page', 500, 1],
  ['several pages, some of one ms', 1_700, 7],
])('reads everything: %s', async (_name, count, ofOneMs) => {
  const entries = Array.from({ length: count }, (_, index) => problem(index, 10_000 - Math.floor(index / ofOneMs)));
  expect(await allEntries(reader(entries), { search: '' })).toEqual(entries);
});

it('ends even if more than a page has the same ms', async () => {
  const entries = [...Array.from({ length: 900 }, (_, index) => problem(index, 5)), problem(1_000, 4)];
  const found = await allEntries(reader(entries), { search: '' });
  expect(found.length).toBeGreaterThan(500);
  expect(found.at(-1)?.at).toBe(4);
});

it('writes a row for each entry, in the current language, with masked numbers', () => {
  const match: HistoryEntry = {
    ...{ kind: 'match', id: 1, ruleId: 'hello', rule: 'Hello', fileId: 'app', path: '/app.log', line: '=1+1' },
    offset: 4_096,
    at: new Date(2026, 0, 31, 9, 30).getTime(),
    decision: { outcome: 'alerted', why: 'matched', params: {} },
    content: '[Hello] =1+1',
    texts: [
      {
        ...{ id: 1, channel: '', recipient: 'Me', to: '010******78', type: 'SMS', state: 'delivered', reason: null },
        ...{ at: 1, practice: true, costWon: 0 },
      },
    ],
  };
  const [head, row] = historyCsv([match], translator('ko')).split('\r\n');
  const columns = ['time', 'kind', 'rule', 'file', 'offset', 'line', 'decision', 'content', 'texts'] as const;
  expect(head).toBe(`\ufeff${columns.map((column) => `"${ko(`csv.column.${column}`)}"`).join(',')}`);
  expect(row).toContain(`"2026-01-31 09:30:00","${ko('csv.kind.match')}","Hello","/app.log","4096","'=1+1"`);
  expect(row).toContain(`"Me (010******78) SMS: ${ko('window.text.delivered')}"`);
});

it('states the number of counted matches', () => {
  const held: HistoryEntry = {
    ...{ kind: 'held', id: 1, ruleId: 'hello', rule: 'Hello', count: 41_200, content: '', texts: [] },
    at: new Date(2026, 0, 31, 9, 30).getTime(),
    lastAt: new Date(2026, 0, 31, 9, 30, 59).getTime(),
    decision: { outcome: 'held', why: 'threshold', params: { count: 100_000, within: '1m' } },
  };
  const [, row] = historyCsv([held], translator('en')).split('\r\n');
  expect(row).toContain(
    `"2026-01-31 09:30:00","${en('csv.kind.held')}","Hello","","","${en('held.more', { count: 41_200 })}"`,
  );
  expect(row).toContain(`"${en('held.threshold', { count: 100_000, within: '1 min' })}"`);
});

it('names a channel by its title, without a number', () => {
  const test: HistoryEntry = {
    ...{ kind: 'test', id: 1, at: 0, content: 'Hello' },
    texts: [
      {
        ...{ id: 1, channel: 'ops', recipient: '#ops', to: '', type: 'MESSAGE', state: 'unknown', reason: null },
        ...{ at: 1, practice: false, costWon: 0 },
      },
    ],
  };
  expect(historyCsv([test], translator('ko'))).toContain(`"#ops: ${ko('window.text.channelUnknown')}"`);
});
