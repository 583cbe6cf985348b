import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSerialLoop } from '../../../../../src/main/engine/send/flow/serial-loop';
import { ManualClock } from '../../../../support/time/manual-clock';

test('a step runs in time after a suspend, during which timers stop', async () => {
  const clock = new ManualClock(1_000_000);
  const until = clock.now() + 600_000;
  const steps: number[] = [];
  const loop = createSerialLoop(clock, () => 0);
  loop.start(() => {
    steps.push(clock.now());
    return Promise.resolve(clock.now() < until ? until : null);
  });
  await turn();
  clock.jump(3_600_000);
  clock.pass(30_000);
  await turn();
  expect(steps.at(-1)).toBeGreaterThan(until);
  const taken = steps.length;
  clock.pass(600_000);
  await turn();
  expect(steps).toHaveLength(taken);
});
