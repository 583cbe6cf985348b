import { closeSync } from 'node:fs';
import { sameFile, type FileLook } from './file-identity';
import { isOnNetwork } from './network-mount';
import { openFile, type OpenFile } from './open-file';
import type { OpenLog } from './open-log';
import { proofHolds } from './proof';
import { rotatedSiblings } from './rotated-siblings';

/**
 * What stands at `path` as `look` told, if it is the log that stood there before under another inode number; null when it
 * is another file. Some network mounts make numbers up, and tell no time of birth by which to know a file.
 */
export function renumbered(log: OpenLog, look: FileLook, path: string): OpenFile | null {
  const before = log.look;
  const mayBe = look.kind === 'file' && look.born === '0' && before.born === '0' && isOnNetwork(path);
  if (!mayBe || log.deletedAt() !== null || rotatedSiblings(path).some((sibling) => sameFile(sibling, before))) {
    return null;
  }
  const file = openFile(path);
  if (typeof file === 'string') {
    return null;
  }
  const isSame = holdsAllRead(log, file);
  if (!isSame) {
    closeSync(file.fd);
  }
  return isSame ? file : null;
}

/** Of a log of which nothing was read, only its look tells. */
function holdsAllRead(log: OpenLog, { fd, look }: OpenFile): boolean {
  const { offset, proof } = log.readTo;
  return offset > 0 ? proofHolds(fd, offset, proof) : look.size === log.look.size && look.changed === log.look.changed;
}
