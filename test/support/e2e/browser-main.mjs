/** A bare browser: shows the address it is started with, as a desktop browser would. */
import { app, BrowserWindow } from 'electron';

// Not awaited: Electron is ready only after this file has run to its end.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 520, height: 820, webPreferences: { sandbox: true } });
  await window.loadURL(process.argv.at(-1) ?? 'about:blank');
});
