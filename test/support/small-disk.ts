import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** A disk that can break. */
export interface BreakableDisk {
  /** Makes it read-only as an error of the hardware does, also for files that are open (ext4(5), "errors"). */
  readonly breakDown: () => void;
}

/** Mounts an ext4 file system in a file at `folder`; null if this process may not mount. */
export function mountBreakableDisk(folder: string): BreakableDisk | null {
  const image = `${folder}.img`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(image, '');
  truncateSync(image, 16 * 1_024 * 1_024);
  const commands = [
    ['mkfs.ext4', '-q', '-O', '^has_journal', image],
    ['mount', '-o', 'loop,errors=remount-ro', image, folder],
  ] as const;
  if (!commands.every(([command, ...args]) => spawnSync(command, args).status === 0)) {
    return null;
  }
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  const mounted = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const device = mounted.find(([, at]) => at === folder)?.[0] ?? '';
  if (!/^\/dev\/loop\d+$/.test(device)) {
    return null;
  }
  return {
    breakDown: () => writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'test'),
  };
}
