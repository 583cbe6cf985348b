import type { Clock } from '../common/clock';
import type { EngineState } from '../ledger/file/engine-state';
import { unlessLedgerFault } from '../ledger/ledger-health';

/** Clocks are set: so often it is looked whether the pause is over, ms. */
const LOOK_EVERY_MS = 60_000;
/** How soon an end that the ledger could not take is tried again, ms. */
const TRY_AGAIN_MS = 5_000;

/** What a pause needs and whom it tells. */
export interface PauseDeps {
  readonly state: EngineState;
  readonly clock: Clock;
  /** Called with the matches held back when a pause ends. */
  readonly ended: (held: number) => void;
}

/**
 * The person's pause: alerts are held back and counted until it ends. It survives a restart. When the clock was set back behind its beginning
 * it begins anew, so that it does not last longer by that.
 */
export class Pause {
  readonly #deps: PauseDeps;
  #from = 0;
  #until: number | null = null;
  #held = 0;
  #cancel: (() => void) | null = null;

  constructor(deps: PauseDeps) {
    this.#deps = deps;
    const kept = deps.state.pause();
    if (kept) {
      this.#from = kept.from ?? -Infinity;
      this.#until = kept.until;
      this.#held = kept.held;
      this.#waitForEnd();
    }
  }

  /** When it ends, ms since 1970; null when there is none. */
  get until(): number | null {
    return this.#until;
  }

  get held(): number {
    return this.#held;
  }

  isActive(): boolean {
    return this.#until !== null && this.#deps.clock.now() < this.#until;
  }

  /** Begins a pause, or ends it with null. */
  set(until: number | null): void {
    if (until === null) {
      this.#end();
      return;
    }
    this.#begin(this.#deps.clock.now(), until);
    this.#waitForEnd();
  }

  /** Counts matches held back; call within the transaction that writes them, and `counted` once it is committed. */
  saveHeld(more: number): void {
    if (this.#until !== null) {
      this.#deps.state.savePause({ from: this.#from, until: this.#until, held: this.#held + more });
    }
  }

  counted(more: number): void {
    this.#held += more;
  }

  stop(): void {
    this.#cancel?.();
  }

  /** Throws when the ledger cannot take it; all then stands as it was. */
  #begin(from: number, until: number): void {
    this.#deps.state.savePause({ from, until, held: this.#held });
    this.#from = from;
    this.#until = until;
  }

  #waitForEnd(): void {
    this.#cancel?.();
    const delayMs = unlessLedgerFault(() => this.#endIfDue(), TRY_AGAIN_MS);
    if (delayMs !== null) {
      this.#cancel = this.#deps.clock.after(delayMs, () => this.#waitForEnd());
    }
  }

  /** Ends a pause that is over; null then, otherwise the time until the next check, ms. */
  #endIfDue(): number | null {
    const now = this.#deps.clock.now();
    if (this.#until !== null && now < this.#from) {
      this.#begin(now, now + this.#until - this.#from);
    }
    const left = (this.#until ?? 0) - now;
    if (left > 0) {
      return Math.min(left, LOOK_EVERY_MS);
    }
    this.#end();
    return null;
  }

  /** Throws when the ledger cannot take it; the pause then stands as it was. */
  #end(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#until === null) {
      return;
    }
    this.#deps.state.savePause(null);
    const held = this.#held;
    this.#until = null;
    this.#held = 0;
    this.#deps.ended(held);
  }
}
