import { readFileSync } from 'node:fs';

/**
 * The content of a JSON file. Throws when it cannot be read or is not JSON.
 *
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return content;
}
