import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from './bars';
import { RUNS, SCALE } from './run-size';

/** Folder of results and generated logs. */
export const BENCH_CACHE = join(import.meta.dirname, '..', '..', '.cache', 'bench');

/** A table row: figures or words by column name. */
export type Row = Readonly<Record<string, string | number>>;

/** Results of a benchmark. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  /** Notes on what was skipped or counted differently, a sentence each. */
  readonly notes?: readonly string[];
}

/** Prints the figures of a benchmark and their limits, and stores them as JSON in `.cache/bench/<name>.json`. */
export function report(name: string, { rows, verdicts, notes = [] }: Findings): void {
  const reduced = SCALE === 1 ? '' : `, reduced to ${SCALE} of the full size: the bars are meant for 1`;
  const bars = verdicts.map((verdict) => ({
    bar: verdict.what,
    limit: `${shown(verdict.limit)} ${verdict.unit}`,
    measured: `${shown(verdict.measured)} ${verdict.unit}`,
    verdict: verdict.met ? 'pass' : 'MISSED',
  }));
  const parts = [`\n${name}${reduced}`, table(rows), table(bars), ...notes.map((note) => `note: ${note}`)];
  process.stdout.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
  mkdirSync(BENCH_CACHE, { recursive: true });
  const results = { name, date: new Date().toISOString(), runs: RUNS, scale: SCALE, machine: machine() };
  writeFileSync(
    join(BENCH_CACHE, `${name}.json`),
    `${JSON.stringify({ ...results, rows, verdicts, notes }, null, 2)}\n`,
  );
}

function machine(): object {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model ?? '',
    arch: arch(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}

function shown(value: string | number): string {
  if (typeof value === 'string' || Number.isInteger(value)) {
    return String(value);
  }
  return value.toFixed(Math.abs(value) < 100 ? 2 : 0);
}

/** Formats rows; columns are in the order of their first use. */
function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => shown(row[column] ?? '')))];
  const widths = columns.map((_column, index) => Math.max(...lines.map((line) => (line[index] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
