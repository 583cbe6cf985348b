import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../src/main/practice/practice-server';
import { keysOf, liveSettings } from '../support/engine/live-settings';
import { scratchDir } from '../support/files/scratch-dir';
import { until } from '../support/time/until';
import { judge } from './bars';
import type { BenchProcess } from './bench-process';
import { benchSettings, isMatch, startLogbell, TURNS, turnOf, watching } from './logbell';
import { nodeTail, tailGrep } from './peers';
import { report, type Row } from './report';
import { RUNS, scaled } from './run-size';
import { distribution, median, type Distribution } from './statistics';

const EVERY_MS = 50;
const LINES = scaled(400, 20);
const PATTERNS = [{ text: 'hello world' }];

/** Times at which appended lines came out, in order; ms on the clock of `performance.now()`. */
type Arrivals = readonly number[];

/** A path from an append to its output. */
interface Way {
  readonly tool: string;
  readonly to: 'stdout' | 'request';
  /** Starts on a log and waits until it watches. */
  readonly start: (log: string) => Promise<Arrivals>;
}

/** Arrival times of requests to a server of this process, before they are processed. */
function requestArrivals(): Arrivals {
  const arrivals: number[] = [];
  const note = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.method === 'POST') {
      arrivals.push(performance.now());
    }
  };
  subscribe('http.server.request.start', note);
  onTestFinished(() => void unsubscribe('http.server.request.start', note));
  return arrivals;
}

function lineArrivals(process: BenchProcess, counts: (line: string) => boolean): Arrivals {
  const arrivals: number[] = [];
  process.listen((line, at) => {
    if (counts(line)) {
      arrivals.push(at);
    }
  });
  return arrivals;
}

async function logbellToStdout(log: string): Promise<Arrivals> {
  const logbell = startLogbell(benchSettings({ path: log, patterns: TURNS }));
  await watching(logbell);
  return lineArrivals(logbell, isMatch);
}

/** Sends a text for each line: no cooldown, and a distinct message for each. */
async function logbellToRequest(log: string): Promise<Arrivals> {
  const sens = await startPracticeServer();
  onTestFinished(() => sens.close());
  const files = [{ id: 'app', path: log }];
  const settings = liveSettings(sens, '', { message: '{{line}}' }, { files });
  await watching(startLogbell(settings, keysOf(sens)));
  return requestArrivals();
}

async function nodeTailToStdout(log: string): Promise<Arrivals> {
  const process = nodeTail({ file: log, patterns: PATTERNS, fromBeginning: false });
  await process.line((line) => line === 'ready', 'it watches', 10_000);
  return lineArrivals(process, () => true);
}

async function nodeTailToRequest(log: string): Promise<Arrivals> {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const task = { file: log, patterns: PATTERNS, fromBeginning: false };
  const process = nodeTail(task, `http://127.0.0.1:${port}/`);
  await process.line((line) => line === 'ready', 'it watches', 10_000);
  return requestArrivals();
}

/** Starts the pipe, which does not report when it watches: other lines are appended until one comes out. */
async function tailGrepToStdout(log: string): Promise<Arrivals> {
  const process = tailGrep('C.UTF-8')({ file: log, patterns: PATTERNS, fromBeginning: false });
  const arrivals = lineArrivals(process, (line) => !line.includes('probe'));
  const probe = setInterval(() => appendFileSync(log, 'hello world probe\n'), 100);
  await process.line(() => true, 'it watches', 10_000).finally(() => clearInterval(probe));
  return arrivals;
}

const WAYS: readonly Way[] = [
  { tool: 'logbell', to: 'stdout', start: logbellToStdout },
  { tool: 'node-tail', to: 'stdout', start: nodeTailToStdout },
  { tool: 'tail | grep', to: 'stdout', start: tailGrepToStdout },
  { tool: 'logbell', to: 'request', start: logbellToRequest },
  { tool: 'node-tail + axios', to: 'request', start: nodeTailToRequest },
];

async function measure(way: Way): Promise<Distribution> {
  const dir = join(scratchDir(), 'log');
  mkdirSync(dir);
  const log = join(dir, 'app.log');
  writeFileSync(log, '');
  const arrivals = await way.start(log);
  const appended: number[] = [];
  for (let line = 0; line < LINES; line += 1) {
    const due = performance.now() + EVERY_MS;
    appended.push(performance.now());
    appendFileSync(log, `${turnOf(line)} ${line}\n`);
    await until(() => performance.now() >= due && arrivals.length > line, `line ${line} came out of ${way.tool}`);
  }
  expect(arrivals, way.tool).toHaveLength(LINES);
  return distribution(appended.map((at, line) => (arrivals[line] ?? Number.NaN) - at));
}

for (const to of ['stdout', 'request'] as const) {
  it(
    `from the append of a line to its ${to === 'stdout' ? 'match on standard output' : 'request at SENS'}`,
    async () => {
      const ways = WAYS.filter((way) => way.to === to);
      const runs = new Map<string, Distribution[]>();
      for (let run = 0; run < RUNS; run += 1) {
        const turn = run % ways.length;
        for (const way of [...ways.slice(turn), ...ways.slice(0, turn)]) {
          runs.set(way.tool, [...(runs.get(way.tool) ?? []), await measure(way)]);
        }
      }
      const middle = (tool: string, of: 'p50' | 'p95' | 'p99'): number =>
        median((runs.get(tool) ?? []).map((each) => each[of]));
      const rows = [...runs].map(([tool, all]): Row => {
        const figures = { p50: middle(tool, 'p50'), p95: middle(tool, 'p95'), p99: middle(tool, 'p99') };
        const ratio = `${(middle('logbell', 'p50') / figures.p50).toFixed(2)} ×`;
        const max = Math.max(...all.map((each) => each.max));
        return { tool, runs: all.length, lines: LINES, ...figures, max, 'logbell p50': ratio };
      });
      report(`latency-${to}`, {
        rows,
        verdicts: [judge(`${to} p50`, middle('logbell', 'p50')), judge(`${to} p99`, middle('logbell', 'p99'))],
        notes: ['Milliseconds; medians over the runs, max over all.'],
      });
    },
    WAYS.length * RUNS * (LINES * EVERY_MS * 3 + 30_000),
  );
}
