import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BareCheckout, PINNED_ELECTRON, VERSION, type ScriptRun } from '../../support/bare-checkout';
import { setupMessage } from '../../support/text/setup-message';

const PACKAGE = 'node scripts/package.mjs dir';

/** Command line of electron-builder; undefined if it did not run. */
const builder = ({ ran }: ScriptRun): string | undefined => ran.find((command) => command.startsWith('cli.js --linux'));

/** A checkout with the fallback Electron. */
function withFallback(): BareCheckout {
  const checkout = new BareCheckout();
  checkout.installFallback();
  return checkout;
}

describe('a package for users', () => {
  it('is refused with the fallback Electron, which stays in place', () => {
    const checkout = withFallback();
    const run = checkout.run(PACKAGE);
    expect(run.status).toBe(1);
    expect(run.said).toContain(setupMessage('package-without-electron', { pinned: PINNED_ELECTRON }));
    expect(run.said).toContain('npm run package -- --test-electron');
    expect(builder(run)).toBeUndefined();
    expect(checkout.electronVersion()).toBe('33.2.1');
  });

  it('gets the pinned Electron as soon as it can be downloaded', () => {
    const checkout = withFallback();
    const run = checkout.run(PACKAGE, { DOWNLOADS: '1' });
    expect(run.status).toBe(0);
    expect(builder(run)).toContain(`-c.electronVersion=${PINNED_ELECTRON} `);
    expect(builder(run)).not.toMatch(/test/);
    expect(checkout.electronVersion()).toBe(PINNED_ELECTRON);
  });

  it('is refused with an earlier version than the one pinned in package.json', () => {
    const checkout = withFallback();
    checkout.run(PACKAGE, { DOWNLOADS: '1' });
    writeFileSync(join(checkout.electron, 'version'), '43.0.0');
    const run = checkout.run(PACKAGE);
    expect([run.status, builder(run)]).toEqual([1, undefined]);
  });

  it('is refused with another Electron from ELECTRON_OVERRIDE_DIST_PATH', () => {
    const checkout = withFallback();
    const run = checkout.run(PACKAGE, { ELECTRON_OVERRIDE_DIST_PATH: checkout.fallback });
    expect(run.said).toContain(
      setupMessage('package-with-other-electron', { pinned: PINNED_ELECTRON, version: '33.2.1' }),
    );
    expect([run.status, builder(run)]).toEqual([1, undefined]);
  });
});

it('a package for tests is built with the fallback, and its version and folder show that', () => {
  const run = withFallback().run(`${PACKAGE} --test-electron`);
  expect(run.status).toBe(0);
  expect(run.said).toContain(setupMessage('packaging-for-tests', { pinned: PINNED_ELECTRON, version: '33.2.1' }));
  const command = builder(run) ?? '';
  expect(command).toContain('--linux dir ');
  expect(command).toContain('-c.electronVersion=33.2.1');
  expect(command).toContain(`-c.extraMetadata.version=${VERSION}-test`);
  expect(command).toContain('-c.directories.output=release/for-tests');
});
