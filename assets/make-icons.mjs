/**
 * Draws every PNG icon from its SVG source: `npm run icons`. The PNGs are kept in the repository, so that nobody
 * needs this to build. Sizes: the usual ones of an icon theme (freedesktop Icon Theme specification), and 32 px for the
 * tray, where panels take 22 to 48.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const APP_SIZES = [16, 32, 48, 64, 128, 256, 512];
const TRAY_SIZE = 32;

const here = import.meta.dirname;

/**
 * @param {string} source path of the SVG
 * @param {number} size width and height in px
 * @param {string} target path of the PNG
 */
function draw(source, size, target) {
  const drawn = new Resvg(readFileSync(source, 'utf8'), { fitTo: { mode: 'width', value: size } }).render();
  writeFileSync(target, drawn.asPng());
}

mkdirSync(join(here, 'icons'), { recursive: true });
mkdirSync(join(here, 'tray'), { recursive: true });
for (const size of APP_SIZES) {
  draw(join(here, 'source', 'app.svg'), size, join(here, 'icons', `${size}x${size}.png`));
}
for (const file of readdirSync(join(here, 'source', 'tray'))) {
  draw(join(here, 'source', 'tray', file), TRAY_SIZE, join(here, 'tray', `${parse(file).name}.png`));
}
