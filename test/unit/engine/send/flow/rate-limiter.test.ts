import { expect, test } from 'vitest';
import type { Clock } from '../../../../../src/main/engine/common/clock';
import { createRateLimiter } from '../../../../../src/main/engine/send/flow/rate-limiter';

/** A clock that stands still until set; timers run at once. */
function settableClock(): Clock & { at: number } {
  const clock = {
    at: 1_000_000,
    now: () => clock.at,
    after: (delayMs: number, task: () => void) => {
      clock.at += delayMs;
      task();
      return () => undefined;
    },
  };
  return clock;
}

test('no second has more turns than allowed', async () => {
  const clock = settableClock();
  const limit = createRateLimiter(clock, () => 3);
  const begun: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    await limit.turn();
    begun.push(clock.now());
  }
  begun.slice(3).forEach((at, index) => expect(at - (begun[index] ?? 0)).toBeGreaterThanOrEqual(1_000));
  expect(begun.slice(0, 3)).toEqual([1_000_000, 1_000_000, 1_000_000]);
  expect(limit.readyAt()).toBe((begun[7] ?? 0) + 1_000);
});

test('a clock that is set back by a day delays nothing', async () => {
  const clock = settableClock();
  const limit = createRateLimiter(clock, () => 2);
  await limit.turn();
  await limit.turn();
  clock.at -= 86_400_000;
  expect(limit.readyAt()).toBe(clock.at);
});

test('a changed limit applies at once', async () => {
  const clock = settableClock();
  let perSecond = 1;
  const limit = createRateLimiter(clock, () => perSecond);
  await limit.turn();
  expect(limit.readyAt()).toBe(clock.at + 1_000);
  perSecond = 2;
  expect(limit.readyAt()).toBe(clock.at);
});

test('a clock that is set back by a little delays at most a second', async () => {
  const clock = settableClock();
  const limit = createRateLimiter(clock, () => 10);
  for (let turn = 0; turn < 10; turn += 1) {
    await limit.turn();
  }
  clock.at -= 5_000;
  expect(limit.readyAt()).toBe(clock.at);
});

test('low-priority requests leave half of the turns to texts', async () => {
  const clock = settableClock();
  const limit = createRateLimiter(clock, () => 4);
  const from = clock.at;
  await limit.lowPriorityTurn();
  await limit.lowPriorityTurn();
  expect(limit.readyAt(), 'a text need not wait').toBe(from);
  await limit.lowPriorityTurn();
  expect(clock.at, 'the third waits for a second').toBe(from + 1_000);
});

test('low-priority requests get their turn in the end', async () => {
  const clock = settableClock();
  let texting = false;
  const busy: Clock = {
    now: () => clock.at,
    after: (delayMs, task) => {
      clock.at += delayMs;
      if (!texting) {
        texting = true;
        void limit.turn();
        void limit.turn();
        texting = false;
      }
      task();
      return () => undefined;
    },
  };
  const limit = createRateLimiter(busy, () => 4);
  await limit.turn();
  await limit.turn();
  const from = clock.at;
  await limit.lowPriorityTurn();
  expect(clock.at - from).toBeGreaterThanOrEqual(10_000);
  expect(clock.at - from).toBeLessThanOrEqual(12_000);
});
