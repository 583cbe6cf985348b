import type { Clock } from '../../common/clock';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { Outbox, OutboxText, TextChange } from '../../ledger/tables/types';

/** How soon a ledger that could not be written is tried again, ms. */
const WRITE_AGAIN_MS = 5_000;

/** What the writer is given. */
export interface TextWriterDeps {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  /** Called after texts have changed, with their ids. */
  readonly changed: (ids: readonly number[]) => void;
  /** Called when the ledger can be written again. */
  readonly recovered: () => void;
}

/**
 * Writes what becomes of texts. While the ledger cannot be written (a full disk, a read-only file) no request begins, and
 * what SENS has answered is kept in memory and written as soon as it can be; should Logbell end before that, the ledger still
 * says `sending`, and the text is looked up at the next start.
 */
export class TextWriter {
  readonly #deps: TextWriterDeps;
  #unwritten: TextChange[] = [];
  #faulty = false;
  #closed = false;
  #cancel: (() => void) | null = null;

  constructor(deps: TextWriterDeps) {
    this.#deps = deps;
  }

  /** True while the ledger has refused a change: nothing new must begin. */
  get isBehind(): boolean {
    return this.#faulty;
  }

  /** Writes that requests begin; gives the texts for which it was written. */
  begin(changes: readonly TextChange[]): readonly OutboxText[] {
    return this.#faulty || this.#closed ? [] : (this.#write(changes) ?? []);
  }

  /** Writes what has become of texts, now or as soon as it can be; gives those for which it is written. */
  settle(changes: readonly TextChange[]): readonly OutboxText[] {
    if (changes.length === 0 || this.#closed) {
      return [];
    }
    const written = this.#faulty ? null : this.#write(changes);
    if (written === null) {
      this.#unwritten.push(...changes);
    }
    return written ?? [];
  }

  /** The ledger refused something: says so, and when to go on (ms since 1970). Throws what is no fault of the ledger. */
  troubled(error: unknown): number {
    const { clock, health } = this.#deps;
    health.reportFault('texts', error);
    this.#faulty = true;
    if (!this.#closed) {
      this.#cancel ??= clock.after(WRITE_AGAIN_MS, () => this.#writeAgain());
    }
    return clock.now() + WRITE_AGAIN_MS;
  }

  /** Tries once more to write what is left, then writes no more. */
  close(): void {
    this.#closed = true;
    this.#cancel?.();
    if (this.#unwritten.length > 0) {
      this.#write(this.#unwritten);
    }
  }

  #write(changes: readonly TextChange[]): readonly OutboxText[] | null {
    const { outbox, clock, health, changed } = this.#deps;
    let written: readonly OutboxText[];
    try {
      written = outbox.changeTexts(changes, clock.now());
    } catch (error) {
      this.troubled(error);
      return null;
    }
    this.#faulty = false;
    health.worked('texts');
    if (written.length > 0) {
      changed(written.map(({ id }) => id));
    }
    return written;
  }

  #writeAgain(): void {
    this.#cancel = null;
    if (this.#unwritten.length > 0) {
      if (this.#write(this.#unwritten) === null) {
        return;
      }
      this.#unwritten = [];
    }
    this.#faulty = false;
    this.#deps.recovered();
  }
}

/** So many changes are told at once: each is read back and shown, and ten thousand of them must not hold up the reading. */
const BATCH_SIZE = 100;

/** Tells of changed texts in their order. */
export interface PiecewiseTeller {
  /** Tells a few at once and the rest right after. */
  tell(ids: readonly number[]): void;
  /** Tells all that is left: nothing is told later. */
  finish(): void;
}

/** Tells of changed texts, a few at once and the rest right after, in their order. */
export function notifyInBatches(clock: Clock, changed: (ids: readonly number[]) => void): PiecewiseTeller {
  let untold: readonly number[] = [];
  let cancel = (): void => undefined;
  const tellNext = (): void => {
    const now = untold.slice(0, BATCH_SIZE);
    untold = untold.slice(BATCH_SIZE);
    changed(now);
    if (untold.length > 0) {
      cancel = clock.after(0, tellNext);
    }
  };
  return {
    tell: (ids) => {
      const isTelling = untold.length > 0;
      untold = [...untold, ...ids];
      if (!isTelling && ids.length > 0) {
        tellNext();
      }
    },
    finish: () => {
      cancel();
      const rest = untold;
      untold = [];
      if (rest.length > 0) {
        changed(rest);
      }
    },
  };
}
