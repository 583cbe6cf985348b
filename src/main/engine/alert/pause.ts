import { isDatabaseFault } from '../../error-code';
import type { Clock } from '../clock';
import type { EngineState } from '../ledger/engine-state';

/** Longest wait one timer can hold, ms (setTimeout's limit is 2^31-1). */
const LONGEST_TIMER_MS = 2_000_000_000;
/** How soon an end that the ledger could not take is tried again, ms. */
const TRY_AGAIN_MS = 5_000;

/** What a pause needs and whom it tells. */
export interface PauseParts {
  readonly state: EngineState;
  readonly clock: Clock;
  /** Called with the matches held back when a pause ends. */
  readonly ended: (held: number) => void;
}

/** The person's pause: alerts are held back and counted until it ends. It survives a restart. */
export class Pause {
  readonly #parts: PauseParts;
  #until: number | null = null;
  #held = 0;
  #cancel: (() => void) | null = null;

  constructor(parts: PauseParts) {
    this.#parts = parts;
    const kept = parts.state.pause();
    if (kept) {
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
    return this.#until !== null && this.#parts.clock.now() < this.#until;
  }

  /** Begins a pause, or ends it with null. */
  set(until: number | null): void {
    if (until === null) {
      this.#end();
      return;
    }
    this.#parts.state.savePause({ until, held: this.#held });
    this.#until = until;
    this.#waitForEnd();
  }

  /** Counts matches held back; call within the transaction that writes them, and `counted` once it is committed. */
  saveHeld(more: number): void {
    if (this.#until !== null) {
      this.#parts.state.savePause({ until: this.#until, held: this.#held + more });
    }
  }

  counted(more: number): void {
    this.#held += more;
  }

  stop(): void {
    this.#cancel?.();
  }

  #waitForEnd(): void {
    this.#cancel?.();
    const left = (this.#until ?? 0) - this.#parts.clock.now();
    if (left <= 0) {
      this.#endByItself();
      return;
    }
    this.#cancel = this.#parts.clock.after(Math.min(left, LONGEST_TIMER_MS), () => this.#waitForEnd());
  }

  #endByItself(): void {
    try {
      this.#end();
    } catch (error) {
      if (!isDatabaseFault(error)) {
        throw error;
      }
      this.#cancel = this.#parts.clock.after(TRY_AGAIN_MS, () => this.#waitForEnd());
    }
  }

  /** Throws when the ledger cannot take it; the pause then stands as it was. */
  #end(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#until === null) {
      return;
    }
    this.#parts.state.savePause(null);
    const held = this.#held;
    this.#until = null;
    this.#held = 0;
    this.#parts.ended(held);
  }
}
