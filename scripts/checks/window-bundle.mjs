import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectFolder } from '../setup/project.mjs';

/** The most that all scripts and styles of the window may weigh, bytes after gzip. */
export const WINDOW_BYTES = 350_000;

/**
 * What the built window is made of.
 *
 * @typedef {object} WindowBundle
 * @property {readonly { name: string, bytes: number }[]} files scripts and styles, heaviest first; bytes after gzip
 * @property {number} bytes of all of them
 * @property {readonly string[]} maps files that are source maps, or name one
 * @property {readonly string[]} unstyled Mantine's sheets that its components ask for and src/renderer/mantine.css leaves out
 */

/**
 * Weighs what `electron-vite build` left in out/renderer.
 *
 * @returns {WindowBundle}
 */
export function windowBundle() {
  const folder = join(projectFolder, 'out', 'renderer');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|map)$/.test(name),
  );
  const contents = names.map((name) => ({ name, content: readFileSync(join(folder, name)) }));
  const files = contents
    .filter(({ name }) => !name.endsWith('.map'))
    .map(({ name, content }) => ({ name, bytes: gzipSync(content, { level: 9 }).length }))
    .sort((one, other) => other.bytes - one.bytes);
  const text = (/** @type {string} */ ending) =>
    contents.flatMap(({ name, content }) => (name.endsWith(ending) ? [content.toString('utf8')] : [])).join('\n');
  return {
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    maps: contents
      .filter(({ name, content }) => name.endsWith('.map') || content.includes('sourceMappingURL='))
      .map(({ name }) => name),
    unstyled: missingSheets(text('.js'), text('.css')),
  };
}

/**
 * @param {string} scripts
 * @param {string} styles
 */
function missingSheets(scripts, styles) {
  const folder = join(projectFolder, 'node_modules', '@mantine', 'core', 'styles');
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css') && !name.endsWith('.layer.css'));
  return sheets.filter((name) => {
    const classes = readFileSync(join(folder, name), 'utf8').match(/\bm_[\da-f]+/g) ?? [];
    return classes.some((one) => scripts.includes(one) && !styles.includes(one));
  });
}
