import { expect, it } from 'vitest';
import { runDry } from '../support/engine/dry-run';
import { judge } from './bars';
import { bigLog } from './big-log';
import { SAMPLE_PATTERNS } from './patterns';
import { report, type Row } from './report';
import { RUNS, scaled } from './run-size';
import { median } from './statistics';

const GIGABYTE = 1e9;
const MIB = 2 ** 20;

/** Time limit of one run, ms. */
const LIMIT_MS = 60_000;

/** Peak memory of this process, MiB (getrusage(2), ru_maxrss in KiB). */
function peakMb(): number {
  return (process.resourceUsage().maxRSS * 1_024) / MIB;
}

it('tries a rule on a large log', { timeout: (RUNS + 1) * LIMIT_MS }, async () => {
  const log = bigLog(scaled(GIGABYTE));
  const [first] = SAMPLE_PATTERNS;
  const settings = {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'log', path: log.path }],
    rules: [{ id: 'rule', match: first?.pattern, cooldown: '1h' }],
  };
  const once = async (): Promise<number> => {
    const begun = performance.now();
    const { matches, bytes } = await runDry({ settings });
    expect([matches.total, bytes]).toEqual([log.planted[1], log.bytes]);
    return (performance.now() - begun) / 1_000;
  };
  // Loads the file into the page cache, as the disk is not measured.
  await runDry({ settings, limits: { sinceMs: null, bytes: 1 } });
  const before = peakMb();
  await once();
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    seconds.push(await once());
  }
  const memory = peakMb() - before;
  const aGigabyte = (median(seconds) * GIGABYTE) / log.bytes;
  const row: Row = {
    runs: RUNS,
    's median': median(seconds),
    's least': Math.min(...seconds),
    's most': Math.max(...seconds),
    'MB/s': 1_000 / aGigabyte,
    'MB added': memory,
    matches: log.planted[1],
  };
  report('dry-run', { rows: [row], verdicts: [judge('dry-run plain', aGigabyte), judge('dry-run memory', memory)] });
});
