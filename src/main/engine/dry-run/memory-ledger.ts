import type { DeskLedger } from '../alert/message/types';
import type { NewAlert } from '../ledger/tables/types';
import { MemoryPolicy } from './memory-policy';

/** A ledger for the alert desk that keeps nothing but what the policy remembers. */
export class MemoryLedger implements DeskLedger {
  readonly policy = new MemoryPolicy();
  readonly alerts: DeskLedger['alerts'];
  readonly images: DeskLedger['images'] = { keep: () => '' };
  #matches = 0;
  #alerts = 0;

  /** Calls `alerted` with each alert that would be written. */
  constructor(alerted: (alert: NewAlert) => void) {
    this.alerts = {
      addMatch: () => (this.#matches += 1),
      addAlert: (alert) => {
        this.#alerts += 1;
        alerted(alert);
        return { id: this.#alerts, textIds: [] };
      },
      tellOf: () => undefined,
    };
  }
}
