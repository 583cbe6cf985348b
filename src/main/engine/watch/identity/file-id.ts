import { type BigIntStats, fstatSync, lstatSync, readlinkSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, isSystemFault } from '../../common/error-code';
import { pathFromBytes, systemPath } from '../../common/system-path';

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
export interface FileStat extends FileIdentity {
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
export function statFile(path: string): FileStat | { readonly missing: string } {
  try {
    return toLook(statSync(systemPath(path), { bigint: true }));
  } catch (error) {
    return { missing: errorCode(error) };
  }
}

/** Change times in ms are numbers of 53 bits: they may be so far from those in ns. */
const ROUNDING_MS = 0.001;

/** Whether a path holds what an earlier look saw, unchanged: a look that costs less, and says false when in doubt. */
export function isUnchangedStat(path: string, seen: FileStat): boolean {
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
export function statOpenFile(fd: number): FileStat {
  return toLook(fstatSync(fd, { bigint: true }));
}

/** What tells a file from all others. The device counts only where no birth time is known: some are numbered anew at each boot (btrfs, NFS). */
export function fileKey({ device, inode, born }: FileIdentity): string {
  return born === '0' ? `${device}:${inode}` : `${inode}@${born}`;
}

export function sameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.inode === other.inode && fileKey(one) === fileKey(other);
}

function toLook(stats: BigIntStats): FileStat {
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
/** Change times come from a clock that may tick only every 10 ms (inode(7), time(7)): two changes in one tick look alike. */
const CHANGE_TICK_NS = 20_000_000n;
/** Some mounts tell times in whole seconds, or in two (sshfs, FAT). */
const SECOND_NS = 1_000_000_000n;
const LONGEST_TICK_NS = 2n * SECOND_NS;

/** Whether a later change would show by another change time: `changed` in ns, `now` in ms, both since 1970. */
export function isSettled(changed: bigint, now: number): boolean {
  const tick = changed % SECOND_NS === 0n ? LONGEST_TICK_NS : CHANGE_TICK_NS;
  return changed + tick < BigInt(Math.floor(now)) * 1_000_000n;
}

/** The system follows no more links than these for one path (path_resolution(7)). */
const MOST_LINKS = 40;

/** The path itself and, for a symbolic link, each one that it leads to in turn, whether or not something stands there. */
export function pathsOnTheWay(path: string): string[] {
  const paths = [path];
  for (
    let next = linkTarget(path);
    next !== null && paths.length <= MOST_LINKS && !paths.includes(next);
    next = linkTarget(next)
  ) {
    paths.push(next);
  }
  return paths;
}

/** Null for all but a link. */
function linkTarget(path: string): string | null {
  try {
    const target = pathFromBytes(readlinkSync(systemPath(path), 'latin1'));
    // `..` goes by where the folder really is (path_resolution(7)).
    const folder = pathFromBytes(realpathSync.native(systemPath(dirname(path)), 'latin1'));
    return resolve(folder, target);
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}

/** File systems whose changes may be made on another machine, which inotify(7) does not tell (statfs(2), f_type). */
const NETWORK_TYPES = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9P: folders shared with a virtual machine
  0x65735546, // FUSE: sshfs, s3fs and others
  0x00c36400, // Ceph
  0x01161970, // GFS2
  0x7461636f, // OCFS2
  0x5346414f, // AFS
  0x73757245, // Coda
  0x0bd00bd0, // Lustre
]);

/** Whether a path lies on a file system that others may change unnoticed. */
export function isOnNetwork(path: string): boolean {
  try {
    return NETWORK_TYPES.has(statfsSync(systemPath(path)).type);
  } catch (error) {
    if (isSystemFault(error)) {
      return false;
    }
    throw error;
  }
}
