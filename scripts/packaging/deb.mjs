/** The parts of fpm that fpm-deb.mjs is made of: its arguments, and the control files of a .deb. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const BYTES_PER_KIB = 1024;

/**
 * The package that electron-builder asks fpm for.
 *
 * @typedef {object} DebRequest
 * @property {string} packageFile the .deb to write
 * @property {string} compression gz or xz, among others
 * @property {{ source: string, target: string }[]} mappings
 * @property {string | undefined} afterInstall script file
 * @property {string | undefined} afterRemove script file
 * @property {string} name
 * @property {string} version
 * @property {string} architecture
 * @property {string} maintainer
 * @property {string} section
 * @property {string} priority
 * @property {string} homepage
 * @property {string} description first line: synopsis
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 */

const text = /** @type {const} */ ({ type: 'string', default: '' });
const optional = /** @type {const} */ ({ type: 'string' });
const list = /** @type {const} */ ({ type: 'string', multiple: true });

/**
 * Reads the arguments that electron-builder passes to fpm (app-builder-lib, FpmTarget). Throws for an unknown one.
 *
 * @param {readonly string[]} args
 * @returns {DebRequest}
 */
export function readFpmArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      source: { ...optional, short: 's' },
      target: { ...optional, short: 't' },
      depends: { ...list, short: 'd' },
      force: { type: 'boolean' },
      log: optional,
      license: optional,
      vendor: optional,
      'deb-recommends': list,
      'deb-compression': { type: 'string', default: 'xz' },
      'deb-priority': { type: 'string', default: 'optional' },
      category: { type: 'string', default: 'utils' },
      architecture: text,
      'after-install': optional,
      'after-remove': optional,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      url: text,
    },
  });
  if (values.target !== 'deb') {
    throw new Error('Only -t deb is understood.');
  }
  return {
    packageFile: values.package,
    compression: values['deb-compression'],
    mappings: positionals.map(readMapping),
    afterInstall: values['after-install'],
    afterRemove: values['after-remove'],
    name: values.name,
    version: values.version,
    architecture: values.architecture,
    maintainer: values.maintainer,
    section: values.category,
    priority: values['deb-priority'],
    homepage: values.url,
    description: values.description,
    depends: values.depends ?? [],
    recommends: values['deb-recommends'] ?? [],
  };
}

/** @param {string} argument SOURCE=TARGET */
function readMapping(argument) {
  const split = argument.lastIndexOf('=');
  return { source: argument.slice(0, split), target: argument.slice(split + 1) };
}

/**
 * Writes the DEBIAN folder of a package tree: control, md5sums and the maintainer scripts (deb-control(5), dpkg-deb(1)).
 *
 * @param {string} tree
 * @param {DebRequest} wanted
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
 * @param {DebRequest} wanted
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
 * Folds a description as deb-control(5) says: the first line is the synopsis, further lines begin with a space, and an empty
 * line is a dot.
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
