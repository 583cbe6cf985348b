import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Decision } from '../../../src/shared/contract/history';
import { decision, heldUntil, thresholdReached } from '../../../src/shared/i18n/en/decision';
import { PolicyRun, START } from '../../support/engine/policy-run';

/** Decision table of docs/reference/json-events.md: the fields of each `why`. */
const PAGE = readFileSync(new URL('../../../docs/reference/json-events.md', import.meta.url), 'utf8');
const TABLE = PAGE.slice(PAGE.indexOf('## Decisions in'));
const DOCUMENTED = new Map(
  Array.from(TABLE.matchAll(/^\| (`.+?) +\| (.+?) +\|$/gm), ([, whys = '', params = '']) => [whys, params] as const)
    .filter(([whys]) => whys !== '`why`')
    .flatMap(([whys, params]) => quoted(whys).map((why) => [why, quoted(params).sort()] as const)),
);
const HOUR_MS = 3_600_000;
const sentences = { ...decision, ...heldUntil, ...thresholdReached };

/** Words in backticks. */
function quoted(text: string): string[] {
  return Array.from(text.matchAll(/`([\w-]+)`/g), ([, word = '']) => word);
}

/** Decision of a rule on a line after `before` others, each a second apart. */
function decided(rule: object, policy: object = {}, before = 0): Decision {
  const run = new PolicyRun([rule], { policy: { zone: 'Asia/Seoul', ...policy } });
  Array.from({ length: before }, (_line, at) => run.at(at));
  return run.at(before).decision;
}

it('all decisions are in the table, with the values that their sentences use', () => {
  const named = Object.entries(sentences).map(([why, sentence]) => {
    const names = Array.from(sentence.matchAll(/\{\{(\w+)[^}]*\}\}/g), ([, name = '']) => name);
    return [why, names.sort()] as const;
  });
  const told = named.map(([why]) => [why, DOCUMENTED.get(why)] as const);
  expect(told).toEqual(named);
  expect(DOCUMENTED.size).toBe(named.length);
});

it.each([
  ['matched', decided({ threshold: { count: 2, within: '60s' } }, {}, 1), { count: 2, within: '60s' }],
  ['threshold', decided({ threshold: { count: 3, within: '60s' } }, {}, 1), { seen: 2, count: 3, within: '60s' }],
  [
    'threshold-over',
    decided({ threshold: { count: 2, within: '60s' } }, {}, 2),
    { within: '60s', until: START + 60_000 },
  ],
  ['cooldown', decided({ cooldown: '10m', cooldownMax: '1h' }, {}, 1), { cooldown: '10m', until: START + 600_000 }],
  ['grouped', decided({ wait: '30s' }), { wait: '30s' }],
  ['joined', decided({ wait: '30s' }, {}, 1), {}],
  ['quiet', decided({}, { quiet: [{ from: '12:00', to: '13:00' }] }), { until: START + HOUR_MS }],
  ['reserved', decided({}, { quiet: [{ from: '12:00', to: '13:00' }], quietBy: 'sens' }), { until: START + HOUR_MS }],
  ['budget', decided({ budget: { textsPerDay: 1 } }, {}, 1), { until: START + 20 * HOUR_MS }],
] as const)('%s carries what the table says', (why, { why: decidedWhy, params }, expected) => {
  expect(decidedWhy).toBe(why);
  expect(params).toEqual(expected);
  expect(Object.keys(params).sort()).toEqual(DOCUMENTED.get(why));
});
