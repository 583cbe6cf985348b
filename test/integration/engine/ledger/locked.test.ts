import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

/** Time that another process locks the database, ms: the last one to close it does so for a moment. */
const HELD_MS = 300;

const HOLDER = `
  const { workerData, parentPort } = require('node:worker_threads');
  const Database = process.getBuiltinModule('node:sqlite')?.DatabaseSync ?? require('libsql');
  const connection = new Database(workerData.file);
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 0');
  parentPort.postMessage('held');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.heldMs);
  connection.exec('COMMIT');
  connection.close();
`;

test('a ledger locked by another process for a moment is waited for', async () => {
  const file = join(scratchDir(), 'ledger.db');
  const holder = new Worker(HOLDER, { eval: true, workerData: { file, heldMs: HELD_MS } });
  const ended = once(holder, 'exit');
  await once(holder, 'message');
  const opened = Ledger.open(file, Date.now());
  onTestFinished(() => {
    if (opened.ok) {
      opened.value.close();
    }
  });
  expect(opened).toMatchObject({ ok: true });
  await ended;
});
