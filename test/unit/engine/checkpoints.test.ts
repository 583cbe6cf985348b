import { expect, it } from 'vitest';
import { Checkpoints } from '../../../src/main/engine/checkpoints';
import { ManualClock } from '../../support/time/manual-clock';

function ledger(fault?: Error): { commits: number; carried: number; checkpoint: () => void } {
  return {
    commits: 0,
    carried: 0,
    checkpoint() {
      this.carried += 1;
      if (fault) {
        throw fault;
      }
    },
  };
}

it('runs a checkpoint once there is enough data, and the next one only after as much again', () => {
  const [clock, of] = [new ManualClock(0), ledger()];
  const checkpoints = new Checkpoints(of, clock);
  checkpoints.start();
  of.commits = 99;
  clock.pass(1_000);
  expect(of.carried).toBe(0);
  of.commits = 100;
  clock.pass(1_000);
  clock.pass(1_000);
  expect(of.carried).toBe(1);
  of.commits = 200;
  clock.pass(1_000);
  expect(of.carried).toBe(2);
  checkpoints.stop();
  of.commits = 400;
  clock.pass(5_000);
  expect(of.carried).toBe(2);
});

it('continues after an error of the database', () => {
  const of = ledger(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
  const clock = new ManualClock(0);
  new Checkpoints(of, clock).start();
  of.commits = 100;
  clock.pass(1_000);
  of.commits = 200;
  clock.pass(1_000);
  expect(of.carried).toBe(2);
});

it('runs a checkpoint once, right after a match was reported, if there is enough data', () => {
  const [clock, of] = [new ManualClock(0), ledger()];
  const checkpoints = new Checkpoints(of, clock);
  of.commits = 99;
  checkpoints.matchPublished();
  clock.pass(10);
  expect(of.carried).toBe(0);
  of.commits = 101;
  checkpoints.matchPublished();
  checkpoints.matchPublished();
  expect(of.carried).toBe(0);
  clock.pass(10);
  expect(of.carried).toBe(1);
  of.commits = 300;
  checkpoints.matchPublished();
  checkpoints.stop();
  clock.pass(10);
  expect(of.carried).toBe(1);
});
