/**
 * `npm run size`: what the window's scripts and styles weigh after gzip, with the texts of one language. Fails above the bar, for a
 * source map and for a missing sheet.
 */
import { WINDOW_BYTES, windowBundle } from './checks/window-bundle.mjs';
import { prepareWithoutElectron } from './setup/prepare.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  await prepareWithoutElectron();
  const { files, bytes, maps, unstyled } = windowBundle();
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
});

function kilobytes(/** @type {number} */ bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`.padStart(9);
}
