import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { it } from 'vitest';
import { nodeRuntime } from '../../scripts/setup/node-runtime.mjs';
import { scratchDir } from '../support/files/scratch-dir';
import { judge } from './bars';
import { BenchProcess } from './bench-process';
import { benchSettings, CLI, startLogbell, watching } from './logbell';
import { memoryOf } from './process-facts';
import { report } from './report';
import { RUNS, scaled } from './run-size';
import { median } from './statistics';

/** Node that Logbell starts with: that of the packages, which is newer than the one of development. */
const RUNTIME = process.env['LOGBELL_BENCH_NODE'] ?? join(await nodeRuntime(), 'bin', 'node');
/** Starts in turn: they are short, and each is compared with a bare start just before it. */
const STARTS = 3 * RUNS;
/** V8 cleans up its memory for about 20 s after a start. */
const IDLE_MS = scaled(20_000, 2_000);

/** Runs Node with these arguments to its end. Returns the time it took, ms. */
async function whole(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const process = new BenchProcess({ command: RUNTIME, args, env });
  await process.ended();
  return performance.now() - process.startedAt;
}

it(
  'from the start of the process to the version, and to watching one file',
  async () => {
    const dir = scratchDir();
    mkdirSync(join(dir, 'log'));
    const path = join(dir, 'log', 'app.log');
    writeFileSync(path, '');
    const env = { HOME: dir, XDG_CACHE_HOME: join(dir, 'cache') };
    const settings = benchSettings({ path, patterns: [{ text: 'hello world' }] });
    const start = (): BenchProcess => startLogbell(settings, env, RUNTIME);
    // As on every start but the first: with compiled code, which Node writes when it exits.
    const first = start();
    await watching(first);
    first.signal('SIGTERM');
    await first.ended();

    const times: { bare: number; version: number; ready: number }[] = [];
    for (let run = 0; run < STARTS; run += 1) {
      const bare = await whole(['-e', '0'], env);
      const version = await whole([CLI, '--version'], env);
      const logbell = start();
      const ready = (await watching(logbell)) - logbell.startedAt;
      await logbell.end();
      times.push({ bare, version, ready });
    }
    const idle = start();
    await watching(idle);
    await setTimeout(IDLE_MS);
    const { nowMb } = memoryOf(idle.pid);
    await idle.end();
    const bare = new BenchProcess({ command: RUNTIME, args: ['-e', `setTimeout(() => 0, ${IDLE_MS * 2})`], env });
    await setTimeout(IDLE_MS / 10);
    const { nowMb: bareMb } = memoryOf(bare.pid);

    const ratio = (what: 'version' | 'ready'): number => median(times.map((each) => each[what] / each.bare));
    const ms = (what: 'bare' | 'version' | 'ready'): number => median(times.map((each) => each[what]));
    report('startup', {
      rows: [
        { start: 'node -e 0', ms: ms('bare'), ratio: 1, MB: bareMb },
        { start: 'logbell --version', ms: ms('version'), ratio: ratio('version') },
        { start: 'logbell watch', ms: ms('ready'), ratio: ratio('ready'), MB: nowMb },
      ],
      verdicts: [
        judge('startup version', ratio('version')),
        judge('startup ready', ratio('ready')),
        judge('startup memory', nowMb),
      ],
      notes: [`Node: ${RUNTIME}. Ratios are medians over ${STARTS} starts, each beside a bare start.`],
    });
  },
  STARTS * 20_000 + IDLE_MS * 2 + 60_000,
);
