import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { scratchDir } from '../support/files/scratch-dir';
import { judge } from './bars';
import type { BenchProcess } from './bench-process';
import { benchSettings, isMatch, startLogbell, TURNS, turnOf, watching } from './logbell';
import { tailGrepFolder } from './peers';
import { cpuSecondsOf, memoryOf } from './process-facts';
import { seededRandom } from './random';
import { report, type Row } from './report';
import { scaled } from './run-size';
import { distribution, type Distribution } from './statistics';

/**
 * Time from "started" until the process counts as idle (V8 cleans up its memory for about 20 s after a start), and
 * period of the measurement, ms.
 */
const SETTLE_MS = 30_000;
const IDLE_MS = scaled(20_000, 2_000);
const APPENDS = scaled(300, 30);
const PAUSE_MS = 20;
const PATTERNS = [{ text: 'hello world' }];

/** Time limit from an append to its match, ms. */
const LIMIT_MS = 10_000;

function folderOf(count: number): { readonly dir: string; readonly file: (number: number) => string } {
  const dir = scratchDir();
  const file = (number: number): string => join(dir, `service-${String(number).padStart(5, '0')}.log`);
  for (let number = 0; number < count; number += 1) {
    writeFileSync(file(number), `started ${number}\n`);
  }
  return { dir, file };
}

/** Appends a line to random files, one after the other; returns the delays until the matches, ms. */
async function latencies(
  process: BenchProcess,
  file: (number: number) => string,
  count: number,
): Promise<Distribution> {
  const random = seededRandom(3);
  const taken: number[] = [];
  for (let append = 0; append < APPENDS; append += 1) {
    const words = `${turnOf(append)} n=${append};`;
    const seen = process.line((line) => line.includes(words), 'the match was printed', LIMIT_MS);
    const from = performance.now();
    appendFileSync(file(random(count)), `${words}\n`);
    taken.push((await seen) - from);
    await setTimeout(PAUSE_MS);
  }
  return distribution(taken);
}

/**
 * Waits for the pipe, which does not report when it watches: appends to the last file until a line comes out, and no
 * more follow.
 */
async function tailReady(peer: BenchProcess, last: string): Promise<void> {
  const append = setInterval(() => appendFileSync(last, 'hello world\n'), 100);
  await peer.line((line) => line.includes('hello world'), 'it watches', 60_000).finally(() => clearInterval(append));
}

function asRow(tool: string, count: number, { p50, p99, max }: Distribution): Row {
  return { files: count, tool, appends: APPENDS, 'p50 ms': p50, 'p99 ms': p99, 'max ms': max };
}

it.each([1_000, 10_000] as const)(
  'follows %i files',
  async (count) => {
    const { dir, file } = folderOf(count);
    const settings = benchSettings({ path: join(dir, '*.log'), patterns: TURNS });
    const logbell = startLogbell(settings);
    const followed: string[] = [];
    let matches = 0;
    logbell.listen((line) => {
      followed.push(...(line.startsWith('{"event":"started"') ? [line] : []));
      matches += isMatch(line) ? 1 : 0;
    });
    const readyS = ((await watching(logbell, 120_000)) - logbell.startedAt) / 1_000;
    expect(JSON.parse(followed[0] ?? '{}'), 'started').toMatchObject({ files: count });
    await setTimeout(SETTLE_MS);
    const cpuBefore = cpuSecondsOf(logbell.pid);
    await setTimeout(IDLE_MS);
    const idlePercent = ((cpuSecondsOf(logbell.pid) - cpuBefore) / (IDLE_MS / 1_000)) * 100;
    const own = await latencies(logbell, file, count);
    const { nowMb, peakMb } = memoryOf(logbell.pid);
    expect(matches).toBe(APPENDS);
    await logbell.end();

    const peer = tailGrepFolder(dir, PATTERNS);
    await tailReady(peer, file(count - 1));
    const others = await latencies(peer, file, count);
    await peer.end();

    report(`many-files-${count}`, {
      rows: [
        { ...asRow('logbell', count, own), 'ready s': readyS, 'idle %': idlePercent, MB: nowMb, 'peak MB': peakMb },
        asRow('tail | grep', count, others),
      ],
      verdicts: [
        judge(`${count} files ready`, readyS),
        judge(`${count} files idle`, idlePercent),
        judge(`${count} files memory`, nowMb),
        judge(`${count} files p99`, own.p99),
      ],
    });
  },
  600_000,
);
