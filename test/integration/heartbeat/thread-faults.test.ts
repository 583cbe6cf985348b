import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createAppStatusStore } from '../../../src/main/desktop/engine/app-status';
import { createEngineClient, type EngineClient } from '../../../src/main/desktop/engine/engine-client';
import { EngineMonitor } from '../../../src/main/desktop/engine/engine-monitor';
import { FaultBench } from '../../support/heartbeat/fault-bench';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const TRIAL = { match: { text: 'x', ignoreCase: false }, butNot: [], line: '' };
const WORKER = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js');

/** What the engine thread does when it is asked to try a pattern; a block ends once there is the file `go-on`. */
const FAULTS = {
  blocks: `while (!existsSync(new URL('go-on', import.meta.url))) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }`,
  ends: 'process.exit(1);',
} as const;

interface Hosted {
  readonly bench: FaultBench;
  readonly engine: EngineClient;
  readonly codes: () => readonly string[];
}

/** Runs the engine in its thread, as the desktop app does. */
async function hosted(fault: keyof typeof FAULTS): Promise<Hosted> {
  const bench = await FaultBench.prepare();
  const workerFile = join(bench.dir, 'worker.mjs');
  writeFileSync(
    workerFile,
    `import { existsSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     import ${JSON.stringify(pathToFileURL(WORKER).href)};
     parentPort.on('message', ({ method }) => { if (method === 'tryPattern') { ${FAULTS[fault]} } });`,
  );
  const statusStore = createAppStatusStore(() => undefined);
  const engine = createEngineClient({
    emit: (event) => {
      if (event.event === 'status') {
        statusStore.setEngineStatus(event.status);
      }
    },
    crashed: () => undefined,
    workerFile,
  });
  onTestFinished(() => engine.stop());
  onTestFinished(() => goOn(bench));
  await engine.start(bench.config());
  const monitor = new EngineMonitor({ engine, statusStore, clock: bench.clock, raised: () => undefined });
  monitor.start();
  onTestFinished(() => monitor.stop());
  bench.beat({ probe: () => monitor.probe(), lastKnown: () => statusStore.status() });
  await bench.healthy();
  return { bench, engine, codes: () => statusStore.status().problems.map(({ code }) => code) };
}

/** Ends the block of the engine thread. */
function goOn({ dir }: FaultBench): void {
  writeFileSync(join(dir, 'go-on'), '');
}

it('engine thread: it is blocked', async () => {
  const { bench, engine, codes } = await hosted('blocks');
  const { message } = await bench.failsAfter(() => {
    engine.tryPattern(TRIAL).catch(() => undefined);
  });
  expect(message).toContain(en('health.engine-stopped'));
  await until(() => codes().includes('engine-stuck'), 'the tray says so, too');
  goOn(bench);
  await bench.monitor.hears(({ isUp }) => isUp, 'the end', bench.monitor.heard.length);
  await until(() => codes().length === 0, 'the tray says so, too');
});

it('engine thread: it ends again and again', async () => {
  const { bench, engine } = await hosted('ends');
  await bench.failsAfter(() => {
    engine.tryPattern(TRIAL).catch(() => undefined);
  });
  // Asked in the middle of a restart, it says first that the engine does not run.
  const title = en('problem.engine-restarted.title');
  await bench.monitor.hears(({ message }) => message.includes(title), 'that it was restarted');
});
