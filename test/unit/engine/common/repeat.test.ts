import { expect, it } from 'vitest';
import { repeatEvery } from '../../../../src/main/engine/common/repeat';
import { ManualClock } from '../../../support/time/manual-clock';

it('runs after each delay until it is cancelled', () => {
  const clock = new ManualClock(0);
  const ran: number[] = [];
  const cancel = repeatEvery(clock, 100, () => ran.push(clock.now()));
  clock.pass(350);
  cancel();
  clock.pass(1_000);
  expect(ran).toEqual([100, 200, 300]);
  expect(clock.pending()).toEqual([]);
});

it('asks for each delay once the work is done', () => {
  const clock = new ManualClock(0);
  const ran: number[] = [];
  repeatEvery(
    clock,
    () => 100 * (ran.length + 1),
    () => ran.push(clock.now()),
  );
  clock.pass(1_000);
  expect(ran).toEqual([100, 300, 600, 1_000]);
});

it('ends when its own work cancels it', () => {
  const clock = new ManualClock(0);
  let runs = 0;
  const cancel = repeatEvery(clock, 100, () => {
    runs += 1;
    cancel();
  });
  clock.pass(1_000);
  expect(runs).toBe(1);
});
