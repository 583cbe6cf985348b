import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import type { FilePosition, Positions } from '../../../../src/main/engine/ledger/tables/file-positions';
import { scratchDir } from '../../../support/files/scratch-dir';

function position(born: string): FilePosition {
  const proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };
  const path = '/var/log/app.log';
  return { device: '1', inode: '7', born, source: path, path, offset: 0, skipping: false, proof, generation: 0 };
}

function openPositions(): Positions {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  onTestFinished(() => opened.value.close());
  return opened.value.positions;
}

test('a new file with the same inode does not replace the position of a deleted one', () => {
  const positions = openPositions();
  positions.save(position('100'), 1);
  positions.save(position('200'), 2);
  expect(positions.atPath('/var/log/app.log')).toEqual([position('200'), position('100')]);
  expect(positions.find(position('100'))).toEqual(position('100'));
  expect([position('100'), position('200')].map((file) => positions.writtenAt(file))).toEqual([1, 2]);
});

test('changes of a deleted file do not affect a new one with the same inode', () => {
  const positions = openPositions();
  positions.save(position('100'), 1);
  positions.save(position('200'), 2);
  positions.leave(position('100'));
  positions.forget(position('100'));
  expect(positions.atPath('/var/log/app.log')).toEqual([position('200')]);
  expect(positions.find(position('100'))).toBeNull();
  positions.leave(position('200'));
  expect(positions.atPath('/var/log/app.log')).toEqual([]);
});
