import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { DryRunFault, DryRunProgress, DryRunResult } from '../../../shared/contract/dry-run';
import type { DryRunRequest } from './dry-run';

/** A dry run that is going on. */
export interface RunningDryRun {
  readonly result: Promise<Result<DryRunResult, DryRunFault>>;
  /** Ends it at once; does nothing once it is over. */
  cancel(): void;
}

/** What a dry run is started with. */
export interface DryRunStart {
  readonly request: DryRunRequest;
  readonly progress: (progress: DryRunProgress) => void;
  /** The built worker.ts. */
  readonly workerFile: string;
}

/** Starts a dry run in a thread of its own. */
export function startDryRun({ request, progress, workerFile }: DryRunStart): RunningDryRun {
  const worker = new Worker(workerFile, { workerData: request });
  let isCancelled = false;
  const result = new Promise<Result<DryRunResult, DryRunFault>>((resolve) => {
    worker.on('message', (message: FromDryRun) => {
      if (message.kind === 'done') {
        resolve(ok(message.result));
      } else {
        progress(message.progress);
      }
    });
    // The "exit" that follows an "error" says it.
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

/** From the thread of a dry run; the request is its `workerData`. */
export type FromDryRun =
  | { readonly kind: 'progress'; readonly progress: DryRunProgress }
  | { readonly kind: 'done'; readonly result: DryRunResult };
