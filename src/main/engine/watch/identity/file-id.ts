import { type BigIntStats, fstatSync, lstatSync, readlinkSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, isSystemFault } from '../../common/error-code';
import { pathFromBytes, systemPath } from '../../common/files/system-path';

/**
 * Device and inode, in decimal, and birth time: they identify a file under any name. An open file keeps them, except on
 * overlayfs, where the first change of a file in the lower layer copies it to the upper one, with a new birth time.
 */
export interface FileIdentity {
  readonly device: string;
  readonly inode: string;
  /** Birth time, ns since 1970 (statx(2)): distinguishes a file from a later one with the same inode; 0 if unknown. */
  readonly born: string;
}

/** Result of a `stat` of a path or an open file. */
export interface FileStat extends FileIdentity {
  readonly kind: 'file' | 'directory' | 'special';
  /** Bytes. */
  readonly size: number;
  /** Change time in ns: changes with every write, truncation and rename (inode(7)). */
  readonly changed: bigint;
  /** Modification time of the content in ns. */
  readonly modified: bigint;
  /** Number of hard links; 0 once deleted. */
  readonly links: number;
}

/** Returns the `stat` of a path, following links, or the error code (ENOENT, EACCES …). */
export function statFile(path: string): FileStat | { readonly missing: string } {
  try {
    return toFileStat(statSync(systemPath(path), { bigint: true }));
  } catch (error) {
    return { missing: errorCode(error) };
  }
}

/** Change times in ms are doubles with 53 bits of precision; they may differ this much from those in ns. */
const ROUNDING_MS = 0.001;

/**
 * True if a path still holds the file of an earlier `stat`, unchanged; cheaper than `statFile`, and false when in
 * doubt.
 */
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

/** True if a path is a symbolic link; false if that cannot be read. */
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

export function statOpenFile(fd: number): FileStat {
  return toFileStat(fstatSync(fd, { bigint: true }));
}

/**
 * Key that identifies a file. The device counts only without a birth time, as some devices are renumbered at each boot
 * (btrfs, NFS).
 */
export function fileKey({ device, inode, born }: FileIdentity): string {
  return born === '0' ? `${device}:${inode}` : `${inode}@${born}`;
}

export function sameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.inode === other.inode && fileKey(one) === fileKey(other);
}

function toFileStat(stats: BigIntStats): FileStat {
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

/**
 * Change times come from a clock that may tick only every 10 ms (inode(7), time(7)), so two changes in one tick look
 * alike.
 */
const CHANGE_TICK_NS = 20_000_000n;
/** Some mounts report times in whole seconds, or in two (sshfs, FAT). */
const SECOND_NS = 1_000_000_000n;
const LONGEST_TICK_NS = 2n * SECOND_NS;

/** True if a later change would get another change time: `changed` in ns, `now` in ms, both since 1970. */
export function isSettled(changed: bigint, now: number): boolean {
  const tick = changed % SECOND_NS === 0n ? LONGEST_TICK_NS : CHANGE_TICK_NS;
  return changed + tick < BigInt(Math.floor(now)) * 1_000_000n;
}

/** Most symbolic links that Linux follows in one path (path_resolution(7)). */
const MAX_LINKS = 40;

/** Returns the path and, for a symbolic link, the target of each link in turn, existing or not. */
export function linkChain(path: string): string[] {
  const paths = [path];
  for (
    let next = linkTarget(path);
    next !== null && paths.length <= MAX_LINKS && !paths.includes(next);
    next = linkTarget(next)
  ) {
    paths.push(next);
  }
  return paths;
}

/** Null unless the path is a link. */
function linkTarget(path: string): string | null {
  try {
    const target = pathFromBytes(readlinkSync(systemPath(path), 'latin1'));
    // `..` is relative to the real folder (path_resolution(7)).
    const folder = pathFromBytes(realpathSync.native(systemPath(dirname(path)), 'latin1'));
    return resolve(folder, target);
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}

/** File systems that may be changed from another machine, which inotify(7) does not report (statfs(2), f_type). */
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

/** True if a path is on a file system that can change without inotify events. */
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
