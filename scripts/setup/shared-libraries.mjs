import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { hasApt, installDebianPackages } from './debian-packages.mjs';
import { SetupProblem } from './problem.mjs';

/** The Debian 12 package of each library that Electron links to (packages.debian.org, "contents"). */
const PACKAGE_OF_SONAME = new Map([
  ['libX11.so.6', 'libx11-6'],
  ['libX11-xcb.so.1', 'libx11-xcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXcursor.so.1', 'libxcursor1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXi.so.6', 'libxi6'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libXrender.so.1', 'libxrender1'],
  ['libXss.so.1', 'libxss1'],
  ['libXtst.so.6', 'libxtst6'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgcc_s.so.1', 'libgcc-s1'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libgdk_pixbuf-2.0.so.0', 'libgdk-pixbuf-2.0-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgmodule-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libssl3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libxshmfence.so.1', 'libxshmfence1'],
]);

/** Loaded only when used, so ldd does not name them: notifications, the keyring, and letters for Korean. */
const LOADED_LATER = ['libnotify4', 'libsecret-1-0', 'fonts-nanum'];

/**
 * Makes sure that Electron finds its shared libraries: installs their packages as root on Debian and its kin, and stops
 * with a SetupProblem that names them elsewhere.
 *
 * @param {string} dist Electron's distribution folder
 */
export async function installSharedLibraries(dist) {
  const missing = await missingLibraries(dist);
  if (missing.length === 0) {
    return;
  }
  const packages = packagesOf(missing);
  if (packages.length === 0 || !hasApt()) {
    throw new SetupProblem('libraries-missing', { libraries: missing.join(' ') });
  }
  await installDebianPackages([...packages, ...LOADED_LATER]);
  const still = await missingLibraries(dist);
  if (still.length > 0) {
    throw new SetupProblem('libraries-missing', { libraries: still.join(' ') });
  }
}

/** @param {string} dist */
async function missingLibraries(dist) {
  const { output } = await runQuietly('ldd', [join(dist, 'electron')], { env: { ...process.env, LC_ALL: 'C' } });
  return missingSonames(output);
}

/**
 * The sonames that ldd(1) says are "not found".
 *
 * @param {string} lddOutput
 */
export function missingSonames(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}

/**
 * The Debian packages that hold these libraries, each once; a library of no known package is left out.
 *
 * @param {readonly string[]} sonames
 */
export function packagesOf(sonames) {
  const packages = sonames.map((soname) => PACKAGE_OF_SONAME.get(soname)).filter((name) => name !== undefined);
  return [...new Set(packages)].sort();
}
