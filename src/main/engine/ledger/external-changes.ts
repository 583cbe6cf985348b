import type { IncidentView } from '../../../shared/contract/incident';
import type { Clock } from '../common/clock';
import { repeatEvery } from '../common/repeat';
import type { Ledger } from './ledger';
import { unlessLedgerFault } from './ledger-health';

/** Interval between checks for writes by another process, ms. */
const CHECK_MS = 1_000;

/** Receives the changes made on the command line. */
export interface ExternalChangeListener {
  readonly texts: (ids: readonly number[]) => void;
  readonly incidents: (changed: readonly IncidentView[]) => void;
  /** Called for any change, as the pause and mutes may be among it. */
  readonly silences: () => void;
}

/** Detects what the command line changes while the engine runs: texts, incidents, the pause and mutes. */
export class ExternalChanges {
  readonly #ledger: Ledger;
  readonly #listener: ExternalChangeListener;
  #version: number;
  #newestTextChange: number;
  #newestIncidentChange: number;
  readonly #cancel: () => void;

  constructor(ledger: Ledger, clock: Clock, noticed: ExternalChangeListener) {
    this.#ledger = ledger;
    this.#listener = noticed;
    this.#version = ledger.dataVersion();
    this.#newestTextChange = ledger.texts.newestChange();
    this.#newestIncidentChange = ledger.incidents.newestChange();
    this.#cancel = repeatEvery(clock, CHECK_MS, () => unlessLedgerFault(() => this.#check(), undefined));
  }

  stop(): void {
    this.#cancel();
  }

  #check(): void {
    const version = this.#ledger.dataVersion();
    if (version === this.#version) {
      return;
    }
    const textIds = this.#ledger.texts.changedByPersonSince(this.#newestTextChange);
    this.#newestTextChange = this.#ledger.texts.newestChange();
    const incidents = this.#ledger.incidents.changedByCommandSince(this.#newestIncidentChange);
    this.#newestIncidentChange = this.#ledger.incidents.newestChange();
    this.#listener.silences();
    this.#version = version;
    if (textIds.length > 0) {
      this.#listener.texts(textIds);
    }
    if (incidents.length > 0) {
      this.#listener.incidents(incidents);
    }
  }
}
