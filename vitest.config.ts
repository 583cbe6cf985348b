import { defineConfig } from 'vitest/config';
import { assemblyScript, pageScript } from './scripts/vite-plugins.mjs';

export default defineConfig({
  test: {
    // Integration tests mostly wait: more workers than cores.
    maxWorkers: 5,
    projects: [
      {
        plugins: [assemblyScript(), pageScript()],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 20_000,
          environment: 'node',
          env: { TZ: 'Asia/Seoul' },
          setupFiles: ['test/support/loopback-only.ts'],
        },
      },
      {
        plugins: [assemblyScript(), pageScript()],
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          env: { TZ: 'Asia/Seoul' },
          setupFiles: ['test/support/loopback-only.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        plugins: [assemblyScript(), pageScript()],
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['test/support/loopback-only.ts'],
          testTimeout: 180_000,
        },
      },
      {
        plugins: [assemblyScript(), pageScript()],
        test: {
          name: 'bench',
          include: ['test/bench/**/*.bench.ts'],
          environment: 'node',
          setupFiles: ['test/support/loopback-only.ts'],
          fileParallelism: false,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
