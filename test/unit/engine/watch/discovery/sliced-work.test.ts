import { expect, it } from 'vitest';
import { runInOneGo, SlicedWork } from '../../../../../src/main/engine/watch/discovery/sliced-work';

function* steps(count: number, ms: number, ended: string[] = []): Generator<undefined, number> {
  try {
    for (let step = 0; step < count; step += 1) {
      const until = performance.now() + ms;
      while (performance.now() < until) {
        // It works.
      }
      yield;
    }
    return count;
  } finally {
    ended.push('ended');
  }
}

it('finishes at once when it is short', () => {
  const done: number[] = [];
  const work = new SlicedWork(steps(3, 0), (count) => done.push(count));
  expect(done).toEqual([3]);
  expect(work.isDone).toBe(true);
});

it('lets others run in between', async () => {
  let turns = 0;
  let told = 0;
  const work = new SlicedWork(steps(30, 5), (count, tookMs) => {
    told = tookMs;
    expect(count).toBe(30);
  });
  expect(work.isDone).toBe(false);
  const count = (): void => {
    turns += 1;
    if (!work.isDone) {
      setImmediate(count);
    }
  };
  setImmediate(count);
  expect(await work.outcome).toBe(30);
  // 150 ms in slices of 10 ms or little more.
  expect(turns).toBeGreaterThan(5);
  expect(told).toBeGreaterThanOrEqual(150);
});

it('can be canceled, and then stops', async () => {
  const ended: string[] = [];
  const work = new SlicedWork(steps(1_000_000, 1, ended), () => ended.push('done'));
  work.cancel();
  expect(await work.outcome).toBeNull();
  expect([work.isDone, ended]).toEqual([true, ['ended']]);
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toEqual(['ended']);
});

it('can be done without a pause', () => {
  expect(runInOneGo(steps(10, 0))).toBe(10);
});
