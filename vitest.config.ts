import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { assemblyScript } from './scripts/build/assembly.mjs';
import { pageScript } from './scripts/build/page-script.mjs';

/** Safety nets for slow and busy machines: tests wait for conditions. */
const PATIENCE = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { interval: 20, timeout: 30_000 } } };

/** What a test does that needs a process of its own: it replaces modules, or measures memory, descriptors or time. */
const NEEDS_OWN_PROCESS = /\bvi\.mock\(|\/proc\/self\/|\.(?:memoryUsage|cpuUsage)\b/;

/** Projects of the tests in a folder: most share processes, which saves a third of the time, and some have their own. */
function testsOf(name: string) {
  const own = readdirSync(join(import.meta.dirname, 'test', name), { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${name}/${path}`)
    .filter(
      (path) =>
        path.endsWith('.test.ts') && NEEDS_OWN_PROCESS.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
    );
  const project = (more: object) => ({
    plugins: [assemblyScript(), pageScript()],
    test: {
      environment: 'node' as const,
      env: { TZ: 'Asia/Seoul' },
      setupFiles: ['test/support/loopback-only.ts', 'test/support/restore-globals.ts'],
      ...PATIENCE,
      ...more,
    },
  });
  return [
    project({ name, include: [`test/${name}/**/*.test.ts`], exclude: own, isolate: false }),
    project({ name: `${name}-alone`, include: own, isolate: true }),
  ];
}

/** Tests of running programs and of random histories, which take longest. */
const TAKES_LONG = /\/(?:alertmanager|cli|heartbeat)\/|\/model\.test\.ts$/;

/** Starts long tests first, so that none runs alone at the end; those with a process of their own are among them. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number =>
      project.config.isolate ? 0 : TAKES_LONG.test(moduleId) ? 1 : 2;
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Integration tests mostly wait: more workers than cores.
    maxWorkers: 6,
    projects: [
      ...testsOf('unit'),
      ...testsOf('integration'),
      {
        plugins: [assemblyScript(), pageScript()],
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['test/support/loopback-only.ts'],
          testTimeout: 600_000,
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
