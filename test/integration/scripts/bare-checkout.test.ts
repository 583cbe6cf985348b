import { expect, it } from 'vitest';
import { BareCheckout, NPM_SCRIPTS, PINNED_ELECTRON } from '../../support/bare-checkout';
import { setupMessage } from '../../support/text/setup-message';

const STACK_TRACE = /^ +at /m;

/** The scripts that need other packages than those in this test, or none. */
const OTHER_SCRIPTS = ['bench:chart', 'dev', 'package', 'package:check', 'test', 'test:package', 'wording'];
const scripts = Object.keys(NPM_SCRIPTS).filter((name) => !OTHER_SCRIPTS.includes(name));

it.each(scripts)('npm run %s sets a fresh clone up', (name) => {
  const { status, said, ran } = new BareCheckout().run(NPM_SCRIPTS[name] ?? '', { DOWNLOADS: '1' });
  expect(said).not.toMatch(/not found/);
  expect(said).not.toMatch(STACK_TRACE);
  expect(ran[0]).toMatch(/^npm ci /);
  expect(status).toBe(0);
});

it('npm run test:integration builds the app before it runs the tests', () => {
  const { ran } = new BareCheckout().run(NPM_SCRIPTS['test:integration'] ?? '');
  const built = ran.indexOf('electron-vite.js build');
  expect(built).toBeGreaterThan(0);
  expect(ran.findIndex((command) => command.startsWith('vitest run --project integration'))).toBeGreaterThan(built);
});

it.each(['test:e2e', 'screenshots', 'bench:window'])('npm run %s installs an Electron and builds the app', (name) => {
  const checkout = new BareCheckout();
  const { ran } = checkout.run(NPM_SCRIPTS[name] ?? '', { DOWNLOADS: '1' });
  expect(checkout.electronVersion()).toBe(PINNED_ELECTRON);
  const built = ran.indexOf('electron-vite.js build');
  expect(built).toBeGreaterThan(0);
  expect(ran.indexOf('playwright test')).toBeGreaterThan(built);
});

it('npm run dev names the way to run it without a display', () => {
  const { status, said, ran } = new BareCheckout().run(NPM_SCRIPTS['dev'] ?? '');
  expect(said).toContain('node scripts/with-desktop.mjs npm run dev');
  expect([status, ran]).toEqual([1, []]);
});

it('npm run logbell passes its arguments to the command line', () => {
  const { ran } = new BareCheckout().run(`${NPM_SCRIPTS['logbell'] ?? ''} history --json`);
  expect(ran.at(-1)).toBe('cli.js history --json');
});

it('npm test sets a fresh clone up', () => {
  const { said, ran } = new BareCheckout().run(`${NPM_SCRIPTS['test'] ?? ''} --only lint`);
  expect(said).toMatch(/^1 passed, 0 failed$/m);
  expect(ran).toContain('npm run --silent lint');
});

const INTEGRATION = 'vitest.mjs run --project integration*';

it('npm test runs the integration tests with the Node.js of the server package', () => {
  const checkout = new BareCheckout();
  checkout.installRuntime();
  const { ran } = checkout.run(`${NPM_SCRIPTS['test'] ?? ''} --only integration,libsql`);
  const byServerNode = ran.filter((command) => /^node .*vitest\.mjs /.test(command));
  expect(byServerNode).toHaveLength(1);
  expect(byServerNode[0]).toContain(INTEGRATION);
});

it('npm test runs the integration tests with its own Node.js where that one cannot be fetched', () => {
  const { said, ran } = new BareCheckout().run(`${NPM_SCRIPTS['test'] ?? ''} --only integration`);
  const { node: version } = process.versions;
  expect(said).toContain(setupMessage('suite-on-own-node', { suite: 'integration', version }));
  expect(ran.filter((command) => command.startsWith(INTEGRATION))).toHaveLength(1);
});

it.each([
  ['test.mjs --unheard-of', 'npm test'],
  ['package.mjs --unheard-of', 'npm run package'],
  ['set-up.mjs everything', 'scripts/set-up.mjs'],
  ['with-desktop.mjs', 'scripts/with-desktop.mjs'],
])('node scripts/%s prints its usage', (command, usage) => {
  const { status, said } = new BareCheckout().run(`node scripts/${command}`);
  expect(said).toMatch(new RegExp(`^${setupMessage('usage', { usage: '[^\\n]+' })}\n$`));
  expect(said).toContain(usage);
  expect(status).not.toBe(0);
});

it('names a command that cannot be run on the virtual desktop', () => {
  const { status, said } = new BareCheckout().run('node scripts/with-desktop.mjs unheard-of');
  expect(said).toMatch(
    new RegExp(`^${setupMessage('command-failed', { command: 'unheard-of', reason: '[^\\n]+' })}\n$`),
  );
  expect(status).toBe(127);
});
