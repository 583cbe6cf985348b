import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PacedOutput } from '../../../src/main/cli/paced-output';

const LONG_LINE = 'x'.repeat(64 * 1_024 - 1);

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** What is written in one go reaches the reader in the next tick. */
function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** A reader that takes a line each time it is asked to. */
function slowReader(): { readonly stream: Writable; readonly taken: string[]; takeOne(): void; takeAll(): void } {
  const taken: string[] = [];
  let done: (() => void) | null = null;
  const stream = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, next) => {
      done = () => {
        done = null;
        taken.push(line);
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
  return { stream, taken, takeOne, takeAll };
}

it('asks to wait while much is not read yet', async () => {
  const reader = slowReader();
  const output = new PacedOutput(reader.stream, String);
  for (let line = 0; line < 4; line += 1) {
    expect(output.isBehind()).toBe(false);
    output.write(LONG_LINE);
  }
  expect(output.isBehind()).toBe(true);
  await nextTick();
  reader.takeAll();
  expect(output.isBehind()).toBe(false);
});

it('waits for a reader for as long as it goes on reading', async () => {
  const reader = slowReader();
  const output = new PacedOutput(reader.stream, String);
  for (let line = 0; line < 10; line += 1) {
    output.write(LONG_LINE);
  }
  await nextTick();
  for (let taken = 0; taken < 5; taken += 1) {
    vi.advanceTimersByTime(4_000);
    reader.takeOne();
    expect(output.isBehind()).toBe(true);
  }
});

it('does not wait for a reader that has stopped, and says how many lines it left out', async () => {
  const reader = slowReader();
  const output = new PacedOutput(reader.stream, (lines) => `left out ${lines}`);
  for (let line = 0; line < 5; line += 1) {
    output.write(LONG_LINE);
  }
  vi.advanceTimersByTime(5_001);
  expect(output.isBehind()).toBe(false);
  output.write('one');
  output.write('two');
  await nextTick();
  reader.takeAll();
  output.write('three');
  await nextTick();
  reader.takeAll();
  expect(reader.taken.slice(5)).toEqual(['left out 2\n', 'three\n']);
});

it('writes the first line at once, and the others of one go together', async () => {
  const written: number[] = [];
  const stream = new Writable({
    write: (_line, _encoding, next) => {
      written.push(1);
      next();
    },
    writev: (lines, next) => {
      written.push(lines.length);
      next();
    },
  });
  const output = new PacedOutput(stream, String);
  for (let line = 0; line < 3; line += 1) {
    output.write('line');
  }
  expect(written).toEqual([1]);
  await nextTick();
  expect(written).toEqual([1, 2]);
});
