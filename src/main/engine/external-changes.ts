import { isDatabaseFault } from './common/error-code';
import type { IncidentView } from '../../shared/contract/incident';
import type { Clock } from './common/clock';
import type { Ledger } from './ledger/ledger';

/** How often the ledger is asked whether another process has written to it, ms. */
const LOOK_MS = 1_000;

/** Called with what a person has done on the command line. */
export interface ExternalChangeListener {
  readonly texts: (ids: readonly number[]) => void;
  readonly incidents: (changed: readonly IncidentView[]) => void;
}

/** Notices texts that a person has sent again or dropped, and incidents acknowledged or closed, by the command line while the engine runs. */
export class ExternalChanges {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #noticed: ExternalChangeListener;
  #version: number;
  #newestChange: number;
  #newestOfIncidents: number;
  #cancel: () => void;

  constructor(ledger: Ledger, clock: Clock, noticed: ExternalChangeListener) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#noticed = noticed;
    this.#version = ledger.dataVersion();
    this.#newestChange = ledger.texts.newestChange();
    this.#newestOfIncidents = ledger.incidents.newestChange();
    this.#cancel = clock.after(LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    try {
      this.#notice();
    } catch (error) {
      // A ledger that cannot be read is told of by whoever has to write to it.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
    this.#cancel = this.#clock.after(LOOK_MS, () => this.#look());
  }

  #notice(): void {
    const version = this.#ledger.dataVersion();
    if (version === this.#version) {
      return;
    }
    const textIds = this.#ledger.texts.changedByPersonSince(this.#newestChange);
    this.#newestChange = this.#ledger.texts.newestChange();
    const incidents = this.#ledger.incidents.changedByCommandSince(this.#newestOfIncidents);
    this.#newestOfIncidents = this.#ledger.incidents.newestChange();
    this.#version = version;
    if (textIds.length > 0) {
      this.#noticed.texts(textIds);
    }
    if (incidents.length > 0) {
      this.#noticed.incidents(incidents);
    }
  }
}
