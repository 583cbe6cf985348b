/** Builds a .deb from a tree of files with dpkg-deb(1). */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, setModes, setTimes } from './tree-files.mjs';

const BYTES_PER_KIB = 1024;

/** Options of dpkg-deb for the compression. */
const QUICK = ['-Zgzip', '-z1'];
const SMALL = ['-Zxz'];

/**
 * What the control file says. Fields without a value are left out.
 *
 * @typedef {object} DebControl
 * @property {string} name
 * @property {string} version
 * @property {string} architecture
 * @property {string} maintainer
 * @property {string} section
 * @property {string} homepage
 * @property {string} synopsis
 * @property {string} description lines end where they end here
 * @property {readonly string[]} depends
 * @property {readonly string[]} [recommends]
 * @property {readonly string[]} [breaks]
 * @property {readonly string[]} [replaces]
 */

/**
 * A .deb to build.
 *
 * @typedef {object} DebBuild
 * @property {string} tree folder with the files, as below /
 * @property {string} file the .deb to write
 * @property {DebControl} control
 * @property {Readonly<Record<string, string>>} scripts source file by name, such as postinst
 * @property {boolean} isQuick true for a larger package that is built in less time
 * @property {number} time of all files, seconds since 1970
 */

/**
 * Writes the DEBIAN folder into the tree and builds the package: the same bytes for the same tree and time.
 *
 * @param {DebBuild} build
 */
export function buildDeb({ tree, file, control, scripts, isQuick, time }) {
  const files = filesBelow(tree);
  const folder = join(tree, 'DEBIAN');
  mkdirSync(folder);
  const bytes = files.reduce((sum, path) => sum + lstatSync(path).size, 0);
  writeFileSync(join(folder, 'control'), controlFile(control, Math.ceil(bytes / BYTES_PER_KIB)));
  writeFileSync(join(folder, 'md5sums'), checksums(tree, files));
  for (const [name, source] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), readFileSync(source));
    chmodSync(join(folder, name), 0o755);
  }
  setModes(tree);
  setTimes(tree, time);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(time) };
  execFileSync('dpkg-deb', ['--root-owner-group', ...(isQuick ? QUICK : SMALL), '--build', tree, file], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * The text of DEBIAN/control (deb-control(5)).
 *
 * @param {DebControl} control
 * @param {number} installedKiB
 */
export function controlFile(control, installedKiB) {
  const fields = [
    ['Package', control.name],
    ['Version', control.version],
    ['Section', control.section],
    ['Priority', 'optional'],
    ['Architecture', control.architecture],
    ['Maintainer', control.maintainer],
    ['Installed-Size', String(installedKiB)],
    ['Depends', control.depends.join(', ')],
    ['Recommends', (control.recommends ?? []).join(', ')],
    ['Breaks', (control.breaks ?? []).join(', ')],
    ['Replaces', (control.replaces ?? []).join(', ')],
    ['Homepage', control.homepage],
    ['Description', foldedDescription(control.synopsis, control.description)],
  ];
  return fields.map(([name, value]) => (value ? `${String(name)}: ${value}\n` : '')).join('');
}

/**
 * Folds a description as deb-control(5) says: further lines begin with a space, and an empty line is a dot.
 *
 * @param {string} synopsis
 * @param {string} description
 */
function foldedDescription(synopsis, description) {
  const lines = description.trim().split('\n');
  return [synopsis, ...lines.map((line) => ` ${line.trim() || '.'}`)].join('\n');
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
