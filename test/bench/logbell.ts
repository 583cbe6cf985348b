import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pattern } from '../../src/shared/settings/patterns/pattern';
import { scratchDir } from '../support/files/scratch-dir';
import { BenchProcess } from './bench-process';

const CLI = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

/** A pattern as `config.json` takes it. */
export type PatternInput = Pattern extends infer Each
  ? Each extends Pattern
    ? Omit<Each, 'ignoreCase'>
    : never
  : never;

/** What a benchmark watches. */
export interface Watched {
  readonly path: string;
  readonly patterns: readonly PatternInput[];
  readonly start?: 'end' | 'beginning';
}

/**
 * Settings with one rule for each pattern. Texts go to the practice SENS: one for the first match of each rule and
 * kind of line, as an ordinary cooldown has it, within the budget of every day; of more than a few matches, most are counted.
 */
export function benchSettings({ path, patterns, start = 'end' }: Watched): Readonly<Record<string, unknown>> {
  return {
    sens: { mode: 'practice' },
    // The way of a text is measured, not the pause between two.
    delivery: { perSecond: 100 },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'log', path, start }],
    rules: patterns.map((match, index) => ({ id: `rule-${index + 1}`, match, cooldown: '1h' })),
  };
}

/** Patterns that take turns (`turnOf`), so that no rule matches so often that its matches are counted instead of printed. */
export const TURNS: readonly PatternInput[] = Array.from({ length: 10 }, (_none, turn) => ({ text: turnOf(turn) }));

/** Words that one of `TURNS` looks for. */
export function turnOf(number: number): string {
  return `hello world ${number % 10};`;
}

/** Starts `logbell watch --json` as its own process, on settings and data of its own. */
export function startLogbell(settings: object, env: Readonly<Record<string, string>> = {}): BenchProcess {
  const dir = scratchDir();
  mkdirSync(join(dir, 'logs'));
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
  const profile = process.env['LOGBELL_BENCH_PROFILE'];
  const node = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  return new BenchProcess({
    command: process.execPath,
    args: [...node, CLI, 'watch', '--json'],
    env: { HOME: dir, LANG: 'en_US.UTF-8', LOGBELL_CONFIG_DIR: dir, ...env },
  });
}

/** Resolves with the time at which Logbell has said that it watches. */
export function watching(logbell: BenchProcess, limitMs = 30_000): Promise<number> {
  return logbell.line((line) => line.startsWith('{"event":"started"'), 'it said that it watches', limitMs);
}

/** How many matches a line of `logbell watch --json` tells of. */
export function matchesIn(line: string): number {
  if (line.startsWith('{"event":"held"')) {
    return (JSON.parse(line) as { readonly count: number }).count;
  }
  return isMatch(line) ? 1 : 0;
}

/** Whether a line of `logbell watch --json` is a match. */
export function isMatch(line: string): boolean {
  return line.startsWith('{"event":"match"');
}
