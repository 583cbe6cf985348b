import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pattern } from '../../src/shared/settings/patterns/pattern';
import { scratchDir } from '../support/files/scratch-dir';
import { BenchProcess } from './bench-process';

/** Built command line. */
export const CLI = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

/** A pattern as in `config.json`. */
export type PatternInput = Pattern extends infer Each
  ? Each extends Pattern
    ? Omit<Each, 'ignoreCase'>
    : never
  : never;

/** Log and patterns of a benchmark. */
export interface Watched {
  readonly path: string;
  readonly patterns: readonly PatternInput[];
  readonly start?: 'end' | 'beginning';
}

/**
 * Settings with one rule for each pattern. Texts go to the practice SENS: one for the first match of each rule and line
 * fingerprint, as with the default cooldown and budget; beyond a few matches, most are counted.
 */
export function benchSettings({ path, patterns, start = 'end' }: Watched): Readonly<Record<string, unknown>> {
  return {
    sens: { mode: 'practice' },
    // The delay of one text is measured, not the interval between two.
    delivery: { perSecond: 100 },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'log', path, start }],
    rules: patterns.map((match, index) => ({ id: `rule-${index + 1}`, match, cooldown: '1h' })),
  };
}

/**
 * Patterns used in turn (`turnOf`), so that no rule matches so often that its matches are counted instead of printed.
 */
export const TURNS: readonly PatternInput[] = Array.from({ length: 10 }, (_none, turn) => ({ text: turnOf(turn) }));

/** Text that one of `TURNS` matches. */
export function turnOf(number: number): string {
  return `hello world ${number % 10};`;
}

/** Starts `logbell watch --json` as its own process, with its own settings and data. */
export function startLogbell(
  settings: object,
  env: Readonly<Record<string, string>> = {},
  runtime = process.execPath,
): BenchProcess {
  const dir = scratchDir();
  mkdirSync(join(dir, 'logs'));
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
  const profile = process.env['LOGBELL_BENCH_PROFILE'];
  const node = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  return new BenchProcess({
    command: runtime,
    args: [...node, CLI, 'watch', '--json'],
    env: { HOME: dir, LANG: 'en_US.UTF-8', LOGBELL_CONFIG_DIR: dir, ...env },
  });
}

/** Resolves with the time at which Logbell reported that it watches. */
export function watching(logbell: BenchProcess, limitMs = 30_000): Promise<number> {
  return logbell.line((line) => line.startsWith('{"event":"started"'), 'it said that it watches', limitMs);
}

/** Number of matches that a line of `logbell watch --json` reports. */
export function matchesIn(line: string): number {
  if (line.startsWith('{"event":"held"')) {
    return (JSON.parse(line) as { readonly count: number }).count;
  }
  return isMatch(line) ? 1 : 0;
}

/** True if a line of `logbell watch --json` is a match. */
export function isMatch(line: string): boolean {
  return line.startsWith('{"event":"match"');
}
