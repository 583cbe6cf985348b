import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from './read-json.mjs';

/** The folder of package.json. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The exact Electron version that package.json pins. */
export function pinnedElectronVersion() {
  const content = readJson(join(projectFolder, 'package.json'));
  const manifest = /** @type {{ devDependencies: { electron: string } }} */ (content);
  return manifest.devDependencies.electron;
}
