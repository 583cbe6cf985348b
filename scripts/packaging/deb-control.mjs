import { createHash } from 'node:crypto';
import { copyFileSync, chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const BYTES_PER_KIB = 1024;

/**
 * Writes the DEBIAN folder of a package tree: control, md5sums and the maintainer scripts (deb-control(5), dpkg-deb(1)).
 *
 * @param {string} tree
 * @param {import('./fpm-arguments.mjs').DebRequest} wanted
 */
export function writeControlFiles(tree, wanted) {
  const files = filesBelow(tree);
  const folder = join(tree, 'DEBIAN');
  mkdirSync(folder);
  const bytes = files.reduce((sum, file) => sum + lstatSync(file).size, 0);
  writeFileSync(join(folder, 'control'), controlFile(wanted, Math.ceil(bytes / BYTES_PER_KIB)));
  writeFileSync(join(folder, 'md5sums'), checksums(tree, files));
  const scripts = /** @type {const} */ ([
    ['postinst', wanted.afterInstall],
    ['postrm', wanted.afterRemove],
  ]);
  for (const [name, source] of scripts) {
    if (source !== undefined) {
      copyFileSync(source, join(folder, name));
      chmodSync(join(folder, name), 0o755);
    }
  }
}

/**
 * The text of DEBIAN/control; fields without a value are left out.
 *
 * @param {import('./fpm-arguments.mjs').DebRequest} wanted
 * @param {number} installedKiB
 */
export function controlFile(wanted, installedKiB) {
  const fields = [
    ['Package', wanted.name],
    ['Version', wanted.version],
    ['Section', wanted.section],
    ['Priority', wanted.priority],
    ['Architecture', wanted.architecture],
    ['Maintainer', wanted.maintainer],
    ['Installed-Size', String(installedKiB)],
    ['Depends', wanted.depends.join(', ')],
    ['Recommends', wanted.recommends.join(', ')],
    ['Homepage', wanted.homepage],
    ['Description', foldedDescription(wanted.description)],
  ];
  return fields.map(([name, value]) => (value ? `${String(name)}: ${value}\n` : '')).join('');
}

/**
 * deb-control(5): the first line is the synopsis, further lines begin with a space, and an empty one is a single dot.
 *
 * @param {string} description
 */
function foldedDescription(description) {
  const [synopsis = '', ...rest] = description.trim().split('\n');
  return [synopsis.trim(), ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n');
}

/**
 * @param {string} tree
 * @param {readonly string[]} files
 */
function checksums(tree, files) {
  const regular = files.filter((file) => lstatSync(file).isFile());
  return regular
    .map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`)
    .join('');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
