import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * A hash over files and folders below `root`: of every file its path and content, in a fixed order. A name that is not
 * there counts as empty.
 *
 * @param {string} root
 * @param {readonly string[]} names files and folders, relative to root
 * @returns {string} hexadecimal
 */
export function sourceStamp(root, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesBelow(join(root, name))).sort()) {
    hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    return [];
  }
  return found.isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];
}
