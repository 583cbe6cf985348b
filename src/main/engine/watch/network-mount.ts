import { statfsSync } from 'node:fs';
import { isSystemFault } from '../common/error-code';
import { systemPath } from '../common/system-path';

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
