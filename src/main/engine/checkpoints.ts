import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { Ledger } from './ledger/ledger';
import { unlessLedgerFault } from './ledger/ledger-health';

/** Interval between checks, ms, and commits after which a checkpoint is due. */
const CHECKPOINT_CHECK_MS = 1_000;
const CHECKPOINT_COMMITS = 100;
/** Delay after a match was published, ms: the time when the next line is least likely. */
const CHECKPOINT_DELAY_MS = 2;

/** Runs WAL checkpoints between commits: within a commit, SQLite would make matches wait for the disk. */
export class Checkpoints {
  readonly #ledger: Pick<Ledger, 'commits' | 'checkpoint'>;
  readonly #clock: Clock;
  #checkpointed = 0;
  #cancel: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;

  constructor(ledger: Pick<Ledger, 'commits' | 'checkpoint'>, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  start(): void {
    this.#cancel = repeatEvery(this.#clock, CHECKPOINT_CHECK_MS, () => this.#check());
  }

  /** Runs a checkpoint soon if one is due: after a match was published is a good moment. */
  matchPublished(): void {
    if (this.#isDue()) {
      this.#cancelSoon ??= this.#clock.after(CHECKPOINT_DELAY_MS, () => {
        this.#cancelSoon = null;
        this.#check();
      });
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancelSoon?.();
  }

  #isDue(): boolean {
    return this.#ledger.commits - this.#checkpointed >= CHECKPOINT_COMMITS;
  }

  #check(): void {
    if (this.#isDue()) {
      this.#checkpointed = this.#ledger.commits;
      // After a fault, commits are still safe in the WAL.
      unlessLedgerFault(() => this.#ledger.checkpoint(), undefined);
    }
  }
}
