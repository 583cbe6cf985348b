import { existsSync, lstatSync } from 'node:fs';
import { readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/** Where the `electron` package, Playwright and electron-vite look for the binary (electron/index.js). */
export const electronPackage = join(projectFolder, 'node_modules', 'electron');

const installed = join(electronPackage, 'dist');
const aside = join(electronPackage, 'dist.before');
/** Written last by a download: without it, `dist` is not whole. */
const pathFile = join(electronPackage, 'path.txt');

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

/**
 * Moves what the electron package holds out of the way of a download, which would write through a link.
 *
 * @returns {Promise<{ putBack: () => Promise<void>, drop: () => Promise<void> }>} one of them ends it
 */
export async function setElectronAside() {
  const isThere = lstatSync(installed, { throwIfNoEntry: false }) !== undefined;
  const isWhole = isThere && existsSync(pathFile);
  await rm(aside, { recursive: true, force: true });
  await rm(pathFile, { force: true });
  if (isThere) {
    await rename(installed, aside);
  }
  return {
    putBack: async () => {
      await rm(installed, { recursive: true, force: true });
      if (isWhole) {
        await rename(aside, installed);
        await writeFile(pathFile, 'electron');
      }
    },
    drop: async () => await rm(aside, { recursive: true, force: true }),
  };
}

/**
 * Lets the electron package stand on the distribution in `dist`.
 *
 * @param {string} dist
 */
export async function linkElectron(dist) {
  await rm(installed, { recursive: true, force: true });
  await symlink(dist, installed);
  await writeFile(pathFile, 'electron');
}
