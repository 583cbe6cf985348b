import { describe, expect, it } from 'vitest';
import { PlausibleTime } from '../../../src/main/engine/plausible-time';
import { ManualClock } from '../../support/time/manual-clock';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

/** State that one run leaves to the next. */
class Machine {
  readonly entries = new Map<string, string>();
  newest: number | null = null;

  /** Starts Logbell with a clock at this time. */
  start(at: number): { readonly clock: ManualClock; readonly time: PlausibleTime } {
    const clock = new ManualClock(at);
    const state = {
      entry: (key: string) => this.entries.get(key) ?? null,
      saveEntry: (key: string, value: string) => void this.entries.set(key, value),
    };
    const time = new PlausibleTime({ clock, state, newestRecord: () => this.newest });
    time.start();
    return { clock, time };
  }
}

/** A machine on which Logbell ran for a day, until `NOW`. */
function used(): Machine {
  const machine = new Machine();
  const { clock, time } = machine.start(NOW - DAY_MS);
  clock.pass(DAY_MS);
  time.stop();
  return machine;
}

describe('the plausible time', () => {
  it('follows the clock while Logbell runs, however long', () => {
    const { clock, time } = new Machine().start(NOW);
    clock.pass(200 * DAY_MS + 1_234);
    expect(time.now()).toBe(clock.now());
  });

  it.each([0, 1, 6.9])('follows the clock after %d days without running', (days) => {
    const { time } = used().start(NOW + days * DAY_MS);
    expect(time.now()).toBe(NOW + days * DAY_MS);
  });

  it.each([8, 100, 20_000])('stands still when the clock is %d days ahead at the start', (days) => {
    const { clock, time } = used().start(NOW + days * DAY_MS);
    expect(time.now()).toBe(NOW);
    clock.pass(DAY_MS);
    expect(time.now()).toBe(NOW + DAY_MS);
  });

  it('stands still when the clock leaps ahead while Logbell runs', () => {
    const { clock, time } = used().start(NOW);
    clock.jump(100 * DAY_MS);
    expect(time.now()).toBe(NOW);
  });

  it('follows the clock again once that is corrected, without a jump in between', () => {
    const machine = used();
    const wrong = machine.start(NOW + 100 * DAY_MS);
    wrong.clock.pass(3 * DAY_MS);
    wrong.time.stop();
    const { time } = machine.start(NOW + 3 * DAY_MS);
    expect(time.now()).toBe(NOW + 3 * DAY_MS);
  });

  it('follows a clock that was set back, and does not take its return for a leap of a week', () => {
    const { clock, time } = used().start(NOW);
    clock.jump(-2 * DAY_MS);
    clock.pass(DAY_MS);
    expect(time.now()).toBe(NOW - DAY_MS);
    clock.jump(2 * DAY_MS);
    expect(time.now()).toBe(NOW + DAY_MS);
  });

  it('trusts the clock once Logbell has run for thirty days with it, across restarts', () => {
    const machine = used();
    let at = NOW + 100 * DAY_MS;
    for (let days = 0; days < 29; days += 1) {
      const { clock, time } = machine.start(at);
      clock.pass(DAY_MS);
      expect(time.now()).toBeLessThan(NOW + 31 * DAY_MS);
      time.stop();
      at = clock.now();
    }
    const { clock, time } = machine.start(at);
    clock.pass(DAY_MS);
    expect(time.now()).toBe(clock.now());
  });

  it('starts at the newest record of a ledger without a stored time', () => {
    const machine = new Machine();
    machine.newest = NOW;
    expect(machine.start(NOW + 100 * DAY_MS).time.now()).toBe(NOW);
  });

  it('follows the clock in a new ledger', () => {
    expect(new Machine().start(0).time.now()).toBe(0);
  });
});
