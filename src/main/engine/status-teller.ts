import type { EngineStatus } from '../../shared/contract/status';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';

/** Changes closer together than this are told as one, ms. */
const TOGETHER_MS = 100;

/** Tells the engine's status when it has changed, where it is shown, and not more often than a person can see. */
export class StatusTeller {
  readonly #clock: Clock;
  readonly #emit: Emit | null;
  readonly #read: () => EngineStatus;
  #told = '';
  #cancel: (() => void) | null = null;
  #stopped = false;

  /** Reads and tells nothing when `emit` is null. */
  constructor(clock: Clock, emit: Emit | null, read: () => EngineStatus) {
    this.#clock = clock;
    this.#emit = emit;
    this.#read = read;
  }

  /** Something may have changed. */
  changed(): void {
    if (this.#stopped || !this.#emit) {
      return;
    }
    this.#cancel ??= this.#clock.after(TOGETHER_MS, () => {
      this.#cancel = null;
      this.tell();
    });
  }

  /** Tells the status now, if it is not what was told last. */
  tell(): void {
    const status = this.#read();
    const written = JSON.stringify(status);
    if (written !== this.#told) {
      this.#told = written;
      this.#emit?.({ event: 'status', status });
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }
}
