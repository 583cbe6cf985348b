import { expect, it } from 'vitest';
import { seededFraction } from '../../bench/random';
import { SimulatedWatch, WELL } from '../../support/heartbeat/simulated-watch';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAYS = 30;

/** Everyday events; each ends well again and returns how long nothing can be heard because of it, ms. */
const EVENTS: readonly ((watch: SimulatedWatch, random: () => number) => Promise<number>)[] = [
  // A log rotates: its new file is unreadable for a moment.
  async (watch, random) => {
    watch.facts = { ...WELL, problems: [watch.problem('file-unreadable')] };
    await watch.pass(random() * 9 * SECOND);
    watch.facts = WELL;
    return 10 * SECOND;
  },
  // SENS is slow: texts wait up to a minute, and some request times out and is repeated.
  async (watch, random) => {
    const queuedSince = watch.clock.now();
    watch.facts = { ...WELL, queuedSince };
    await watch.pass(random() * MINUTE);
    watch.facts = { ...WELL, queuedSince, problems: [watch.problem('sens-unreachable')] };
    await watch.pass(random() * 9 * SECOND);
    watch.facts = WELL;
    return 10 * SECOND;
  },
  // A person pauses the alerts for an hour.
  async (watch, random) => {
    watch.facts = { ...WELL, pausedUntil: watch.clock.now() + HOUR };
    await watch.pass(random() * HOUR, 5 * SECOND);
    watch.facts = WELL;
    return 0;
  },
  // A backup keeps the ledger busy.
  async (watch, random) => {
    watch.facts = { ...WELL, ledgerWritable: false };
    await watch.pass(random() * 9 * SECOND);
    watch.facts = WELL;
    return 10 * SECOND;
  },
  // The engine is busy with a long log: its answer comes late.
  async (watch, random) => {
    watch.isStuck = true;
    await watch.pass(random() * 4 * SECOND);
    watch.isStuck = false;
    return 10 * SECOND;
  },
  // Logbell restarts for an upgrade.
  async (watch, random) => {
    watch.stop();
    const ms = random() * 20 * SECOND;
    await watch.pass(ms);
    watch.restart();
    return 20 * SECOND;
  },
  // The computer sleeps; right after it, SENS cannot be reached for a moment.
  async (watch, random) => {
    const ms = (0.1 + random() * 8) * HOUR;
    watch.clock.jump(ms);
    watch.facts = { ...WELL, problems: [watch.problem('sens-unreachable')] };
    await watch.pass(random() * 9 * SECOND);
    watch.facts = WELL;
    return ms + 10 * SECOND;
  },
  // The clock is corrected.
  async (watch, random) => {
    const ms = (random() - 0.5) * 4 * SECOND;
    watch.clock.jump(ms);
    return Promise.resolve(Math.abs(ms));
  },
  // A request gets lost.
  async (watch) => {
    const { network } = watch;
    watch.network = () => {
      watch.network = network;
      return { kind: 'broken', code: 'ECONNRESET', mayBeWritten: true, reused: true };
    };
    return Promise.resolve(10 * SECOND);
  },
];

it.each([1, 2, 3])(
  'thirty everyday days raise no false alarm (seed %i)',
  async (seed) => {
    const random = seededFraction(seed);
    const watch = new SimulatedWatch();
    const start = watch.clock.now();
    watch.begin();
    let longest = 0;
    while (watch.clock.now() - start < DAYS * 24 * HOUR) {
      const before = watch.calls.length;
      const last = watch.calls.at(-1)?.at ?? start;
      const event = EVENTS[Math.floor(random() * EVENTS.length)];
      const excused = (await event?.(watch, random)) ?? 0;
      await watch.pass(random() * 2 * HOUR, 5 * SECOND);
      const times = [last, ...watch.calls.slice(before).map(({ at }) => at)];
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
      longest = Math.max(longest, ...gaps.map((gap) => gap - excused));
    }
    expect(watch.calls.filter(({ isFailure }) => isFailure)).toEqual([]);
    expect(watch.everFound).toBe(false);
    // A check with a period and a grace time of one minute each stays up.
    expect(longest).toBeLessThan(2 * MINUTE);
    watch.stop();
  },
  60_000,
);
