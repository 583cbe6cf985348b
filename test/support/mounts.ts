import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An overlay file system over a folder (Linux, filesystems/overlayfs.rst). */
export interface OverlayMount {
  /** Unmounts the overlay and mounts the same layers again, as a reboot would. */
  readonly remount: () => void;
}

/**
 * Mounts an overlay at `folder`, whose files become the lower layer. The upper one goes into the empty folder `layers`,
 * or into a file system of its own there. Null if this process may not mount.
 */
export function mountOverlay(folder: string, layers: string, upperApart: boolean): OverlayMount | null {
  if (upperApart) {
    if (!mount(['-t', 'tmpfs', 'tmpfs', layers])) {
      return null;
    }
    onTestFinished(() => unmount(layers));
  }
  const upper = join(layers, 'upper');
  const work = join(layers, 'work');
  mkdirSync(upper);
  mkdirSync(work);
  const numbers = upperApart ? ',xino=on' : '';
  const options = `lowerdir=${folder},upperdir=${upper},workdir=${work}${numbers}`;
  const mountAgain = (): boolean => mount(['-t', 'overlay', 'overlay', '-o', options, folder]);
  if (!mountAgain()) {
    return null;
  }
  onTestFinished(() => unmount(folder));
  return {
    remount: () => {
      unmount(folder);
      mountAgain();
    },
  };
}

/** Mounts a folder at a second path (mount(8), "bind mounts"). False if this process may not mount. */
export function mountAlso(folder: string, at: string): boolean {
  const isMounted = mount(['--bind', folder, at]);
  if (isMounted) {
    onTestFinished(() => unmount(at));
  }
  return isMounted;
}

/** Makes new files in a folder impossible (mount(8), "bind mounts"). False if this process may not mount. */
export function mountReadOnly(folder: string): boolean {
  return mountAlso(folder, folder) && mount(['-o', 'remount,bind,ro', folder]);
}

function mount(args: readonly string[]): boolean {
  return run('mount', args);
}

/** Detaches a mount even while files below it are open (umount(8)). */
function unmount(folder: string): void {
  if (existsSync(folder)) {
    run('umount', ['--lazy', folder]);
  }
}

function run(command: 'mount' | 'umount', args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}
