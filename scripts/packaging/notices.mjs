import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../setup/project.mjs';
import { readJson } from '../setup/read-json.mjs';

/**
 * A package that Logbell's own code is built with, as package-lock.json names it.
 *
 * @typedef {{ readonly folder: string, readonly version: string, readonly licence: string }} ShippedPackage
 */

/** Licences whose code may go into an MIT program, with their notice. */
export const COMPATIBLE_LICENCES = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '(MIT OR CC0-1.0)',
];

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * An entry of package-lock.json (npm documentation, "package-lock.json").
 *
 * @typedef {{ readonly version?: string, readonly license?: string, readonly dev?: boolean, readonly devOptional?: boolean,
 *   readonly optional?: boolean, readonly os?: readonly string[], readonly cpu?: readonly string[] }} LockedPackage
 */

/**
 * The packages that go into the app: all of the lock file but those for development alone, and those for other machines.
 *
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages() {
  const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (
    readJson(join(projectFolder, 'package-lock.json'))
  );
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => folder !== '' && !entry.dev && !entry.devOptional && !isForOthers(folder, entry))
    .map(([folder, { version = '', license = '' }]) => ({ folder, version, licence: license }));
}

/**
 * Whether a package is one that npm installs on other machines only, or that the app leaves out (electron-builder.yml).
 *
 * @param {string} folder
 * @param {LockedPackage} entry
 */
function isForOthers(folder, { optional = false, os = [], cpu = [] }) {
  return optional && (!os.includes('linux') || !cpu.includes(process.arch) || folder.endsWith('-musl'));
}

/**
 * Writes the notices that the licences of the shipped packages ask for, one after the other.
 *
 * @param {string} file
 */
export function writeNotices(file) {
  mkdirSync(dirname(file), { recursive: true });
  const notices = shippedPackages().map(({ folder, version, licence }) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return `${name} ${version} (${licence})\n\n${licenceTexts(join(projectFolder, folder))}`;
  });
  writeFileSync(file, notices.join(`\n${'-'.repeat(78)}\n\n`));
}

/**
 * @param {string} folder of a package
 * @returns {string} empty for the few packages that carry no text of their own
 */
function licenceTexts(folder) {
  const files = readdirSync(folder).filter((name) => LICENCE_FILE.test(name));
  return files.map((name) => `${readFileSync(join(folder, name), 'utf8').trim()}\n`).join('\n');
}
