import { readFileSync } from 'node:fs';

/** Descriptors kept free for the ledger, connections and the desktop. */
const SPARE = 256;

/** How many files can be held open at once: `most`, or what this process's limit of open files leaves (proc(5), limits). */
export function filesHeldAtOnce(most: number): number {
  const limit = /^Max open files\s+(\d+)/m.exec(limits())?.[1];
  return limit === undefined ? most : Math.min(most, Math.max(1, Number(limit) - SPARE));
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
