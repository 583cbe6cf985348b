import type { Clock } from '../../common/clock';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { Outbox, OutboxText, TextChange } from '../../ledger/tables/outbox/types';

/** Delay before a failed write to the ledger is retried, ms. */
const WRITE_RETRY_MS = 5_000;

/** Dependencies of the writer. */
interface TextWriterDeps {
  readonly outbox: Pick<Outbox, 'changeTexts'>;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  /** Called with the ids of changed texts. */
  readonly changed: (ids: readonly number[]) => void;
}

/**
 * Writes changes of texts to the ledger. While it is not writable (full disk, read-only file) no request starts, and
 * answers of SENS are kept in memory for a retry; after a crash the ledger still says `sending`, and the text is looked
 * up at the next start.
 */
export class TextWriter {
  readonly #deps: TextWriterDeps;
  #recovered: () => void = () => undefined;
  #unwritten: TextChange[] = [];
  #failing = false;
  #closed = false;
  #cancel: (() => void) | null = null;

  constructor(deps: TextWriterDeps) {
    this.#deps = deps;
  }

  /** Sets the function to call when the ledger is writable again. */
  onRecovered(listener: () => void): void {
    this.#recovered = listener;
  }

  /** True while the ledger refuses changes: no request may start. */
  get isBehind(): boolean {
    return this.#failing;
  }

  /** Writes that requests start; returns the texts for which that was written. */
  start(changes: readonly TextChange[]): readonly OutboxText[] {
    return this.#failing || this.#closed ? [] : (this.#write(changes) ?? []);
  }

  /** Writes results of texts, now or as soon as possible; returns the texts written now. */
  settle(changes: readonly TextChange[]): readonly OutboxText[] {
    if (changes.length === 0 || this.#closed) {
      return [];
    }
    const written = this.#failing ? null : this.#write(changes);
    if (written === null) {
      this.#unwritten.push(...changes);
    }
    return written ?? [];
  }

  /** Reports a ledger error and returns the time to retry, ms since 1970. Rethrows any other error. */
  ledgerFailed(error: unknown): number {
    const { clock, health } = this.#deps;
    health.reportFault('texts', error);
    this.#failing = true;
    if (!this.#closed) {
      this.#cancel ??= clock.after(WRITE_RETRY_MS, () => this.#writeAgain());
    }
    return clock.now() + WRITE_RETRY_MS;
  }

  /** Tries once more to write unwritten changes, then writes no more. */
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
      this.ledgerFailed(error);
      return null;
    }
    this.#failing = false;
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
    this.#failing = false;
    this.#recovered();
  }
}

/** Changes reported at once: each is read back and shown, and ten thousand of them must not block log reading. */
const BATCH_SIZE = 100;

/** Reports changed texts in their order. */
interface ChangeNotifier {
  /** Reports the first `BATCH_SIZE` now and the rest in later turns of the event loop. */
  notify(ids: readonly number[]): void;
  /** Reports everything left at once. */
  flush(): void;
}

/** Creates a notifier that reports changed texts in batches. */
export function createChangeNotifier(clock: Clock, changed: (ids: readonly number[]) => void): ChangeNotifier {
  let pending: readonly number[] = [];
  let cancel = (): void => undefined;
  const notifyNext = (): void => {
    const now = pending.slice(0, BATCH_SIZE);
    pending = pending.slice(BATCH_SIZE);
    changed(now);
    if (pending.length > 0) {
      cancel = clock.after(0, notifyNext);
    }
  };
  return {
    notify: (ids) => {
      const isRunning = pending.length > 0;
      pending = [...pending, ...ids];
      if (!isRunning && ids.length > 0) {
        notifyNext();
      }
    },
    flush: () => {
      cancel();
      const rest = pending;
      pending = [];
      if (rest.length > 0) {
        changed(rest);
      }
    },
  };
}
