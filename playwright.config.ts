import { defineConfig } from '@playwright/test';

/** Tests of the built app; they need the desktop of scripts/with-desktop.mjs. */
export default defineConfig({
  testDir: 'test/e2e',
  // On request: `npm run screenshots` takes pictures, `npm run bench:window` measures.
  testMatch: `*.${process.env['LOGBELL_WINDOW'] ?? 'test'}.ts`,
  outputDir: 'test-results',
  reporter: 'list',
  // One desktop: its daemons and its panel are there once.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 30_000,
  expect: { timeout: 10_000 },
});
