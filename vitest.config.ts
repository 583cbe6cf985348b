import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          env: { TZ: 'Asia/Seoul' },
          setupFiles: ['test/support/loopback-only.ts'],
        },
      },
      {
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
        test: {
          name: 'bench',
          include: ['test/bench/**/*.bench.ts'],
          environment: 'node',
          setupFiles: ['test/support/loopback-only.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
