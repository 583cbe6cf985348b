import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { appArguments, appEnvironment, ELECTRON } from '../support/e2e/logbell-app';
import { en } from '../support/text/strings';

test('a second start shows the window of the first and ends', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  await (await app.window()).close();
  const second = spawn(ELECTRON, appArguments(), { env: appEnvironment(folder, {}), stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect((await app.window()).getByRole('heading', { level: 1 })).toHaveText(en('window.page.overview'));
  expect(app.electron.windows()).toHaveLength(1);
});

test('a hidden second start opens nothing', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  await (await app.window()).close();
  const second = spawn(ELECTRON, appArguments(['--hidden']), { env: appEnvironment(folder, {}), stdio: 'ignore' });
  await once(second, 'exit');
  await expect.poll(() => folder.ownLog()).toContain('already-running');
  expect(app.electron.windows()).toHaveLength(0);
});

test('Logbell continues without its window, and reopens it in its current state', async ({
  start,
  folder,
  trayHost,
}) => {
  const app = await start();
  await app.follows();
  await (await app.window()).close();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('hello world, unseen\n');
  await expect
    .poll(async () => (await tray.menu())[0]?.label)
    .toBe(`${en('tray.status.alert', { count: 1 })} · ${en('tray.practice')}`);
  await tray.choose(en('tray.open'));
  const entry = (await app.window()).getByRole('article', { name: 'Hello' });
  await expect(entry).toContainText('hello world, unseen');
  await expect(entry).toContainText(en('decision.matched'));
  await expect
    .poll(async () => (await tray.menu())[0]?.label)
    .toBe(`${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`);
});

test('the window reopens with its place and size', async ({ start }) => {
  const app = await start();
  await app.follows();
  const resize = { x: 60, y: 40, width: 1_100, height: 700 };
  await app.electron.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    resize,
  );
  await app.close();
  const again = await start();
  await again.follows();
  const bounds = await again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual(resize);
});

test('lines written while Logbell was killed are alerted once after the next start', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  folder.append('hello world, before\n');
  await expect((await app.window()).getByRole('article').filter({ hasText: 'before' })).toContainText(
    en('decision.matched'),
  );
  process.kill(app.pid, 'SIGKILL');
  await app.ended();
  folder.append('hello world, meanwhile\n');

  const again = await start();
  await again.follows();
  folder.append('hello world, after\n');
  const articles = (await again.goTo('history')).getByRole('article', { name: 'Hello' });
  await expect(articles.filter({ hasText: 'after' })).toContainText(en('decision.matched'));
  await expect(articles.filter({ hasText: 'meanwhile' })).toContainText(en('decision.matched'));
  await expect(articles).toHaveCount(3);
});

test('Logbell shuts down cleanly if it gets a second signal while it stops', async ({ start }) => {
  const app = await start();
  await app.follows();
  // systemd signals every process of a service, and a parent process may forward its own signal.
  process.kill(app.pid, 'SIGTERM');
  process.kill(app.pid, 'SIGHUP');
  process.kill(app.pid, 'SIGTERM');
  expect(await app.ended()).toBe(0);
});

test('Logbell shuts down cleanly when the system asks it to', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  process.kill(app.pid, 'SIGTERM');
  expect(await app.ended()).toBe(0);
  expect(folder.config()).toMatchObject({ rules: [{ id: 'hello' }] });
});

test('signals meant for Node neither open a debugger nor end the process', async ({ folder }) => {
  // Not by Playwright, which attaches a debugger.
  const env = appEnvironment(folder, { env: { NODE_OPTIONS: '--inspect-port=0' } });
  const app = spawn(ELECTRON, appArguments(['--hidden']), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  app.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await expect.poll(() => existsSync(join(folder.paths.dataDir, 'ledger.db'))).toBe(true);
  app.kill('SIGUSR1');
  app.kill('SIGUSR2');
  const second = spawn(ELECTRON, appArguments(['--hidden']), { env: appEnvironment(folder, {}), stdio: 'ignore' });
  await once(second, 'exit');
  await expect.poll(() => folder.ownLog()).toContain('already-running');
  app.kill('SIGTERM');
  const [code] = (await once(app, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(said).not.toContain('Debugger');
});
