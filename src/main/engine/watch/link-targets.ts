import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isSystemFault } from '../../error-code';

/** The path itself and, for a symbolic link, each one that it leads to in turn, whether or not something stands there. */
export function pathsOnTheWay(path: string): string[] {
  const paths = [path];
  for (let next = linkTarget(path); next !== null && !paths.includes(next); next = linkTarget(next)) {
    paths.push(next);
  }
  return paths;
}

/** Null for all but a link. */
function linkTarget(path: string): string | null {
  try {
    const target = readlinkSync(path);
    // `..` goes by where the folder really is (path_resolution(7)).
    return resolve(realpathSync(dirname(path)), target);
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}
