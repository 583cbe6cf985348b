import type { Clock } from './common/clock';
import type { EngineConfig } from './engine-api';
import type { Emit } from './common/events';
import type { LedgerFault } from './ledger/file/database';
import type { WatchOptions } from './watch/discovery/watch-options';

/** What an engine is made from. */
export interface EngineParts {
  readonly config: EngineConfig;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly hostName: string;
  readonly watch?: Partial<WatchOptions>;
  /** False while what was told has still to be taken: reading then waits. */
  readonly mayRead?: () => boolean;
  /** Whether the status and changed entries of the history are told as events: only where a window shows them. */
  readonly isShown?: boolean;
  /** The built match/ahead/ahead-worker.ts: long logs are then read by two threads. */
  readonly aheadWorker?: string;
  /** True when an earlier engine of this run has crashed. */
  readonly restarted?: boolean;
  /** Called when another Logbell has taken the ledger or its place: the engine writes and sends nothing more, and is to be stopped. */
  readonly lost?: (fault: LedgerFault) => void;
}
