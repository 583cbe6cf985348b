import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../support/command-line';
import { keysOf, liveSettings } from '../support/live-settings';
import { until } from '../support/until';
import { distribution, report } from './report';

const LINES = 200;
const EVERY_MS = 50;

/** Arrival of each send request, ms on the clock of `performance.now()`, before anything of it is worked on. */
function recordArrivals(): number[] {
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

it('from the append of a line to its match on standard output and to its request at SENS', async () => {
  const sens = await startPracticeServer();
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  mkdirSync(join(dir, 'logs'), { recursive: true });
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, { message: '{{line}}' }));
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await watch.event({ event: 'started' });
  const arrivals = recordArrivals();
  const appended: number[] = [];
  for (let line = 0; line < LINES; line += 1) {
    const due = performance.now() + EVERY_MS;
    appended.push(performance.now());
    appendFileSync(log, `hello world ${line}\n`);
    await until(() => performance.now() >= due && arrivals.length > line, 'the request of the line arrived');
  }
  const toRequest = appended.map((at, line) => (arrivals[line] ?? Number.NaN) - at);
  const matched = watch.printed('"event":"match"').map((at, line) => at - (appended[line] ?? Number.NaN));
  expect(matched).toHaveLength(LINES);
  report('latency', {
    'append to match on stdout, ms': distribution(matched),
    'append to request at SENS, ms': distribution(toRequest),
  });
}, 120_000);
