import { expect, it } from 'vitest';
import { createAppStatusStore } from '../../../../src/main/desktop/engine/app-status';
import { EngineMonitor } from '../../../../src/main/desktop/engine/engine-monitor';
import type { HealthFacts } from '../../../../src/shared/contract/health';
import type { Problem } from '../../../../src/shared/contract/status';
import { WELL } from '../../../support/heartbeat/simulated-watch';
import { ManualClock } from '../../../support/time/manual-clock';

/** A monitor of an engine whose answers the test gives. */
function monitored(): {
  readonly clock: ManualClock;
  readonly monitor: EngineMonitor;
  readonly codes: () => readonly string[];
  readonly raised: Problem[];
  readonly answers: ((facts: HealthFacts) => void)[];
} {
  const clock = new ManualClock(0);
  const statusStore = createAppStatusStore(() => undefined);
  const raised: Problem[] = [];
  const answers: ((facts: HealthFacts) => void)[] = [];
  const engine = { health: () => new Promise<HealthFacts>((resolve) => answers.push(resolve)) };
  const monitor = new EngineMonitor({
    ...{ engine, statusStore, clock },
    raised: (problems) => void raised.push(...problems),
  });
  return { clock, monitor, raised, answers, codes: () => statusStore.status().problems.map(({ code }) => code) };
}

it('an engine that does not answer is a problem, which is told once and ends with its answer', async () => {
  const { clock, monitor, codes, raised, answers } = monitored();
  monitor.start();
  clock.pass(39_000);
  expect([codes(), answers.length]).toEqual([[], 1]);
  clock.pass(600_000);
  expect([codes(), raised.length, answers.length]).toEqual([['engine-stuck'], 1, 1]);
  const probed = monitor.probe();
  answers.forEach((answer) => answer(WELL));
  expect(await probed).toEqual(WELL);
  expect(codes()).toEqual([]);
  monitor.stop();
  expect(clock.pending()).toEqual([]);
});

it('an engine that ends is not stuck', async () => {
  const clock = new ManualClock(0);
  const statusStore = createAppStatusStore(() => undefined);
  const engine = { health: () => Promise.reject(new Error('The engine stopped.')) };
  const monitor = new EngineMonitor({ engine, statusStore, clock, raised: () => undefined });
  await expect(monitor.probe()).rejects.toThrow('stopped');
  clock.pass(60_000);
  expect(statusStore.status().problems).toEqual([]);
});
