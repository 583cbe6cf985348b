import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { Ledger } from './ledger/ledger';
import { unlessLedgerFault } from './ledger/ledger-health';
import type { PlausibleTime } from './plausible-time';
import { sameFile, statFile } from './watch/identity/file-id';

const DAY_MS = 86_400_000;

/** Age and number of history records kept (docs/reference/settings.md). SENS, too, answers for a text for 90 days. */
const KEPT_MS = 90 * DAY_MS;
const KEPT_RECORDS = 200_000;

/** Interval between pruning runs, and between the steps of one run, ms. */
const PRUNE_EVERY_MS = 3_600_000;
const GO_ON_MS = 1_000;
/** Rows pruned in one step, few enough not to delay reading. */
const ROWS_A_STEP = 1_000;
/** New matches after which old ones are pruned, even during a flood. */
const MATCHES_A_STEP = 1_000;

/** Limits of the history. */
export interface RetentionBounds {
  readonly keptMs: number;
  readonly keptRecords: number;
}

/** Keeps the ledger from growing without end: prunes old history, and positions of files that are gone. */
export class Retention {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #time: Pick<PlausibleTime, 'now'>;
  readonly #bounds: RetentionBounds;
  #written = 0;
  /** Positions last saved up to here were checked in this round, ms since 1970. */
  #positionsCheckedTo = 0;
  #cancel: (() => void) | null = null;

  /** `time`: the time that records age by, as a wrong clock must not wipe them. */
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

  /** Counts matches that were written, and prunes old ones during a flood. */
  matchesWritten(matches: number): void {
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

  /** Prunes one step of positions; true while there are more. */
  #prunePositions(): boolean {
    const { positions } = this.#ledger;
    const before = this.#time.now() - this.#bounds.keptMs;
    return unlessLedgerFault(() => {
      const old = positions.untouched(this.#positionsCheckedTo, before, ROWS_A_STEP);
      for (const position of old) {
        const stat = statFile(position.path);
        if ('missing' in stat || !sameFile(stat, position)) {
          positions.forget(position);
        }
      }
      const last = old.at(-1);
      this.#positionsCheckedTo = last && old.length === ROWS_A_STEP ? last.updatedAt : 0;
      return this.#positionsCheckedTo > 0;
    }, false);
  }
}
