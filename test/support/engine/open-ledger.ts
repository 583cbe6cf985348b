import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../files/scratch-dir';

/** Opens a ledger, a new one by default, that is closed with the test. */
export function openLedger(file = join(scratchDir(), 'ledger.db')): Ledger {
  const opened = Ledger.open(file, 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  onTestFinished(() => opened.value.close());
  return opened.value;
}
