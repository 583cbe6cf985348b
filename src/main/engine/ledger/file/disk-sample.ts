import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diskFault, type DiskFault } from '../../../../shared/contract/disk-fault';
import { errorCode } from '../../common/error-code';

/** So much must fit on a disk that is not full, bytes: more than most commits need. */
const SAMPLE_BYTES = 256 * 1_024;

/** Why the disk takes nothing in a folder, after SQLite failed with a code; null when the disk is not the reason. */
export function diskFaultIn(folder: string, code: string): DiskFault | null {
  // SQLite calls many faults an I/O error; what the system says to a file of our own tells more.
  return diskFault(code) ?? (code === 'SQLITE_BUSY' ? null : sampleFault(folder));
}

/** Writes a file and removes it; gives why the disk does not take it. */
export function sampleFault(folder: string): DiskFault | null {
  const sample = join(folder, 'ledger.db.sample');
  try {
    const descriptor = openSync(sample, 'w', 0o600);
    try {
      writeWhole(descriptor, Buffer.alloc(SAMPLE_BYTES));
    } finally {
      closeSync(descriptor);
      rmSync(sample, { force: true });
    }
    return null;
  } catch (error) {
    return diskFault(errorCode(error));
  }
}

/** The last of the room takes a part of it (write(2)); only the next write is refused. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
