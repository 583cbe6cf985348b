/** A minimal Electron app: one window of the size of Logbell's with one div. */
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1_000, height: 720, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`data:text/html,${encodeURIComponent('<!doctype html><div id="bare">Logbell</div>')}`);
});
