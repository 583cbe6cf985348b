import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The file that a command's name stands for, looked up as a shell does.
 *
 * @param {string} name
 * @param {string} [path] folders as in PATH
 * @returns {string | undefined} undefined when no folder has it
 */
export function commandPath(name, path = process.env['PATH'] ?? '') {
  const files = path.split(delimiter).map((folder) => join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
