import type { EngineApi, EngineConfig } from '../engine-api';
import type { EngineEvent } from '../common/events';

/** Engine calls that are sent to the worker thread by name. */
export type EngineMethod = keyof EngineApi;

/** Message from the main process to the worker thread. */
export type ToWorker =
  | { readonly kind: 'start'; readonly config: EngineConfig; readonly hostName: string; readonly restarted: boolean }
  | { readonly kind: 'call'; readonly id: number; readonly method: EngineMethod; readonly args: readonly unknown[] };

/** Message from the worker thread to the main process. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'event'; readonly event: EngineEvent }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number };
