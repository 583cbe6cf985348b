/** The content of a package besides the build: the packages that go into it, their license notices, no default app. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectFolder, readJson } from '../setup/project.mjs';

/**
 * A package that is part of Logbell, as in package-lock.json.
 *
 * @typedef {{ readonly folder: string, readonly version: string, readonly license: string }} ShippedPackage
 */

/** The licenses under which code may go into an MIT program, with a notice. */
export const COMPATIBLE_LICENSES = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '(MIT OR CC0-1.0)',
];

const LICENSE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * An entry of package-lock.json (npm documentation, "package-lock.json").
 *
 * @typedef {{ readonly version?: string, readonly license?: string, readonly dev?: boolean, readonly devOptional?: boolean,
 *   readonly optional?: boolean, readonly os?: readonly string[], readonly cpu?: readonly string[] }} LockedPackage
 */

/**
 * The packages that go into the app: those of the lock file, without those for development and for other machines.
 *
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages() {
  const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (
    readJson(join(projectFolder, 'package-lock.json'))
  );
  return Object.entries(lock.packages)
    .filter(
      ([folder, entry]) => folder !== '' && !entry.dev && !entry.devOptional && !isForOtherMachines(folder, entry),
    )
    .map(([folder, { version = '', license = '' }]) => ({ folder, version, license }));
}

/**
 * True for a package that npm installs on other machines only or that electron-builder.yml leaves out.
 *
 * @param {string} folder
 * @param {LockedPackage} entry
 */
function isForOtherMachines(folder, { optional = false, os = [], cpu = [] }) {
  return optional && (!os.includes('linux') || !cpu.includes(process.arch) || folder.endsWith('-musl'));
}

/**
 * The name of a package in the lock file.
 *
 * @param {{ readonly folder: string }} shipped
 */
export function packageName({ folder }) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/**
 * Writes the license notices of these packages into one file.
 *
 * @param {string} file
 * @param {readonly ShippedPackage[]} [packages] default: all that are shipped
 */
export function writeNotices(file, packages = shippedPackages()) {
  mkdirSync(dirname(file), { recursive: true });
  const notices = packages.map((shipped) => {
    const title = `${packageName(shipped)} ${shipped.version} (${shipped.license})`;
    return `${title}\n\n${licenseTexts(join(projectFolder, shipped.folder))}`;
  });
  writeFileSync(file, notices.join(`\n${'-'.repeat(78)}\n\n`));
}

/**
 * @param {string} folder of a package
 * @returns {string} empty for a package without a license file
 */
function licenseTexts(folder) {
  const files = readdirSync(folder)
    .filter((name) => LICENSE_FILE.test(name))
    .sort();
  return files.map((name) => `${readFileSync(join(folder, name), 'utf8').trim()}\n`).join('\n');
}

/**
 * Removes Electron's default app from the copied distribution (electron-builder, hook `afterExtract`).
 *
 * @param {{ appOutDir: string }} context
 */
export async function afterExtract(context) {
  await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
}
