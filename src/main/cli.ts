import { join } from 'node:path';
import { printedVersion } from './cli/plain-version';

const built = (name: string): string => join(import.meta.dirname, name);

if (!printedVersion(process.argv.slice(2))) {
  const { start } = await import('./cli/start');
  const startScript = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs');
  process.exit(await start({ aheadWorker: built('ahead-worker.js'), dryRunWorker: built('dry-run.js'), startScript }));
}
