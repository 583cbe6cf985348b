import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Percentiles of a run of measurements, in their own unit. */
export interface Distribution {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly count: number;
}

/** The percentiles of some measurements (nearest rank). */
export function distribution(values: readonly number[]): Distribution {
  const sorted = values.toSorted((one, other) => one - other);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1), count: sorted.length };
}

/** Prints a benchmark's figures and keeps them as JSON in `.cache/bench/<name>.json`. */
export function report(name: string, figures: Readonly<Record<string, Distribution>>): void {
  const lines = Object.entries(figures).map(([figure, { p50, p95, p99, max, count }]) => {
    const values = Object.entries({ p50, p95, p99, max }).map(([label, value]) => `${label} ${value.toFixed(2)}`);
    return `${figure.padEnd(34)} ${values.join('  ')}  (${count})`;
  });
  process.stdout.write(`\n${lines.join('\n')}\n`);
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
