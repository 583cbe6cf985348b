import type { EngineApi, EngineConfig } from '../engine-api';
import type { EngineEvent } from '../common/events';

/** The calls that cross to the worker thread by name. */
export type EngineMethod = keyof EngineApi;

/** From the main process to the worker thread. */
export type ToWorker =
  | { readonly kind: 'start'; readonly config: EngineConfig; readonly hostName: string; readonly restarted: boolean }
  | { readonly kind: 'call'; readonly id: number; readonly method: EngineMethod; readonly args: readonly unknown[] };

/** From the worker thread to the main process. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'event'; readonly event: EngineEvent }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number };
