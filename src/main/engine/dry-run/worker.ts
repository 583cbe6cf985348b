import { parentPort, workerData } from 'node:worker_threads';
import { dryRun, type DryRunRequest } from './dry-run';
import type { DryRunMessage } from './start';

/** Runs a dry run in this thread, where it cannot slow the watching. */
async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const post = (message: DryRunMessage): void => port.postMessage(message);
  const result = await dryRun(workerData as DryRunRequest, (progress) => post({ kind: 'progress', progress }));
  post({ kind: 'done', result });
}

if (parentPort) {
  await run(parentPort);
}
