import type { BigIntStats } from 'node:fs';
import { fstatSync, lstatSync, statSync } from 'node:fs';
import { errorCode, isSystemFault } from '../common/error-code';
import { systemPath } from '../common/system-path';

/**
 * Device and inode, in decimal, and birth time: they tell a file whatever its name. An open file keeps them, except on
 * overlayfs: the first change of a file of the lower layer copies it to the upper one, with a new birth time.
 */
export interface FileIdentity {
  readonly device: string;
  readonly inode: string;
  /** When the file came into being, ns since 1970 (statx(2)): tells a file from a later one with the same inode; 0 where unknown. */
  readonly born: string;
}

/** What a look at a path or an open file tells. */
export interface FileLook extends FileIdentity {
  readonly kind: 'file' | 'directory' | 'special';
  /** Bytes. */
  readonly size: number;
  /** Change time in ns: moves with every write, truncation and rename (inode(7)). */
  readonly changed: bigint;
  /** Modification time in ns: when its content last changed. */
  readonly modified: bigint;
  /** Names left; 0 once deleted. */
  readonly links: number;
}

/** What stands at a path, following links; or why that cannot be told (ENOENT, EACCES …). */
export function lookAt(path: string): FileLook | { readonly missing: string } {
  try {
    return toLook(statSync(systemPath(path), { bigint: true }));
  } catch (error) {
    return { missing: errorCode(error) };
  }
}

/** Change times in ms are numbers of 53 bits: they may be so far from those in ns. */
const ROUNDING_MS = 0.001;

/** Whether a path holds what an earlier look saw, unchanged: a look that costs less, and says false when in doubt. */
export function isAsSeen(path: string, seen: FileLook): boolean {
  try {
    const stats = statSync(systemPath(path), { throwIfNoEntry: false });
    return (
      stats?.size === seen.size &&
      stats.ino === Number(seen.inode) &&
      Math.abs(stats.ctimeMs - Number(seen.changed) / 1_000_000) < ROUNDING_MS
    );
  } catch (error) {
    if (isSystemFault(error)) {
      return false;
    }
    throw error;
  }
}

/** Whether a path is a symbolic link; false where that cannot be told. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(systemPath(path)).isSymbolicLink();
  } catch (error) {
    if (isSystemFault(error)) {
      return false;
    }
    throw error;
  }
}

/** What an open file is now. */
export function lookAtOpen(fd: number): FileLook {
  return toLook(fstatSync(fd, { bigint: true }));
}

/** What tells a file from all others. The device counts only where no birth time is known: some are numbered anew at each boot (btrfs, NFS). */
export function fileKey({ device, inode, born }: FileIdentity): string {
  return born === '0' ? `${device}:${inode}` : `${inode}@${born}`;
}

export function sameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.inode === other.inode && fileKey(one) === fileKey(other);
}

function toLook(stats: BigIntStats): FileLook {
  return {
    device: stats.dev.toString(),
    inode: stats.ino.toString(),
    born: stats.birthtimeNs.toString(),
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'special',
    size: Number(stats.size),
    changed: stats.ctimeNs,
    modified: stats.mtimeNs,
    links: Number(stats.nlink),
  };
}
