import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { DryRunFault, DryRunProgress, DryRunResult } from '../../../shared/contract/dry-run';
import type { DryRunRequest } from './dry-run';

export interface RunningDryRun {
  readonly result: Promise<Result<DryRunResult, DryRunFault>>;
  /** Stops the run at once; no effect after its end. */
  cancel(): void;
}

export interface DryRunOptions {
  readonly request: DryRunRequest;
  readonly progress: (progress: DryRunProgress) => void;
  /** The built worker.ts. */
  readonly workerFile: string;
}

/** Starts a dry run in its own thread. */
export function startDryRun({ request, progress, workerFile }: DryRunOptions): RunningDryRun {
  const worker = new Worker(workerFile, { workerData: request });
  let isCancelled = false;
  const result = new Promise<Result<DryRunResult, DryRunFault>>((resolve) => {
    worker.on('message', (message: DryRunMessage) => {
      if (message.kind === 'done') {
        resolve(ok(message.result));
      } else {
        progress(message.progress);
      }
    });
    // The "exit" event that follows an "error" settles the result.
    worker.on('error', () => undefined);
    worker.on('exit', () => resolve(fail(isCancelled ? 'cancelled' : 'failed')));
  });
  return {
    result,
    cancel: () => {
      isCancelled = true;
      void worker.terminate();
    },
  };
}

/** Message from the thread of a dry run, which gets the request as its `workerData`. */
export type DryRunMessage =
  | { readonly kind: 'progress'; readonly progress: DryRunProgress }
  | { readonly kind: 'done'; readonly result: DryRunResult };
