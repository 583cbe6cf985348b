import type { Emit } from './common/events';
import type { HistoryTeller } from './history-teller';
import type { Ledger } from './ledger/ledger';

/** What the teller is given. */
export interface TextTellerParts {
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly history: HistoryTeller;
  readonly statusChanged: () => void;
}

/** Tells what has become of texts: each text's new state, and the history entry it belongs to. */
export class TextTeller {
  readonly #parts: TextTellerParts;

  constructor(parts: TextTellerParts) {
    this.#parts = parts;
  }

  /** These texts have changed state. */
  changed(ids: readonly number[]): void {
    const { ledger, emit, history, statusChanged } = this.#parts;
    const alerts = new Set<number>();
    for (const id of ids) {
      const text = ledger.texts.find(id);
      if (text) {
        const { alertId: alert, to, type, state, reason, practice, costWon } = text;
        alerts.add(alert);
        emit({ event: 'text', id, alert, to, type, state, reason, practice, costWon });
      }
    }
    alerts.forEach((alert) => history.alert(alert));
    statusChanged();
  }
}
