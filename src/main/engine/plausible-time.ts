import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { EngineState } from './ledger/file/engine-state';
import { unlessLedgerFault } from './ledger/ledger-health';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Longest jump ahead of the clock that is plausible while Logbell does not run, ms. */
const PLAUSIBLE_MS = 7 * DAY_MS;
/** Time after which Logbell trusts a clock further ahead, ms of running with it. */
const PROVEN_MS = 30 * DAY_MS;
/** Key in `engine_state`. */
const KEY = 'plausible-time';

/** State kept across restarts. */
interface PlausibleState {
  readonly at: number;
  /** Time that Logbell has run with a clock too far ahead, ms. */
  readonly aheadMs: number;
}

export interface PlausibleTimeDeps {
  readonly clock: Clock;
  readonly state: Pick<EngineState, 'entry' | 'saveEntry'>;
  /** The time of the newest record, ms since 1970; null without one. */
  readonly newestRecord: () => number | null;
}

/**
 * The clock for everything that prunes or gives up. It ignores a jump ahead of more than a week: a wrong clock (a dead
 * battery, before time synchronization) must not age everything at once.
 */
export class PlausibleTime {
  readonly #deps: PlausibleTimeDeps;
  #state: PlausibleState;
  #cancel: () => void = () => undefined;

  constructor(deps: PlausibleTimeDeps) {
    this.#deps = deps;
    this.#state = this.#load();
  }

  start(): void {
    this.#follow(0);
    this.#cancel = repeatEvery(this.#deps.clock, HOUR_MS, () => this.#follow(HOUR_MS));
  }

  stop(): void {
    this.#cancel();
  }

  /** ms since 1970. */
  now(): number {
    const now = this.#deps.clock.now();
    return now <= this.#state.at + PLAUSIBLE_MS ? now : this.#state.at;
  }

  /** Follows the clock after Logbell has run for `ranMs`. */
  #follow(ranMs: number): void {
    const now = this.#deps.clock.now();
    const aheadMs = this.#state.aheadMs + ranMs;
    const isCertain = now <= this.#state.at + ranMs + PLAUSIBLE_MS || aheadMs >= PROVEN_MS;
    this.#state = isCertain ? { at: now, aheadMs: 0 } : { at: this.#state.at + ranMs, aheadMs };
    unlessLedgerFault(() => this.#deps.state.saveEntry(KEY, JSON.stringify(this.#state)), undefined);
  }

  #load(): PlausibleState {
    const { clock, state, newestRecord } = this.#deps;
    const entry = unlessLedgerFault(() => state.entry(KEY), null);
    const at = (): number => unlessLedgerFault(newestRecord, null) ?? clock.now();
    return entry === null ? { at: at(), aheadMs: 0 } : (JSON.parse(entry) as PlausibleState);
  }
}
