import { expect, it } from 'vitest';
import { PolicyState } from '../../../../src/main/engine/alert/policy/policy-state';
import type { PolicyRow } from '../../../../src/main/engine/ledger/tables/policy-states';
import { PolicyRun } from '../../../support/engine/policy-run';
import { openLedger } from '../../../support/engine/open-ledger';
import { threadBusyMs } from '../../../support/time/thread-time';

/** Keys per transaction, as the reader passes them on. */
const AT_ONCE = 1_000;
const KEYS_KEPT = 1_000;
const MIB = 1_024 * 1_024;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

it('forgets the oldest keys first, even at the same time and after the clock was set back', () => {
  const { policy } = openLedger();
  const row = (key: string): PolicyRow => ({ kind: 'threshold', ruleId: 'r0', key, state: { key }, dueAt: null });
  const keys = Array.from({ length: KEYS_KEPT }, (_key, at) => `z${KEYS_KEPT - at}`);
  policy.save(keys.map(row), 1_000_000);
  policy.save([row(keys[0] ?? ''), row('a'), row('b')], 5);
  const kept = new Set(policy.ofKind('threshold').map(({ key }) => key));
  expect(['a', 'b', ...keys.slice(0, 4)].map((key) => kept.has(key))).toEqual([true, true, true, false, false, true]);
});

it.each([
  ['a threshold', 'threshold', 60_000, { threshold: { count: 2, within: '1h' } }],
  ['ends to wait for', 'pair', 30_000, { pair: { end: { regex: 'end (\\S+)' }, within: '1h' } }],
] as const)('keeps memory and time constant over any number of keys: %s', (_what, kind, keys, policy) => {
  const ledger = openLedger();
  const rule = { match: { regex: 'key (\\S+)' }, key: '1', cooldown: '1h', ...policy };
  const took: number[] = [];
  let heapBefore = 0;
  for (let first = 0; first < keys; first += AT_ONCE) {
    const began = threadBusyMs();
    const run = new PolicyRun([rule], {}, new PolicyState(ledger.policy));
    for (let key = first; key < first + AT_ONCE; key += 1) {
      run.short(key / 1_000, `key k${key}`);
    }
    const forgot = ledger.commit(() => ledger.policy.save(run.memory.takeChanges(), first));
    took.push(threadBusyMs() - began);
    expect(Array.from(forgot)).toEqual(first === 0 ? [] : ['r0']);
    if (first === 10 * AT_ONCE) {
      heapBefore = process.memoryUsage().heapUsed;
    }
  }
  expect(ledger.policy.ofKind(kind)).toHaveLength(KEYS_KEPT);
  expect(ledger.policy.find(kind, 'r0', `k${keys - 1}`)).not.toBeNull();
  const quarter = Math.floor(took.length / 4);
  expect(median(took.slice(-quarter))).toBeLessThan(3 * median(took.slice(0, quarter)));
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(64 * MIB);
});
