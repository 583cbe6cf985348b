import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ReadAheadState, PIECE_BYTES } from '../../../../../src/main/engine/match/read-ahead/shared-state';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';

const AHEAD_WORKER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'out', 'main', 'ahead-worker.js');
const LINE = `${'all is well with this service '.repeat(3).trim()}\n`;
/** Large enough for the second thread to be used. */
const BYTES = 96 * 1_024 * 1_024;
/** Enough for the reader to have something to skip. */
const PIECES_AHEAD = 8;

/** Writes a long log and returns its matching lines: every second one crosses a boundary between search pieces. */
function writeLongLog(path: string): string[] {
  const content = Buffer.alloc(BYTES, LINE);
  const pieces = Array.from({ length: BYTES / PIECE_BYTES / 7 }, (_, number) => 7 * number + 1);
  const wanted = pieces.map((piece) => {
    const line = `disk full on node ${piece}`;
    Buffer.from(`\n${line}\n`).copy(content, piece * PIECE_BYTES + (piece % 2 === 0 ? -6 : 40_000));
    return line;
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return wanted;
}

/** Holds the reader at its first question to the search until the search is ahead of it, however late that starts. */
function letSearchGetAhead() {
  const skipTo: (this: ReadAheadState, offset: number) => number = Reflect.get(ReadAheadState.prototype, 'skipTo');
  const clock = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const begun = new WeakMap<ReadAheadState, 'started' | 'asked'>();
  const spy = vi.spyOn(ReadAheadState.prototype, 'skipTo');
  onTestFinished(() => {
    spy.mockRestore();
  });
  return spy.mockImplementation(function (this: ReadAheadState, offset) {
    const isFirst = begun.get(this) === 'started';
    begun.set(this, begun.has(this) ? 'asked' : 'started');
    const end = skipTo.call(this, offset);
    while (isFirst && this.searched.end - this.searched.first < PIECES_AHEAD) {
      Atomics.wait(clock, 0, 0, 1);
    }
    return end;
  });
}

const RULES = [{ id: 'disk', match: { text: 'disk full' } }];

it('finds every line of a long log once, with two threads', async () => {
  const passed = letSearchGetAhead();
  const watching = new Watching({ start: 'beginning', rules: RULES, aheadWorker: AHEAD_WORKER });
  const wanted = writeLongLog(watching.path());
  await watching.start();
  await watching.sees(...wanted);
  const log = openSync(watching.path(), 'r');
  onTestFinished(() => closeSync(log));
  for (const event of watching.events) {
    if (event.event === 'match') {
      const bytes = Buffer.alloc(Buffer.byteLength(event.line) + 2);
      readSync(log, bytes, 0, bytes.length, (event.offset ?? 0) - 1);
      expect(bytes.toString()).toBe(`\n${event.line}\n`);
    }
  }
  expect(passed.mock.results.some(({ value }, call) => Number(value) > (passed.mock.calls[call]?.[0] ?? 0))).toBe(true);
});

it('finds every line of a long log that keeps growing and is then rewritten', async () => {
  const watching = new Watching({ start: 'beginning', rules: RULES, aheadWorker: AHEAD_WORKER });
  const wanted = writeLongLog(watching.path());
  await watching.start();
  await until(() => watching.lines().length > 5, 'it has begun');
  appendFileSync(watching.path(), '\ndisk full at the end\n');
  await watching.sees(...wanted, 'disk full at the end');
  writeFileSync(watching.path(), `${LINE}disk full again\n`);
  await watching.sees(...wanted, 'disk full at the end', 'disk full again');
});

it('applies changed rules from its current position', async () => {
  const watching = new Watching({ start: 'beginning', rules: RULES, aheadWorker: AHEAD_WORKER });
  const wanted = writeLongLog(watching.path());
  appendFileSync(watching.path(), '\nanother trouble\n');
  await watching.start();
  const config = watching.config();
  const [rule] = config.settings.rules;
  const other = { ...rule, id: 'other', match: { text: 'another', ignoreCase: false } };
  const rules = [...config.settings.rules, other] as typeof config.settings.rules;
  await watching.engine.apply({ ...config, settings: { ...config.settings, rules } });
  await watching.sees(...wanted, 'another trouble');
});

it('counts every line and byte for the metrics, also those that it skips', async () => {
  letSearchGetAhead();
  const passed = vi.spyOn(ReadAheadState.prototype, 'linesIn');
  onTestFinished(() => {
    passed.mockRestore();
  });
  const metrics = { listen: '127.0.0.1:9096' };
  const watching = new Watching({ start: 'beginning', rules: RULES, aheadWorker: AHEAD_WORKER, metrics });
  const wanted = writeLongLog(watching.path());
  appendFileSync(watching.path(), '\ndisk full at the end\n');
  await watching.start();
  await watching.sees(...wanted, 'disk full at the end');
  const content = readFileSync(watching.path());
  const counted = await until(async () => {
    const [log] = (await watching.engine.metrics()).logs;
    return log?.bytes === content.length && log.lagBytes === 0 ? log : null;
  }, 'every byte is counted');
  let lines = 0;
  for (let at = content.indexOf(0x0a); at >= 0; at = content.indexOf(0x0a, at + 1)) {
    lines += 1;
  }
  expect(counted).toMatchObject({ lines });
  expect(passed.mock.results.some(({ value }) => Number(value) > 0)).toBe(true);
});

it('reads alone if the second thread is not available', async () => {
  const watching = new Watching({ start: 'beginning', rules: RULES, aheadWorker: join(AHEAD_WORKER, 'missing.js') });
  const wanted = writeLongLog(watching.path());
  await watching.start();
  await watching.sees(...wanted);
});
