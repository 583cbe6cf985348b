import { readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/** Where the `electron` package, Playwright and electron-vite look for the binary (electron/index.js). */
export const electronPackage = join(projectFolder, 'node_modules', 'electron');

/**
 * The Electron in a distribution folder.
 *
 * @param {string} dist
 * @returns {Promise<{ dist: string, version: string } | undefined>} undefined when there is none
 */
export async function readDistribution(dist) {
  try {
    await stat(join(dist, 'electron'));
    const version = await readFile(join(dist, 'version'), 'utf8');
    return { dist, version: version.trim().replace(/^v/, '') };
  } catch {
    return undefined;
  }
}

/** Takes away what the electron package holds: a link, or a download that stopped half way. */
export async function unlinkElectron() {
  await rm(join(electronPackage, 'dist'), { recursive: true, force: true });
  await rm(join(electronPackage, 'path.txt'), { force: true });
}

/**
 * Lets the electron package stand on the distribution in `dist`.
 *
 * @param {string} dist
 */
export async function linkElectron(dist) {
  await unlinkElectron();
  await symlink(dist, join(electronPackage, 'dist'));
  await writeFile(join(electronPackage, 'path.txt'), 'electron');
}
