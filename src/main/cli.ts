import { join } from 'node:path';
import { limitHeapGrowth } from './cli/heap-limits';
import { ignoreUserSignals } from './engine/common/user-signals';

// First, since loading the rest makes the heap grow.
limitHeapGrowth();
ignoreUserSignals();
const { runCommandLine } = await import('./cli/command-line');

const built = (name: string): string => join(import.meta.dirname, name);
const startScript = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs');
process.exit(
  await runCommandLine({ aheadWorker: built('ahead-worker.js'), dryRunWorker: built('dry-run.js'), startScript }),
);
