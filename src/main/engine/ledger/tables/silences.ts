import type { IncidentSilence } from '../../../../shared/contract/incident';
import type { TextState } from '../../../../shared/contract/history';
import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/connection';
import type { SilenceRequest } from './types';

/** A request in the outbox for a silence or its end. */
interface QueuedSilence {
  readonly textId: number;
  readonly state: TextState;
  readonly attempts: number;
  /** True if it was canceled, as the incident was closed first. */
  readonly isWithdrawn: boolean;
  readonly silence: SilenceRequest;
}

/** Code of the reason of a request that was canceled. */
const NOT_NEEDED = 'silence-not-needed';
const REASON = JSON.stringify({ code: NOT_NEEDED, params: {} });

type SilenceRow = [textId: number, state: TextState, attempts: number, code: string | null, silence: string];

/** Silences of incidents at Alertmanager, as the outbox has asked for them. */
export class SilenceTable {
  readonly #ofIncident;
  readonly #withdraw;
  readonly #addChange;

  constructor(connection: Connection) {
    this.#ofIncident = connection
      .prepare(
        `SELECT t.id, t.state, t.attempts, json_extract(t.reason_json, '$.code'),
           json_extract(t.facts_json, '$.silence') FROM alerts a
           JOIN texts t ON t.alert_id = a.id WHERE a.incident_id = ? AND a.kind = 'silence' ORDER BY t.id`,
      )
      .raw();
    this.#withdraw = changeStatement(
      connection,
      `UPDATE texts SET state = 'failed', reason_json = ?, refused_mark = NULL, held_until = NULL, changed_at = ?
       WHERE id = ? AND state = 'owed'`,
    );
    this.#addChange = changeStatement(
      connection,
      "INSERT INTO text_changes (text_id, at, state, reason_json) VALUES (?, ?, 'failed', ?)",
    );
  }

  /** Requests of an incident, oldest first. */
  ofIncident(incident: number): readonly QueuedSilence[] {
    const rows = this.#ofIncident.all(incident) as SilenceRow[];
    return rows.map(([textId, state, attempts, code, silence]) => {
      return {
        textId,
        state,
        attempts,
        isWithdrawn: code === NOT_NEEDED,
        silence: JSON.parse(silence) as SilenceRequest,
      };
    });
  }

  /** Cancels a request that waits to be sent. */
  withdraw(textId: number, at: number): void {
    if (this.#withdraw.run(REASON, at, textId).changes > 0) {
      this.#addChange.run(textId, at, REASON);
    }
  }

  /** Silence of an incident, as far as Logbell knows; null if none was asked for. */
  view(incident: number): IncidentSilence | null {
    const all = this.ofIncident(incident);
    const until = Math.max(...all.map(({ silence }) => silence.endsAt));
    return all.length === 0 ? null : { until, state: stateOf(all) };
  }
}

function stateOf(all: readonly QueuedSilence[]): IncidentSilence['state'] {
  const ends = all.filter(({ silence }) => silence.isOver);
  const asked = all.filter(({ silence }) => !silence.isOver);
  if (ends.length > 0) {
    return ends.every(({ state }) => state === 'delivered') ? 'ended' : 'ending';
  }
  if (asked.some(({ state }) => state === 'owed' || state === 'sending')) {
    return 'requested';
  }
  if (asked.every(({ isWithdrawn }) => isWithdrawn)) {
    return 'ended';
  }
  return asked.every(({ state }) => state === 'delivered') ? 'active' : 'failed';
}
