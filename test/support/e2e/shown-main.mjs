/**
 * Runs the main file of another app (path in the last argument), and prints when its first window is shown and when it
 * has content, each with the time in ms since 1970.
 */
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const CONTENT = `new Promise((resolve) => {
  const look = () =>
    document.querySelector('#bare, nav button') ? requestAnimationFrame(() => requestAnimationFrame(resolve)) : setTimeout(look, 1);
  look();
})`;

const say = (/** @type {string} */ what) => process.stdout.write(`${what} ${Date.now()}\n`);

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => {
    say('shown');
    void window.webContents.executeJavaScript(CONTENT).then(() => say('filled'));
  });
});

await import(pathToFileURL(process.argv.at(-1) ?? '').href);
