import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { askStatus } from '../../src/main/control/status-client';
import { scratchDir } from '../support/files/scratch-dir';
import { freePort } from '../support/free-port';
import { metricsAt, valueOf } from '../support/metrics/scrape';
import { until } from '../support/time/until';
import { judge } from './bars';
import { benchSettings, startLogbell, watching } from './logbell';
import { cpuSecondsOf } from './process-facts';
import { report } from './report';
import { scaled } from './run-size';
import { distribution } from './statistics';

const FILES = 10_000;
/** Entries of the settings: more logs and rules than an answer has room for. */
const LOGS = 50;
const RULES = 50;
const SCRAPES = scaled(300, 30);
const PAUSE_MS = 20;
/** Scrapes before the measurement, while V8 still compiles. */
const WARM_UP = scaled(100, 10);
/** Time in which the CPU time without scrapes is measured, ms. */
const IDLE_MS = scaled(10_000, 1_000);
/** Time that V8 compiles and cleans up after a start, ms. */
const SETTLE_MS = 10_000;
const OPEN_METRICS = 'application/openmetrics-text;version=1.0.0';

/** Makes the files, in one folder for each entry; returns the entries. */
function logs(): readonly object[] {
  const dir = scratchDir();
  return Array.from({ length: LOGS }, (_nothing, log) => {
    const folder = join(dir, String(log));
    mkdirSync(folder);
    for (let file = 0; file < FILES / LOGS; file += 1) {
      writeFileSync(join(folder, `${file}.log`), 'started\n');
    }
    return { id: `log-${log}`, path: join(folder, '*.log') };
  });
}

/** Number of files that the Logbell with this runtime folder follows. */
async function filesFollowed(runtime: string): Promise<number> {
  const folder = join(runtime, 'logbell');
  const [socket = ''] = existsSync(folder) ? readdirSync(folder) : [];
  const answer = await askStatus(join(folder, socket));
  return answer.kind === 'status' ? answer.status.files : 0;
}

it('answers a scrape quickly with many files', async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  const patterns = Array.from({ length: RULES }, (_nothing, rule) => ({ text: `hello ${rule};` }));
  const settings = { ...benchSettings({ path: '', patterns }), files: logs(), metrics: { listen } };
  const runtime = scratchDir();
  const logbell = startLogbell(settings, { XDG_RUNTIME_DIR: runtime });
  await watching(logbell, 120_000);
  await until(async () => (await filesFollowed(runtime)) === FILES, 'it follows all files', 60_000);
  await setTimeout(SETTLE_MS);
  const cpuMs = (): number => cpuSecondsOf(logbell.pid) * 1_000;
  const idleFrom = cpuMs();
  await setTimeout(IDLE_MS);
  const idleShare = (cpuMs() - idleFrom) / IDLE_MS;
  for (let scrape = 0; scrape < WARM_UP; scrape += 1) {
    await metricsAt(listen, OPEN_METRICS);
  }
  const taken: number[] = [];
  let body = '';
  const [begun, cpuFrom] = [performance.now(), cpuMs()];
  for (let scrape = 0; scrape < SCRAPES; scrape += 1) {
    const from = performance.now();
    body = await metricsAt(listen, OPEN_METRICS);
    taken.push(performance.now() - from);
    await setTimeout(PAUSE_MS);
  }
  const cpu = (cpuMs() - cpuFrom - idleShare * (performance.now() - begun)) / SCRAPES;
  await logbell.end();
  const series = body.split('\n').filter((line) => line.startsWith('logbell_')).length;
  expect(series).toBeLessThanOrEqual(200);
  expect(valueOf(body, 'logbell_series_left_out')).toBeGreaterThan(0);
  const { p50, p99, max } = distribution(taken);
  report('metrics', {
    rows: [{ files: FILES, scrapes: SCRAPES, series, 'p50 ms': p50, 'p99 ms': p99, 'max ms': max, 'CPU ms': cpu }],
    verdicts: [judge('metrics scrape', cpu)],
  });
}, 300_000);
