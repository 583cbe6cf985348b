import type { HistoryEntry } from '../../shared/contract/history';
import type { Emit } from './common/events';
import type { HistoryReader } from './ledger/tables/history';

/** Matches of one commit told at once; after a flood the window reads the rest from the history itself. */
const MATCHES_TOLD = 50;

/** Tells entries of the history that are new or have changed, where somebody looks at them. */
export class HistoryTeller {
  readonly #history: HistoryReader;
  readonly #emit: Emit | null;

  /** Reads and tells nothing when `emit` is null. */
  constructor(history: HistoryReader, emit: Emit | null) {
    this.#history = history;
    this.#emit = emit;
  }

  /** These matches are new. */
  matches(ids: readonly number[]): void {
    if (this.#emit) {
      ids.slice(-MATCHES_TOLD).forEach((id) => this.#tell(this.#history.match(id)));
    }
  }

  /** These rows of counted matches are new, or more were added to them. */
  held(ids: readonly number[]): void {
    if (this.#emit) {
      ids.slice(-MATCHES_TOLD).forEach((id) => this.#tell(this.#history.held(id)));
    }
  }

  /** The texts of this alert have changed. */
  alert(id: number): void {
    if (this.#emit) {
      this.#tell(this.#history.ofAlert(id));
    }
  }

  #tell(entry: HistoryEntry | null): void {
    if (entry) {
      this.#emit?.({ event: 'history', entry });
    }
  }
}
