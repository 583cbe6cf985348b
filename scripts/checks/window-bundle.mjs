import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectFolder } from '../setup/project.mjs';

/** The most that all scripts and styles of a window that speaks one language may weigh, bytes after gzip. */
export const WINDOW_BYTES = 350_000;

/** The chunk with the texts of one language: a window reads one of them, unless its page names both. */
const TEXTS = /window-texts-[a-z]+-[^/]*\.js$/;

/**
 * What the built window is made of.
 *
 * @typedef {object} WindowBundle
 * @property {readonly { name: string, bytes: number }[]} files scripts and styles, heaviest first; bytes after gzip
 * @property {number} bytes of all of them, but of the texts of languages only the heaviest
 * @property {number} languages how many languages have their texts in a file that is read only when it is spoken
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
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const texts = files.filter(({ name }) => TEXTS.test(name) && !page.includes(basename(name)));
  return {
    files,
    bytes: weigh(files) - weigh(texts.slice(1)),
    languages: texts.length,
    maps: contents
      .filter(({ name, content }) => name.endsWith('.map') || content.includes('sourceMappingURL='))
      .map(({ name }) => name),
    unstyled: missingSheets(text('.js'), text('.css')),
  };
}

function weigh(/** @type {readonly { bytes: number }[]} */ files) {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
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
