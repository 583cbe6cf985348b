import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../support/scratch-dir';

/** Writes to the database as fast as it can, as another process does. */
const WRITER = `
  const { workerData, parentPort } = require('node:worker_threads');
  const Database = require('libsql');
  const connection = new Database(workerData);
  connection.pragma('busy_timeout = 2000');
  const write = connection.prepare("INSERT OR REPLACE INTO engine_state VALUES ('beside', ?)");
  parentPort.postMessage('writing');
  for (let count = 0; ; count += 1) write.run(String(count));
`;

test('another process that writes all the time makes no commit fail that reads before it writes', async () => {
  const file = join(scratchDir(), 'ledger.db');
  const opened = Ledger.open(file, Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const ledger = opened.value;
  onTestFinished(() => ledger.close());
  const writer = new Worker(WRITER, { eval: true, workerData: file });
  onTestFinished(() => writer.terminate());
  await once(writer, 'message');
  const before = ledger.outsideVersion();
  for (let held = 1; held <= 100; held += 1) {
    ledger.commit(() => {
      const known = ledger.state.pause()?.held ?? 0;
      ledger.state.savePause({ until: 0, held: known + 1 });
    });
  }
  expect(ledger.outsideVersion()).not.toBe(before);
  expect(ledger.state.pause()?.held).toBe(100);
});
