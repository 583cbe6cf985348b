import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isSystemFault } from '../common/error-code';
import { pathFromBytes, systemPath } from '../common/system-path';

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
