import { isDatabaseFault } from './common/error-code';
import type { Clock } from './common/clock';
import type { Ledger } from './ledger/ledger';

/** How often it is asked whether there is enough to carry over, ms; and how many commits are enough. */
const LOOK_MS = 1_000;
const COMMITS = 100;
/** After a match was told the next line is the farthest away: so much later, ms. */
const SOON_MS = 2;

/** Carries what was committed over into the ledger's own file between times: SQLite would do it within a commit, and what was found would wait for the disk. */
export class Checkpoints {
  readonly #ledger: Pick<Ledger, 'commits' | 'checkpoint'>;
  readonly #clock: Clock;
  #carriedOver = 0;
  #cancel: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;

  constructor(ledger: Pick<Ledger, 'commits' | 'checkpoint'>, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  start(): void {
    this.#cancel = this.#clock.after(LOOK_MS, () => {
      this.#look();
      this.start();
    });
  }

  /** What was committed has been told: a good moment for it, when there is enough. */
  told(): void {
    if (this.#isEnough()) {
      this.#cancelSoon ??= this.#clock.after(SOON_MS, () => {
        this.#cancelSoon = null;
        this.#look();
      });
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancelSoon?.();
  }

  #isEnough(): boolean {
    return this.#ledger.commits - this.#carriedOver >= COMMITS;
  }

  #look(): void {
    if (this.#isEnough()) {
      this.#carriedOver = this.#ledger.commits;
      this.#carryOver();
    }
  }

  #carryOver(): void {
    try {
      this.#ledger.checkpoint();
    } catch (error) {
      // What is not carried over now stays where it is safe too; a full disk is told of by whoever writes next.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
  }
}
