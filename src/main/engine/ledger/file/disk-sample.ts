import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diskFault, type DiskFault } from '../../../../shared/contract/disk-fault';
import { errorCode } from '../../common/error-code';

/** Bytes that must fit on a disk that is not full: more than most commits need. */
const SAMPLE_BYTES = 256 * 1_024;

/** Finds the disk fault behind an error code of SQLite; null if the disk is not the cause. */
export function diskFaultIn(folder: string, code: string): DiskFault | null {
  // SQLite reports many faults as an I/O error; writing a file of our own gives the exact one.
  return diskFault(code) ?? (code === 'SQLITE_BUSY' ? null : sampleFault(folder));
}

/** Writes a file and removes it; returns the disk's fault, null for none. */
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

/** Writes all bytes: the last free space takes a part (write(2)), and only the next write fails. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
