import type { DryRunProgress, DryRunResult } from '../../../shared/contract/dry-run';

/** From the thread of a dry run; the request is its `workerData`. */
export type FromDryRun =
  | { readonly kind: 'progress'; readonly progress: DryRunProgress }
  | { readonly kind: 'done'; readonly result: DryRunResult };
