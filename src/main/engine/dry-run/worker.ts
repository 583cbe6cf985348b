import { parentPort, workerData } from 'node:worker_threads';
import { dryRun, type DryRunRequest } from './dry-run';
import type { FromDryRun } from './start';

/** A dry run in a thread of its own: it never slows the watching, and ends with its thread. */
async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const post = (message: FromDryRun): void => port.postMessage(message);
  const result = await dryRun(workerData as DryRunRequest, (progress) => post({ kind: 'progress', progress }));
  post({ kind: 'done', result });
}

if (parentPort) {
  await run(parentPort);
}
