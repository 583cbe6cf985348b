import { expect, it } from 'vitest';
import { Pause } from '../../../../src/main/engine/alert/pause';
import { savePauseEnd } from '../../../../src/main/engine/alert/silences';
import type { Clock } from '../../../../src/main/engine/common/clock';
import { openLedger } from '../../../support/engine/open-ledger';

interface TestClock extends Clock {
  /** Advances the time and runs what is due. */
  pass(ms: number): void;
}

function testClock(): TestClock {
  let now = 1_000_000;
  let due: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    after: (delayMs, task) => {
      const entry = { at: now + delayMs, task };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    pass: (ms) => {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      ready.forEach(({ task }) => task());
    },
  };
}

it('ends by itself and reports the held matches', () => {
  const { state } = openLedger();
  const clock = testClock();
  const ended: number[] = [];
  const pause = new Pause({ state, clock, ended: (held) => ended.push(held) });
  pause.set(clock.now() + 1_000);
  pause.saveHeld(2);
  pause.counted(2);
  clock.pass(1_000);
  expect(pause.until).toBeNull();
  expect(ended).toEqual([2]);
  expect(state.pause()).toBeNull();
});

it('that ended while Logbell was stopped is over at the start, with its held matches', () => {
  const { state } = openLedger();
  const clock = testClock();
  const first = new Pause({ state, clock, ended: () => undefined });
  first.set(clock.now() + 1_000);
  first.saveHeld(3);
  first.stop();
  clock.pass(5_000);
  const ended: number[] = [];
  const second = new Pause({ state, clock, ended: (held) => ended.push(held) });
  expect(second.until).toBeNull();
  expect(ended).toEqual([3]);
});

it('that is not over continues after a restart', () => {
  const { state } = openLedger();
  const clock = testClock();
  const until = clock.now() + 10_000;
  new Pause({ state, clock, ended: () => undefined }).set(until);
  const second = new Pause({ state, clock, ended: () => undefined });
  expect(second.until).toBe(until);
  expect(second.isActive()).toBe(true);
});

it('is not extended by a clock that is set back, even without new lines', () => {
  const HOUR = 3_600_000;
  const { state } = openLedger();
  let now = 100 * HOUR;
  let look: () => void = () => undefined;
  const clock: Clock = { now: () => now, after: (_ms, task) => ((look = task), () => undefined) };
  const ended: number[] = [];
  const pause = new Pause({ state, clock, ended: (held) => ended.push(held) });
  pause.set(now + HOUR);
  now -= 24 * HOUR;
  look();
  expect([pause.until, state.pause()?.until]).toEqual([now + HOUR, now + HOUR]);
  now += HOUR;
  look();
  expect([pause.until, ended]).toEqual([null, [0]]);
});

it('counts nothing of a transaction that was rolled back', () => {
  const ledger = openLedger();
  const clock = testClock();
  const pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
  pause.set(clock.now() + 1_000);
  expect(() =>
    ledger.commit(() => {
      pause.saveHeld(1);
      throw new Error('refused');
    }),
  ).toThrow();
  expect(ledger.state.pause()?.held).toBe(0);
  expect(pause.held).toBe(0);
});

it('takes up what another process has changed, and ends with the matches held so far', () => {
  const ledger = openLedger();
  const clock = testClock();
  const ended: number[] = [];
  const pause = new Pause({ state: ledger.state, clock, ended: (held) => ended.push(held) });
  savePauseEnd(ledger, clock.now() + 1_000, clock.now());
  expect(pause.isActive()).toBe(false);
  pause.reread();
  expect(pause.isActive()).toBe(true);
  pause.saveHeld(2);
  pause.counted(2);
  savePauseEnd(ledger, clock.now() + 5_000, clock.now());
  pause.saveHeld(1);
  pause.counted(1);
  clock.pass(1_000);
  expect([pause.isActive(), pause.until, ended]).toEqual([true, clock.now() + 4_000, []]);
  savePauseEnd(ledger, clock.now(), clock.now());
  pause.reread();
  expect([pause.until, ended, ledger.state.pause()]).toEqual([null, [3], null]);
});

it('that another process has ended while Logbell was stopped is over at the start', () => {
  const ledger = openLedger();
  const clock = testClock();
  savePauseEnd(ledger, clock.now() + 1_000, clock.now());
  savePauseEnd(ledger, clock.now(), clock.now());
  const pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
  expect([pause.until, ledger.state.pause()]).toEqual([null, null]);
});
