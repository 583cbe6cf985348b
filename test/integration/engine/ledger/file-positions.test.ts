import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import type { FilePosition } from '../../../../src/main/engine/ledger/tables/file-positions';
import { scratchDir } from '../../../support/files/scratch-dir';

function position(born: string): FilePosition {
  const proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };
  const path = '/var/log/app.log';
  return { device: '1', inode: '7', born, source: path, path, offset: 0, skipping: false, proof, generation: 0 };
}

test('changes of a deleted file do not affect a new one with the same inode', () => {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const { positions } = opened.value;
  onTestFinished(() => opened.value.close());
  positions.save(position('100'), 1);
  positions.save(position('200'), 2);
  positions.leave(position('100'));
  positions.forget(position('100'));
  expect(positions.atPath('/var/log/app.log')).toEqual([position('200')]);
  positions.leave(position('200'));
  expect(positions.atPath('/var/log/app.log')).toEqual([]);
});
