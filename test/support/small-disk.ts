import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system small enough to be filled by a test. */
export interface SmallDisk {
  /** Fills it to the last byte. */
  fill(): void;
  /** Frees the space again. */
  free(): void;
}

/** Mounts a small disk at `folder` (tmpfs(5)), with `options` such as `size=2m`; null if this process may not mount. */
export function mountSmallDisk(folder: string, options: string): SmallDisk | null {
  mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=0700`, 'tmpfs', folder]).status !== 0) {
    return null;
  }
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  const filler = join(folder, 'filler');
  return {
    fill: () => {
      const descriptor = openSync(filler, 'a');
      for (const bytes of [65_536, 4_096]) {
        while (takes(descriptor, Buffer.alloc(bytes))) {
          // While there is space for this many at once.
        }
      }
      closeSync(descriptor);
    },
    free: () => rmSync(filler),
  };
}

function takes(descriptor: number, bytes: Buffer): boolean {
  try {
    return writeSync(descriptor, bytes) === bytes.length;
  } catch {
    return false;
  }
}
