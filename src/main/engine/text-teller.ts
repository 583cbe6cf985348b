import type { Emit } from './events';
import type { Ledger } from './ledger/ledger';

/** Tells what has become of texts: each text's new state, and the history entry it belongs to. */
export class TextTeller {
  readonly #ledger: Ledger;
  readonly #emit: Emit;
  readonly #statusChanged: () => void;

  constructor(ledger: Ledger, emit: Emit, statusChanged: () => void) {
    this.#ledger = ledger;
    this.#emit = emit;
    this.#statusChanged = statusChanged;
  }

  /** These texts have changed state. */
  changed(ids: readonly number[]): void {
    const alerts = new Set<number>();
    for (const id of ids) {
      const text = this.#ledger.texts.find(id);
      if (text) {
        const { alertId: alert, to, type, state, reason, practice } = text;
        alerts.add(alert);
        this.#emit({ event: 'text', id, alert, to, type, state, reason, practice });
      }
    }
    for (const alert of alerts) {
      const entry = this.#ledger.history.ofAlert(alert);
      if (entry) {
        this.#emit({ event: 'history', entry });
      }
    }
    this.#statusChanged();
  }
}
