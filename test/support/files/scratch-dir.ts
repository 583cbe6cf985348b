import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates an empty folder that is removed after the test. */
export function scratchDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'logbell-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
