import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { PolicyState } from '../../../../src/main/engine/alert/policy/policy-state';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { PolicyRun } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';

const RULES = [
  { name: 'A', cooldown: '30s', cooldownMax: '2m', rollup: true },
  {
    name: 'B',
    match: { regex: 'user=(?<user>\\w)' },
    key: 'user',
    threshold: { count: 2, within: '40s' },
    wait: '10s',
  },
  { name: 'C', cooldown: '1m', cooldownBy: 'rule', urgent: true },
];
const MORE = {
  policy: {
    zone: 'Asia/Seoul',
    quiet: [{ from: '12:03', to: '12:06' }],
    budget: { textsPerDay: 6, reserve: 1 },
  },
};
const LINES = ['user=a failed', 'user=b failed', 'disk 1 full', 'disk 2 full'];

/** Seconds since the last line, the line, the rule, and if a transaction ends after it. */
const steps = fc.array(fc.tuple(fc.nat(60), fc.nat(3), fc.nat(2), fc.boolean()), { maxLength: 40 });

it('decides the same in one transaction as in any number of transactions', () => {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  onTestFinished(() => ledger.close());
  fc.assert(
    fc.property(steps, (taken) => {
      ledger.policy.keepOnly(new Set());
      const known = [
        { kind: 'spent', key: 'practice' },
        { kind: 'incidents', key: '' },
      ];
      ledger.policy.save(
        known.map((each) => ({ ...each, ruleId: '', state: null, dueAt: null })),
        0,
      );
      const dry = new PolicyRun(RULES, MORE);
      let live = new PolicyRun(RULES, MORE, new PolicyState(ledger.policy));
      let now = 0;
      for (const [gap, line, rule, ends] of taken) {
        now += gap;
        // A rule with a threshold finds only the lines with its key.
        const text = LINES[rule === 1 ? line % 2 : line];
        expect(live.due(now)).toEqual(dry.due(now));
        expect(live.at(now, text, rule)).toEqual(dry.at(now, text, rule));
        if (ends) {
          ledger.commit(() => ledger.policy.save(live.memory.takeChanges(), now));
          live = new PolicyRun(RULES, MORE, new PolicyState(ledger.policy));
        }
      }
    }),
    { numRuns: 100 },
  );
});
