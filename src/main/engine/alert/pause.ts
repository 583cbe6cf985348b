import type { Clock } from '../common/clock';
import type { EngineState } from '../ledger/file/engine-state';
import { unlessLedgerFault } from '../ledger/ledger-health';

/** Longest time between checks of the end, ms, as clocks are set. */
const MAX_DELAY_MS = 60_000;
/** Delay before the next attempt after a ledger fault, ms. */
const RETRY_MS = 5_000;

export interface PauseDeps {
  readonly state: EngineState;
  readonly clock: Clock;
  /** Called with the number of held matches when a pause ends. */
  readonly ended: (held: number) => void;
}

/**
 * The pause of all alerts: they are held and counted until it ends, also across a restart. If the clock is set back to
 * before its start, the pause restarts at that time, so that it does not get longer.
 */
export class Pause {
  readonly #deps: PauseDeps;
  #from = 0;
  #until: number | null = null;
  #held = 0;
  #cancel: (() => void) | null = null;

  constructor(deps: PauseDeps) {
    this.#deps = deps;
    this.#held = deps.state.pause()?.held ?? 0;
    this.reread();
  }

  /** The time of its end, ms since 1970; null without a pause. */
  get until(): number | null {
    return this.#until;
  }

  get held(): number {
    return this.#held;
  }

  isActive(): boolean {
    return this.#until !== null && this.#deps.clock.now() < this.#until;
  }

  /** Pauses until a time (ms since 1970), or resumes with null. */
  set(until: number | null): void {
    if (until === null) {
      this.#end();
      return;
    }
    this.#start(this.#deps.clock.now(), until);
    this.#waitForEnd();
  }

  /** Adopts the pause in the ledger, which another process may have started, changed or ended. */
  reread(): void {
    if (this.#adoptStored()) {
      this.#waitForEnd();
    }
  }

  /** Saves held matches. Call it within the transaction that writes them, and `counted` after the commit. */
  saveHeld(more: number): void {
    const kept = this.#deps.state.pause();
    if (kept) {
      this.#deps.state.savePause({ ...kept, held: kept.held + more });
    }
  }

  counted(more: number): void {
    this.#held += more;
  }

  stop(): void {
    this.#cancel?.();
  }

  /** Throws if the ledger cannot be written; nothing has changed then. */
  #start(from: number, until: number): void {
    this.#deps.state.savePause({ from, until, held: this.#held });
    this.#from = from;
    this.#until = until;
  }

  /** Takes over start and end of the pause in the ledger; false without one. */
  #adoptStored(): boolean {
    const kept = this.#deps.state.pause();
    if (kept) {
      this.#from = kept.from ?? -Infinity;
      this.#until = kept.until;
    }
    return kept !== null;
  }

  #waitForEnd(): void {
    this.#cancel?.();
    const delayMs = unlessLedgerFault(() => this.#endIfDue(), RETRY_MS);
    if (delayMs !== null) {
      this.#cancel = this.#deps.clock.after(delayMs, () => this.#waitForEnd());
    }
  }

  /** Ends a pause that is over; null then, otherwise the time until the next check, ms. */
  #endIfDue(): number | null {
    const now = this.#deps.clock.now();
    this.#adoptStored();
    if (this.#until !== null && now < this.#from) {
      this.#start(now, now + this.#until - this.#from);
    }
    const left = (this.#until ?? 0) - now;
    if (left > 0) {
      return Math.min(left, MAX_DELAY_MS);
    }
    this.#end();
    return null;
  }

  /** Throws if the ledger cannot be written; the pause then goes on. */
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
