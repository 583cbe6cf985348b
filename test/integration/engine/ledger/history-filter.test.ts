import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import type { HistoryFilter, TextState } from '../../../../src/shared/contract/history';
import { scratchDir } from '../../../support/files/scratch-dir';

let ledger: Ledger;

beforeEach(() => {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  ledger = opened.value;
  const rule = { ruleId: 'disk', rule: 'Disk', fileId: 'app', path: '/app.log' };
  const texts = {
    ...{ content: 'c', type: 'SMS' as const, subject: '', held: 0, practice: true },
    prices: { SMS: 9, LMS: 30, MMS: 100 },
    recipients: [{ id: 'me', name: 'Me', to: '010******78' }],
  };
  const alert = ledger.alerts.addAlert({ ...texts, at: 1, kind: 'rule', ruleId: 'disk', rule: 'Disk' });
  const test = ledger.alerts.addAlert({ ...texts, at: 4, kind: 'test', ruleId: '', rule: '' });
  const change = (id: number | undefined, state: TextState): void => {
    const text = ledger.texts.find(id ?? 0);
    expect(text && ledger.texts.changeTexts([{ text, state, reason: null }], 9)).toHaveLength(1);
  };
  change(alert.textIds[0], 'delivered');
  change(test.textIds[0], 'failed');
  const alerted = { outcome: 'alerted', why: 'matched', params: {} } as const;
  const held = { outcome: 'held', why: 'cooldown', params: {} } as const;
  ledger.alerts.addMatch({ ...rule, at: 1, line: 'alerted', decision: alerted }, alert.id);
  ledger.alerts.addMatch({ ...rule, at: 2, line: 'held', decision: held }, null);
  ledger.alerts.addMatch({ ...rule, at: 3, ruleId: 'net', line: 'other', decision: held }, null);
  ledger.problems.add({ at: 5, code: 'file-unreadable', subject: '/app.log', params: {} });
});
afterEach(() => ledger.close());

it.each<readonly [Omit<HistoryFilter, 'search'>, readonly number[]]>([
  [{}, [5, 4, 3, 2, 1]],
  [{ kind: 'match' }, [3, 2, 1]],
  [{ kind: 'test' }, [4]],
  [{ kind: 'problem' }, [5]],
  [{ ruleId: 'disk' }, [2, 1]],
  [{ ruleId: 'disk', outcome: 'held' }, [2]],
  [{ outcome: 'alerted' }, [1]],
  [{ outcome: 'held' }, [3, 2]],
  [{ outcome: 'delivered' }, [1]],
  [{ outcome: 'failed' }, [4]],
  [{ outcome: 'unknown' }, []],
  [{ kind: 'problem', outcome: 'failed' }, []],
  [{ kind: 'test', ruleId: 'disk' }, []],
])('the history is filtered: %#', (filter, at) => {
  const found = ledger.history.list({ before: null, limit: 100, search: '', ...filter });
  expect(found.map((entry) => entry.at)).toEqual(at);
});

it('a filter and a search apply together, page by page', () => {
  const page = { limit: 1, search: 'app.log', outcome: 'held' } as const;
  expect(ledger.history.list({ ...page, before: null }).map(({ at }) => at)).toEqual([3]);
  expect(ledger.history.list({ ...page, before: 3 }).map(({ at }) => at)).toEqual([2]);
});
