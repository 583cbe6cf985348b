/** Notes which files and npm packages each built file consists of, so that a package names exactly what it carries. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder, readJson } from '../setup/project.mjs';

/**
 * A built file of the main process: the built files that it imports or reads, relative to out/main, and the folders of
 * the npm packages in it, as in package-lock.json.
 *
 * @typedef {{ readonly imports: readonly string[], readonly packages: readonly string[] }} BuiltFile
 */

/** Written beside the folder of the main process. */
const LIST_NAME = 'built-files.json';

const PACKAGE_FOLDER = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;

/**
 * Writes the list for each build of the main process.
 *
 * @returns {import('vite').Plugin}
 */
export function listBuiltFiles() {
  return {
    name: 'list-built-files',
    writeBundle({ dir = '' }, bundle) {
      /** @type {Record<string, BuiltFile>} */
      const list = {};
      const assets = Object.values(bundle).flatMap((file) => (file.type === 'asset' ? [file.fileName] : []));
      assets.forEach((asset) => (list[asset] = { imports: [], packages: [] }));
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          const packages = new Set(file.moduleIds.flatMap((id) => PACKAGE_FOLDER.exec(id)?.[1] ?? []));
          const read = assets.filter((asset) => file.code.includes(asset));
          list[file.fileName] = {
            imports: [...file.imports, ...file.dynamicImports, ...read],
            packages: [...packages].sort(),
          };
        }
      }
      writeFileSync(join(dirname(dir), LIST_NAME), JSON.stringify(list));
    },
  };
}

/**
 * The built files that these entry points need, with themselves, and the npm packages in them. Sorted.
 *
 * @param {readonly string[]} entries relative to out/main
 * @param {string} [unused] folder of a package that is never loaded, whose built file is left out
 * @returns {{ files: readonly string[], packages: readonly string[] }}
 */
export function filesNeededBy(entries, unused) {
  const list = /** @type {Record<string, BuiltFile>} */ (readJson(join(projectFolder, 'out', LIST_NAME)));
  const files = new Set(entries);
  for (const file of files) {
    // An import without an entry is a package that stays outside the bundle.
    const imports = list[file]?.imports.filter((name) => name in list) ?? [];
    imports.filter((name) => list[name]?.packages.join() !== unused).forEach((name) => files.add(name));
  }
  const packages = new Set([...files].flatMap((file) => list[file]?.packages ?? []));
  return { files: [...files].sort(), packages: [...packages].sort() };
}
