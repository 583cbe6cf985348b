import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { Ledger } from './ledger/ledger';
import { unlessLedgerFault } from './ledger/ledger-health';
import type { PlausibleTime } from './plausible-time';
import { statFile, sameFile } from './watch/identity/file-id';

const DAY_MS = 86_400_000;

/** How much history is kept (docs/settings.md). SENS, too, can be asked about a text for 90 days. */
const KEPT_MS = 90 * DAY_MS;
const KEPT_RECORDS = 200_000;

/** How often old records are looked for, and how soon again while there are more, ms. */
const PRUNE_EVERY_MS = 3_600_000;
const GO_ON_MS = 1_000;
/** Small steps, so that reading is never kept waiting. */
const ROWS_A_STEP = 1_000;
/** In a flood, old matches go as new ones come. */
const MATCHES_A_STEP = 1_000;

/** Bounds what is kept. */
export interface RetentionBounds {
  readonly keptMs: number;
  readonly keptRecords: number;
}

/** Keeps the ledger from growing without end: old history goes, and positions of files that are gone. */
export class Retention {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #time: Pick<PlausibleTime, 'now'>;
  readonly #bounds: RetentionBounds;
  #written = 0;
  /** Positions up to here were looked at in this round, ms since 1970. */
  #positionsSeen = 0;
  #cancel: (() => void) | null = null;

  /** `time`: how old records are goes by it, as a wrong clock must not wipe them. */
  constructor(ledger: Ledger, clock: Clock, time: Pick<PlausibleTime, 'now'>, bounds: Partial<RetentionBounds> = {}) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#time = time;
    this.#bounds = { keptMs: KEPT_MS, keptRecords: KEPT_RECORDS, ...bounds };
  }

  start(): void {
    let hasMore = this.#prune();
    const delayMs = (): number => (hasMore ? GO_ON_MS : PRUNE_EVERY_MS);
    this.#cancel = repeatEvery(this.#clock, delayMs, () => {
      hasMore = this.#prune();
    });
  }

  /** So many matches were written. */
  written(matches: number): void {
    this.#written += matches;
    if (this.#written >= MATCHES_A_STEP) {
      this.#pruneHistory(2 * this.#written);
      this.#written = 0;
    }
  }

  stop(): void {
    this.#cancel?.();
  }

  /** Prunes one step of each kind; true while there is more to prune. */
  #prune(): boolean {
    return [this.#pruneHistory(ROWS_A_STEP) >= ROWS_A_STEP, this.#prunePositions()].includes(true);
  }

  #pruneHistory(rows: number): number {
    const before = this.#time.now() - this.#bounds.keptMs;
    const records = this.#bounds.keptRecords;
    return unlessLedgerFault(() => this.#ledger.pruning.prune({ before, records, rows }), 0);
  }

  /** True while there are more to look at. */
  #prunePositions(): boolean {
    const { positions } = this.#ledger;
    const before = this.#time.now() - this.#bounds.keptMs;
    return unlessLedgerFault(() => {
      const old = positions.untouched(this.#positionsSeen, before, ROWS_A_STEP);
      for (const position of old) {
        const look = statFile(position.path);
        if ('missing' in look || !sameFile(look, position)) {
          positions.forget(position);
        }
      }
      const last = old.at(-1);
      this.#positionsSeen = last && old.length === ROWS_A_STEP ? last.updatedAt : 0;
      return this.#positionsSeen > 0;
    }, false);
  }
}

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
    this.#cancel = repeatEvery(this.#clock, LOOK_MS, () => this.#look());
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
      // After a fault the commits are still safe in the WAL.
      unlessLedgerFault(() => this.#ledger.checkpoint(), undefined);
    }
  }
}
