/**
 * `npm run size`: prints the sizes of the window's scripts and styles after gzip. Fails above the limit, for a source map and
 * for a missing style sheet.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isEntryPoint } from './setup/command.mjs';
import { projectFolder } from './setup/project.mjs';

/** The limit for all scripts and styles of the window with the texts of one language, bytes after gzip. */
export const WINDOW_BYTES = 400_000;

/** A chunk with the texts of one language. The window loads one of them, unless its page names both. */
const TEXTS = /window-texts-[a-z]+-[^/]*\.js$/;

/**
 * The parts of the built window.
 *
 * @typedef {object} WindowBundle
 * @property {readonly { name: string, bytes: number }[]} files scripts and styles, largest first; bytes after gzip
 * @property {number} bytes of all of them, with the largest language alone
 * @property {number} languages number of languages in files of their own, loaded on demand
 * @property {readonly string[]} maps source maps, and files that name one
 * @property {readonly string[]} unstyled style sheets of Mantine that its components need and src/renderer/mantine.css leaves out
 */

/**
 * Measures the build in out/renderer.
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
    bytes: totalBytes(files) - totalBytes(texts.slice(1)),
    languages: texts.length,
    maps: contents
      .filter(({ name, content }) => name.endsWith('.map') || content.includes('sourceMappingURL='))
      .map(({ name }) => name),
    unstyled: missingSheets(text('.js'), text('.css')),
  };
}

function totalBytes(/** @type {readonly { bytes: number }[]} */ files) {
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

/**
 * @param {WindowBundle} bundle
 * @returns {number} exit status
 */
function printSize({ files, bytes, maps, unstyled }) {
  for (const file of files) {
    console.log(`${kilobytes(file.bytes)}  ${file.name}`);
  }
  console.log(`${kilobytes(bytes)}  of at most ${kilobytes(WINDOW_BYTES).trim()}, with the texts of one language`);
  for (const name of maps) {
    console.log(`source map: ${name}`);
  }
  for (const name of unstyled) {
    console.log(`not in src/renderer/mantine.css: ${name}`);
  }
  return bytes <= WINDOW_BYTES && maps.length === 0 && unstyled.length === 0 ? 0 : 1;
}

function kilobytes(/** @type {number} */ bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`.padStart(9);
}

if (isEntryPoint(import.meta.url)) {
  process.exitCode = printSize(windowBundle());
}
