import { defineConfig } from '@playwright/test';

/** Tests of the built app; each worker has a virtual desktop (scripts/setup/desktop.mjs). */
export default defineConfig({
  testDir: 'test/e2e',
  // On request: `npm run screenshots` takes pictures for a look, `npm run pictures` those of the docs, and
  // `npm run bench:window` measures.
  testMatch: `*.${process.env['LOGBELL_WINDOW'] ?? 'test'}.ts`,
  outputDir: 'test-results',
  reporter: 'list',
  // Tests also wait: one worker more than cores. Measurements and pictures run alone.
  workers: process.env['LOGBELL_WINDOW'] === undefined ? 3 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  // Safety nets for slow and busy machines: tests wait for conditions.
  timeout: 180_000,
  expect: { timeout: 30_000 },
});
