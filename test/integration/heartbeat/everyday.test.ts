import { renameSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FaultBench } from '../../support/heartbeat/fault-bench';
import { until } from '../../support/time/until';

it('a slow SENS, a rotated log and a pause raise no false alarm', async () => {
  const bench = await FaultBench.start({ path: '{dir}/logs/app.log' });
  bench.sens.fail({ kind: 'delay', ms: 500 }, 5);
  bench.alert();
  renameSync(bench.log, `${bench.log}.1`);
  await until(() => bench.sens.received().length === 1, 'the text was sent');
  writeFileSync(bench.log, '');
  await bench.engine.pause(bench.clock.now() + 3_600_000);
  bench.alert();
  await bench.monitor.hears(({ isUp }) => isUp, 'the next success', bench.monitor.heard.length);
  await bench.engine.pause(null);
  await bench.monitor.hears(({ isUp }) => isUp, 'another success', bench.monitor.heard.length);
  expect(bench.monitor.heard.filter(({ isUp }) => !isUp)).toEqual([]);
});
