import { expect, it } from 'vitest';
import { LATE_TEXT_MS } from '../../../src/shared/contract/health';
import { en } from '../../support/text/strings';
import { SECRET, SimulatedWatch, WELL } from '../../support/heartbeat/simulated-watch';

const MINUTE = 60_000;
const BROKEN = { kind: 'broken', code: 'ECONNREFUSED', mayBeWritten: false, reused: false } as const;

async function running(): Promise<SimulatedWatch> {
  const watch = new SimulatedWatch();
  watch.begin();
  await watch.pass(3 * MINUTE);
  return watch;
}

/** Time until the first failure or success that a monitor heard after now, ms. */
async function timeTo(kind: 'failure' | 'success', watch: SimulatedWatch): Promise<number> {
  const start = watch.clock.now();
  const before = watch.calls.length;
  await watch.pass(2 * MINUTE);
  const call = watch.calls.slice(before).find(({ isFailure }) => isFailure === (kind === 'failure'));
  return (call?.at ?? Infinity) - start;
}

it('a healthy Logbell is heard at its start and once in each interval', async () => {
  const watch = await running();
  expect(watch.calls.map(({ isFailure }) => isFailure)).toEqual([false, false, false]);
  const times = watch.calls.map(({ at }) => at);
  expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([MINUTE, MINUTE]);
  watch.stop();
});

it('the window sees host, interval and outcome, but no URL', async () => {
  const watch = await running();
  const at = watch.calls.at(-1)?.at;
  const view = { name: 'heartbeats[0]', host: 'hc-ping.com', every: '1m' };
  expect(watch.views()).toEqual([{ ...view, last: { at, isDelivered: true } }]);
  watch.network = () => BROKEN;
  await watch.pass(MINUTE);
  expect(watch.views()).toMatchObject([{ ...view, last: { isDelivered: false } }]);
  expect(JSON.stringify(watch.views())).not.toContain(SECRET);
  watch.stop();
});

it.each(['ledger-unusable', 'file-unreadable', 'sens-unreachable', 'watch-limit', 'settings'] as const)(
  '%s is told within 30 seconds, and its end within 5',
  async (code) => {
    const watch = await running();
    watch.facts = { ...WELL, problems: [watch.problem(code)] };
    expect(await timeTo('failure', watch)).toBeLessThanOrEqual(30_000);
    watch.facts = WELL;
    expect(await timeTo('success', watch)).toBeLessThanOrEqual(5_000);
  },
);

it('an engine thread that does not answer is told within 30 seconds', async () => {
  const watch = await running();
  watch.isStuck = true;
  expect(await timeTo('failure', watch)).toBeLessThanOrEqual(30_000);
  expect(watch.calls.at(-1)?.body).toBe(en('health.engine-stopped'));
});

it('a text that waits too long, and a ledger that takes no write, are told', async () => {
  const watch = await running();
  const queuedSince = watch.clock.now() - LATE_TEXT_MS - 1;
  watch.facts = { ...WELL, queuedSince, ledgerWritable: false };
  expect(await timeTo('failure', watch)).toBeLessThanOrEqual(30_000);
  expect(watch.calls.at(-1)?.body).toBe(`${en('health.ledger-not-writable')}\n${en('health.texts-late')}`);
});

it('a fault of a few seconds is not told, and no success meanwhile', async () => {
  const watch = await running();
  watch.facts = { ...WELL, problems: [watch.problem('file-unreadable')] };
  const before = watch.calls.length;
  await watch.pass(9_000);
  expect(watch.calls).toHaveLength(before);
  watch.facts = WELL;
  await watch.pass(3 * MINUTE);
  expect(watch.calls.some(({ isFailure }) => isFailure)).toBe(false);
});

it('a failure is repeated in each interval, for a monitor that has lost it', async () => {
  const watch = await running();
  watch.facts = { ...WELL, problems: [watch.problem('file-failing')] };
  const before = watch.calls.length;
  await watch.pass(3 * MINUTE);
  expect(watch.calls.slice(before).map(({ isFailure }) => isFailure)).toEqual([true, true, true]);
});

it('a lost request is repeated soon; three in a row are a problem, which ends with the first delivery', async () => {
  const watch = await running();
  watch.network = () => BROKEN;
  await watch.pass(3 * MINUTE);
  expect(watch.problems).toEqual([
    {
      ...{ code: 'heartbeat-undelivered', subject: 'heartbeats[0]' },
      params: { host: 'hc-ping.com', reason: 'ECONNREFUSED' },
    },
  ]);
  expect(JSON.stringify(watch.problems)).not.toContain(SECRET);
  watch.network = () => watch.answer(200);
  await watch.pass(MINUTE);
  expect(watch.problems).toEqual([]);
});

it('a heartbeat without a URL names the variable to set', async () => {
  const watch = new SimulatedWatch();
  watch.begin({ id: 'ops', url: undefined });
  await watch.pass(MINUTE);
  expect(watch.problems).toEqual([
    {
      ...{ code: 'heartbeat-undelivered', subject: 'ops' },
      params: { context: 'no-url', variable: 'LOGBELL_HEARTBEAT_OPS_URL' },
    },
  ]);
});

it('a clock that differs from every monitor is a problem, one that differs from one of two is none', async () => {
  const watch = await running();
  watch.network = () => watch.answer(200, 'OK', 10 * MINUTE);
  await watch.pass(2 * MINUTE);
  expect(watch.problems).toEqual([{ code: 'clock-wrong', subject: '', params: { minutes: 10, context: 'ahead' } }]);
  let isFirst = false;
  watch.network = () => {
    isFirst = !isFirst;
    return watch.answer(200, 'OK', isFirst ? 10 * MINUTE : 0);
  };
  watch.begin({ id: 'one' }, { id: 'two' });
  await watch.pass(10_000);
  expect(watch.problems).toEqual([]);
});

it('a clock that was set back does not delay the next heartbeat', async () => {
  const watch = await running();
  watch.clock.jump(-60 * MINUTE);
  expect(await timeTo('success', watch)).toBeLessThanOrEqual(MINUTE);
});

it('nothing is sent once the heartbeat is removed, or Logbell stopped', async () => {
  const watch = await running();
  const before = watch.calls.length;
  watch.stop();
  await watch.pass(5 * MINUTE);
  expect(watch.calls).toHaveLength(before);
});
