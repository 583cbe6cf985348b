import { expect, it } from 'vitest';
import { chartOf, tableOf } from '../../../scripts/bench-chart.mjs';

const RESULTS = {
  name: 'catch-up',
  date: '2026-11-23T00:00:00.000Z',
  runs: 3,
  scale: 0.1,
  machine: { cores: 2, processor: 'A <fast> one', memoryGiB: 8, node: '20.19.0' },
  rows: [
    { patterns: 1, tool: 'logbell', 's median': 0.5 },
    { patterns: 1, tool: 'tail | grep', 's median': 1 },
    { patterns: 10, tool: 'logbell', 's median': 0.25 },
  ],
  verdicts: [
    { what: 'of tail | grep', limit: 0.35, unit: '×', measured: 0.5, met: false },
    { what: 'matches lost', limit: 0, unit: 'lines', measured: 0, met: true },
  ],
};

it('draws a bar for each tool, in proportion, and groups them by patterns', () => {
  const chart = chartOf(RESULTS);
  const widths = Array.from(chart.matchAll(/<rect x="170".*? width="(\d+)"/g), ([, width]) => Number(width));
  expect(widths).toEqual([240, 480, 120]);
  expect(chart.match(/\d+ patterns?(?=<)/g)).toEqual(['1 pattern', '10 patterns']);
  expect(chart).toContain('A &lt;fast&gt; one, 2 cores, Node 20.19.0, 2026-11-23');
});

it('lists every figure with its limit and marks missed ones', () => {
  expect(tableOf([RESULTS]).split('\n').slice(2)).toEqual([
    '| `catch-up` | of tail \\| grep (0.1 of the size) | 0.50 × | 0.35 × | **missed** | 3 |',
    '| `catch-up` | matches lost (0.1 of the size) | 0 lines | 0 lines | met | 3 |',
  ]);
});
