import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FAMILIES } from '../../../src/main/metrics/families';
import { PROJECT } from '../../support/docs/page';

const read = (...path: readonly string[]): string => readFileSync(join(PROJECT, 'docs', ...path), 'utf8');
const NAMES = Object.keys(FAMILIES);

it('every family is in the table, with its labels', () => {
  const rows = Array.from(
    read('reference', 'metrics.md').matchAll(/^\| `(logbell_\w+)` +\| (.*?) *\| /gm),
    ([, name = '', labels = '']) => [name, Array.from(labels.matchAll(/`(\w+)`/g), ([, label]) => label)],
  );
  const expected = Object.entries(FAMILIES).map(([name, { type, labels }]) => [
    name,
    type === 'histogram' ? ['le'] : [...labels],
  ]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
});

it.each(['logbell-rules.yml', 'logbell-dashboard.json'])('%s names only metrics that exist', (file) => {
  const used = Array.from(read('prometheus', file).matchAll(/\blogbell_\w+/g), ([name]) =>
    name.replace(/_bucket$/, ''),
  );
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !NAMES.includes(name))).toEqual([]);
});
