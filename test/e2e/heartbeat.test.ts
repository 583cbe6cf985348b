import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

const SECRET = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';

test('the desktop app sends heartbeats, and neither its window nor its log has their URL', async ({
  start,
  folder,
}) => {
  const heard: { readonly path: string; readonly body: string }[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', body });
      response.end('OK');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${SECRET}`;
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', match: { text: 'disk full' } }],
    heartbeats: [{ url }],
  });
  const app = await start();
  await app.follows();
  await expect.poll(() => new Set(heard.map(({ path }) => path))).toEqual(new Set([`/${SECRET}`]));

  const page = await app.window();
  const shown = await page.evaluate<string>(`(async () => {
    const { settings: { settings, revision } } = await window.logbell.call('app:snapshot', undefined);
    const edit = { ...settings, app: { ...settings.app, theme: 'dark' } };
    const saved = await window.logbell.call('settings:save', {
      settings: edit, base: { revision, settings }, settlement: null,
    });
    return JSON.stringify([settings, saved, await window.logbell.call('diagnostics:read', undefined)]);
  })()`);
  expect(shown).toContain('"theme":"dark"');
  expect(shown).not.toContain(SECRET);
  expect(folder.config()).toMatchObject({ app: { theme: 'dark' }, heartbeats: [{ url }] });

  await app.goTo('settings');
  const section = page.getByRole('region', { name: en('window.settings.connections.title') });
  await expect(section).toContainText(new URL(url).host);
  expect(await page.content()).not.toContain(SECRET);

  rmSync(log);
  mkdirSync(log);
  await expect.poll(() => heard.at(-1)?.path).toBe(`/${SECRET}/fail`);
  expect(heard.at(-1)?.body).toBe(en('problem.file-directory.title', { subject: log }));
  rmSync(log, { recursive: true });
  folder.append('', log);
  await expect.poll(() => heard.at(-1)?.path).toBe(`/${SECRET}`);
  expect(folder.ownLog()).not.toContain(SECRET);
  server.closeAllConnections();
  server.close();
});
