import { lookAt, sameFile, type FileLook } from './file-identity';
import { pathsOnTheWay } from './link-targets';

/** What editors name the old file by when they leave the new one in its place (vim and emacs: "backup files"). */
const OF_EDITORS = ['~'];
/** What `sed -i.bak` and its like do; but programs, too, call their last log so when they begin a new one. */
const OF_ANYONE = ['.bak', '.orig'];

/**
 * Whether a file that stood at `path` stands beside it as a backup of the one there now, born at `born` (ns since 1970).
 * Under a name that is not for editors alone, only if the new file was made before the old one went.
 */
export function isBackup(former: FileLook, born: bigint, path: string): boolean {
  const endings = born <= former.changed ? [...OF_EDITORS, ...OF_ANYONE] : OF_EDITORS;
  const names = pathsOnTheWay(path).flatMap((log) => endings.map((ending) => log + ending));
  return names.some((name) => {
    const look = lookAt(name);
    return !('missing' in look) && sameFile(look, former);
  });
}
