import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../engine/common/error-code';

/** Renames an unusable file to `<path>.bad-<time>` and returns that path. Throws as rename(2) does. */
export function setAside(path: string, nowMs: number): string {
  const aside = copyPath(path, 'bad', nowMs);
  renameSync(path, aside);
  return aside;
}

/** Moves a file back to its path; false if there is another by now. */
export function restoredName(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    rmSync(aside);
    return true;
  } catch {
    return false;
  }
}

/** Path of a labeled copy: `<path>.<label>-<time>`. */
export function copyPath(path: string, label: string, nowMs: number): string {
  return `${path}.${label}-${timeStamp(nowMs)}`;
}

/** Path of a version that was not chosen: `<path>.<time>.bak`. */
export function backupPath(path: string, nowMs: number): string {
  return `${path}.${timeStamp(nowMs)}.bak`;
}

/**
 * Writes a copy with mode 0600 and returns its path, numbered if the name is taken. Throws as open(2) and write(2) do.
 */
export function keepCopy(path: string, content: Buffer | string): string {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? path : `${path}.${number}`;
    try {
      writeFileSync(copy, content, { mode: 0o600, flag: 'wx', flush: true });
      return copy;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
    }
  }
}

/** Removes the copy of a file that was not replaced after all. */
export function dropCopy(copy: string | null): void {
  if (copy !== null) {
    rmSync(copy, { force: true });
  }
}

/** Formats a time for file names, in UTC with ms: `20260102T030405678Z`. */
function timeStamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/[-:.]/g, '');
}
