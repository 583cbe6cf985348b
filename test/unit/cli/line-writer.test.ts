import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { fileSink, streamSink, type ByteSink } from '../../../src/main/cli/output/byte-sink';
import { LineWriter, type Pacing } from '../../../src/main/cli/output/line-writer';
import { scratchDir } from '../../support/files/scratch-dir';

const LONG_LINE = 'x'.repeat(64 * 1_024 - 1);

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Waits a tick: data written at once reaches the reader in the next one. */
function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** A reader that takes a line on request. */
function slowReader(): { readonly sink: ByteSink; readonly taken: string[]; takeOne(): void; takeAll(): void } {
  const taken: string[] = [];
  let done: (() => void) | null = null;
  const stream = new Writable({
    write: (lines: Buffer, _encoding, next) => {
      done = () => {
        done = null;
        taken.push(lines.toString());
        next();
      };
    },
  });
  const takeOne = (): void => done?.();
  const takeAll = (): void => {
    while (done) {
      takeOne();
    }
  };
  return { sink: streamSink(stream), taken, takeOne, takeAll };
}

function paced(sink: ByteSink, failing: Pacing['failing'] = () => undefined): LineWriter {
  const writer = new LineWriter(sink);
  writer.pace({ skippedLine: (lines) => `left out ${lines}`, failing });
  return writer;
}

async function everyTaken(reader: ReturnType<typeof slowReader>, writer: LineWriter): Promise<void> {
  while (!writer.isIdle()) {
    reader.takeAll();
    await nextTick();
  }
}

/** A sink that accepts writes or fails with the given reasons. */
function failingSink(reasons: readonly (string | null)[]): { readonly sink: ByteSink; readonly taken: string[] } {
  const taken: string[] = [];
  const left = [...reasons];
  return {
    taken,
    sink: (bytes, done) => {
      const code = left.shift() ?? null;
      if (code === null) {
        taken.push(bytes.toString());
        done(null, bytes.length);
      } else {
        done(Object.assign(new Error('refused'), { code }), 0);
      }
      return true;
    },
  };
}

it('asks to wait while much is unread', async () => {
  const reader = slowReader();
  const writer = paced(reader.sink);
  for (let line = 0; line < 4; line += 1) {
    expect(writer.isBehind()).toBe(false);
    writer.line(LONG_LINE);
  }
  expect(writer.isBehind()).toBe(true);
  await everyTaken(reader, writer);
  expect(writer.isBehind()).toBe(false);
});

it('waits for a reader as long as it keeps reading', async () => {
  const reader = slowReader();
  const writer = paced(reader.sink);
  for (let line = 0; line < 10; line += 1) {
    writer.line(LONG_LINE);
  }
  await nextTick();
  for (let taken = 0; taken < 5; taken += 1) {
    vi.advanceTimersByTime(4_000);
    reader.takeOne();
    await nextTick();
    expect(writer.isBehind()).toBe(true);
  }
});

it('does not wait for a stopped reader, and reports the number of dropped lines once it reads again', async () => {
  const reader = slowReader();
  const writer = paced(reader.sink);
  for (let line = 0; line < 5; line += 1) {
    writer.line(LONG_LINE);
  }
  vi.advanceTimersByTime(5_001);
  expect(writer.isBehind()).toBe(false);
  writer.line('one');
  writer.line('two');
  expect(writer.missing).toBe(7);
  await everyTaken(reader, writer);
  expect(reader.taken.slice(5).join('')).toBe('left out 2\n');
  writer.line('three');
  await everyTaken(reader, writer);
  expect(reader.taken.slice(5).join('')).toBe('left out 2\nthree\n');
  expect(writer.missing).toBe(0);
});

it('keeps the last lines for a reader that has stopped', async () => {
  const reader = slowReader();
  const writer = paced(reader.sink);
  for (let line = 0; line < 5; line += 1) {
    writer.line(LONG_LINE);
  }
  vi.advanceTimersByTime(5_001);
  writer.line('one');
  writer.keepAll();
  writer.line('stopped');
  await everyTaken(reader, writer);
  expect(reader.taken.slice(5).join('')).toBe('left out 1\nstopped\n');
});

it('writes the first line at once, and the following ones together', async () => {
  const { sink, taken } = failingSink([]);
  const writer = paced(sink);
  for (let line = 0; line < 3; line += 1) {
    writer.line('line');
  }
  expect(taken).toEqual(['line\n']);
  await nextTick();
  expect(taken).toEqual(['line\n', 'line\nline\n']);
});

it('writes each line at once if no pacing is needed, so that two outputs keep their order', () => {
  const { sink, taken } = failingSink([]);
  const writer = new LineWriter(sink);
  writer.line('one');
  writer.line('two');
  expect(taken).toEqual(['one\n', 'two\n']);
});

it('counts lines that could not be written, and reports them once it can write again', async () => {
  const { sink, taken } = failingSink(['ENOSPC', 'ENOSPC', 'EIO']);
  const reasons: string[] = [];
  const writer = paced(sink, (reason) => reasons.push(reason));
  writer.line('one');
  writer.line('two');
  await nextTick();
  expect([writer.missing, writer.failure, writer.isBehind()]).toEqual([2, 'ENOSPC', false]);
  writer.line('three');
  await nextTick();
  expect(taken.join('')).toBe('');
  writer.line('four');
  await nextTick();
  expect(taken.join('')).toBe('left out 3\nfour\n');
  expect([writer.missing, writer.failure, reasons]).toEqual([0, null, ['ENOSPC']]);
});

it('blocks nothing while a long line cannot be completed', async () => {
  const writer = paced((bytes, done) => {
    done(Object.assign(new Error('refused'), { code: 'ENOSPC' }), Math.min(1, bytes.length));
    return true;
  });
  writer.line(LONG_LINE.repeat(5));
  await writer.whenIdle();
  expect([writer.isBehind(), writer.missing]).toEqual([false, 1]);
});

it('prints nothing after an unreported gap', async () => {
  const { sink, taken } = failingSink([null, 'ENOSPC']);
  const writer = new LineWriter(sink);
  ['one', 'two', 'three'].forEach((line) => writer.line(line));
  await writer.whenIdle();
  expect([taken, writer.missing, writer.failure]).toEqual([['one\n'], 2, 'ENOSPC']);
});

it.each(['EPIPE', 'ECONNRESET'])('reports a reader that has gone (%s), once', async (code) => {
  const { sink, taken } = failingSink([code]);
  const writer = paced(sink);
  expect(writer.isGone).toBe(false);
  writer.line('one');
  await writer.whenGone();
  writer.line('two');
  expect([writer.isGone, writer.missing, writer.isIdle(), taken]).toEqual([true, 2, true, []]);
});

it('ignores a reader that leaves after the command was asked to stop', async () => {
  const { sink } = failingSink([null, 'EPIPE']);
  const writer = paced(sink);
  writer.line('one');
  writer.keepAll();
  writer.line('stopped');
  await writer.whenGone();
  expect([writer.isGone, writer.missing]).toEqual([true, 0]);
});

it('completes a partly written line before it writes anything else', async () => {
  const path = join(scratchDir(), 'fifo');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const end = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  onTestFinished(() => [reader, end].forEach((fd) => closeSync(fd)));
  // A non-blocking pipe is full after 64 KiB, like a disk (pipe(7)).
  const space = Buffer.alloc(256 * 1_024);
  const read = (): Buffer => Buffer.from(space.subarray(0, readSync(reader, space)));
  const writer = paced(fileSink(end));
  const long = ['가', '나', '다'].map((letter) => letter.repeat(10_000));
  long.forEach((line) => writer.line(line));
  await nextTick();
  expect(writer.failure).toBe('EAGAIN');
  writer.line('lost');
  await nextTick();
  writer.catchUp();
  expect(writer.missing).toBe(2);
  const first = read();
  writer.line('last');
  await nextTick();
  const lines = Buffer.concat([first, read()]).toString().split('\n');
  expect(lines.map((line) => line.slice(0, 10))).toEqual([
    ...long.map((line) => line.slice(0, 10)),
    'left out 1',
    'last',
    '',
  ]);
  expect(lines.slice(0, 3)).toEqual(long);
  expect(writer.missing).toBe(0);
  writer.line(`${LONG_LINE}cut`);
  await nextTick();
  expect([writer.failure, writer.missing]).toEqual(['EAGAIN', 1]);
  read();
  writer.catchUp();
  expect([read().toString(), writer.missing]).toEqual(['ut\n', 0]);
});
