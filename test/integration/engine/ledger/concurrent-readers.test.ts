import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

/** Time of a commit between reading and writing, and time that the database is free after it, ms. */
const WORK_MS = 5;

/** Writes to the database every millisecond, as another process might, until it is asked to stop. */
const WRITER = `
  const { workerData, parentPort } = require('node:worker_threads');
  const Database = process.getBuiltinModule('node:sqlite')?.DatabaseSync ?? require('libsql');
  const connection = new Database(workerData.file);
  connection.exec('PRAGMA busy_timeout = 2000');
  const write = connection.prepare("INSERT OR REPLACE INTO engine_state VALUES ('beside', ?)");
  parentPort.postMessage('writing');
  for (let count = 0; Atomics.wait(workerData.stop, 0, 0, 1) === 'timed-out'; count += 1) {
    write.run(String(count));
  }
  connection.close();
`;

test('a commit that reads before it writes succeeds while another process writes all the time', async () => {
  const file = join(scratchDir(), 'ledger.db');
  const opened = Ledger.open(file, Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const ledger = opened.value;
  onTestFinished(() => ledger.close());
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const writer = new Worker(WRITER, { eval: true, workerData: { file, stop } });
  const ended = once(writer, 'exit');
  onTestFinished(async () => {
    // Not terminated: libsql would crash the process if that came in the middle of a write.
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    await ended;
  });
  await once(writer, 'message');
  const before = ledger.dataVersion();
  let held = 0;
  // Until the other one has had its turn as well.
  while (held < 50 || ledger.dataVersion() === before) {
    ledger.commit(() => {
      const known = ledger.state.pause()?.held ?? 0;
      const until = performance.now() + WORK_MS;
      while (performance.now() < until) {
        // The other one writes meanwhile, if it can.
      }
      ledger.state.savePause({ until: 0, held: known + 1 });
    });
    held += 1;
    await setTimeout(WORK_MS);
  }
  expect(ledger.state.pause()?.held).toBe(held);
});
