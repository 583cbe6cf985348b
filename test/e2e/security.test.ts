import { expect, type Page } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

/** Runs a script in the page, as an attacker could; returns its result as JSON. */
async function inPage(page: Page, script: string): Promise<unknown> {
  return JSON.parse(
    await page.evaluate<string>(
      `(async () => { ${script} })().then((value) => JSON.stringify(value ?? null), (error) => JSON.stringify(String(error)))`,
    ),
  );
}

test('the window is sandboxed', async ({ start }) => {
  const app = await start();
  await app.follows();
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Readonly<Record<string, unknown>>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const page = await app.window();
  const found = await inPage(
    page,
    `return { require: typeof require, process: typeof process, module: typeof module, bridge: Object.keys(window.logbell) }`,
  );
  expect(found).toEqual({ require: 'undefined', process: 'undefined', module: 'undefined', bridge: ['call', 'on'] });
});

test('every response of the app scheme has a strict content policy', async ({ start }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  const answer = await page.reload();
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(answer?.headers()['x-content-type-options']).toBe('nosniff');
});

test('foreign scripts, evaluation and requests do not run', async ({ start }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  // Deferred, as code that the debugger evaluates directly is allowed.
  expect(
    await inPage(
      page,
      `return await new Promise((resolve) => setTimeout(() => {
        try { resolve(eval('1 + 1')); } catch (error) { resolve(error.name); }
      }))`,
    ),
  ).toBe('EvalError');
  expect(await inPage(page, `await fetch('logbell://app/index.html')`)).toContain('Failed to fetch');
  expect(
    await inPage(
      page,
      `return await new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = 'https://example.com/x.js';
        script.onload = () => resolve('loaded');
        script.onerror = () => resolve('refused');
        document.head.append(script);
      })`,
    ),
  ).toBe('refused');
  // The last one may come after the script has ended.
  await expect.poll(() => app.complaints.join()).toContain('https://example.com/x.js');
  app.complaints.splice(0);
});

test('the window neither navigates nor opens windows', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  const before = page.url();
  expect(await inPage(page, `return window.open('https://example.com') === null`)).toBe(true);
  await inPage(page, `location.href = 'https://example.com'`);
  await expect.poll(() => folder.ownLog()).toMatch(/what="window-open"[^]*what="frame-navigate"/);
  await inPage(page, `location.href = 'file:///etc/passwd'`);
  await expect.poll(() => app.complaints.splice(0).join()).toContain('Not allowed to load local resource');
  expect(page.url()).toBe(before);
  expect(app.electron.windows()).toHaveLength(1);
  expect(await inPage(page, `return document.querySelector('h1').textContent`)).toBe(en('window.page.overview'));
});

test('the window downloads nothing', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  await inPage(
    page,
    `const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['text']));
    link.download = 'text.txt';
    link.click()`,
  );
  await expect.poll(() => folder.ownLog()).toContain('what="download"');
});

test('no permission is granted', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  expect(await inPage(page, `return await Notification.requestPermission()`)).toBe('denied');
  expect(
    await inPage(
      page,
      `return await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code)))`,
    ),
  ).toBe(1);
  await expect.poll(() => folder.ownLog()).toContain('what="geolocation"');
});

test('unknown calls are refused, and nothing breaks', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const page = await app.window();
  const before = folder.config();
  const calls: readonly (readonly [name: string, arg: string])[] = [
    ['watch:pause', `'for ever'`],
    ['text:send-test', `{ recipientIds: 'me' }`],
    ['history:list', `{ before: null, limit: 1e9, search: '' }`],
    ['files:preview', `{ path: '/' }`],
    ['live:open', `{ view: 1, fileId: 'hello', path: 7 }`],
    ['link:open', `'https://example.com'`],
    ['folder:open', `'/etc'`],
    ['phone:open', `'http://127.0.0.1/'`],
    ['keys:save', `{ accessKey: 1, keepInFile: 'yes' }`],
    ['channel:save-secrets', `{ id: 'ops', values: { other: 'x' }, keepInFile: true }`],
    ['settings:save', `{ rules: 1 }`],
    ['settings:save', `{ settings: {}, base: { revision: 1, settings: {} }, settlement: null }`],
    ['rules:try', `{ match: { regex: 'x'.repeat(100000) }, butNot: [], line: '' }`],
  ];
  for (const [name, arg] of calls) {
    expect(await inPage(page, `return await window.logbell.call('${name}', ${arg})`)).toContain('Not understood.');
  }
  expect(await inPage(page, `return await window.logbell.call('app:quit', undefined)`)).toContain(
    'Not a channel of Logbell.',
  );
  const wrong = `{ settings: { rules: 1 }, base: { revision: '', settings: {} }, settlement: null }`;
  expect(await inPage(page, `return (await window.logbell.call('settings:save', ${wrong})).ok`)).toBe(false);
  expect(folder.config()).toEqual(before);
  await app.follows();
});

test('nothing outside the window is served', async ({ start }) => {
  const app = await start();
  await app.follows();
  const statuses = await app.electron.evaluate(async ({ net }) => {
    const urls = [
      'logbell://app/../../package.json',
      'logbell://app/%2e%2e/%2e%2e/package.json',
      'logbell://other/index.html',
    ];
    return Promise.all(urls.map(async (url) => (await net.fetch(url)).status));
  });
  expect(statuses).toEqual([404, 404, 404]);
});
