import type { Reason, TextState, TextView } from '../../../shared/history';
import type { TextType } from '../../../shared/sms-text';
import type { Outbox, OutboxText, TextChange } from './ledger-types';
import type { Connection } from './open-database';

interface TextRow {
  id: number;
  alert_id: number;
  recipient_id: string;
  recipient: string;
  masked_to: string;
  type: TextType;
  subject: string;
  content: string;
  image: string | null;
  state: TextState;
  reason_json: string | null;
  practice: number;
  attempts: number;
  request_id: string | null;
  created_at: number;
  changed_at: number;
  cost_won: number;
}

const PENDING: readonly TextState[] = ['owed', 'sending', 'accepted', 'unknown'];

/** The texts and every change of their state. */
export class TextRecords implements Outbox {
  readonly #connection: Connection;
  readonly #change;
  readonly #addChange;
  readonly #byAlert;
  readonly #byRequest;
  readonly #byId;
  readonly #pending;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#change = connection.prepare(
      `UPDATE texts SET state = ?, reason_json = ?, attempts = COALESCE(?, attempts),
         request_id = COALESCE(?, request_id), changed_at = ? WHERE id = ?`,
    );
    this.#addChange = connection.prepare(
      'INSERT INTO text_changes (text_id, at, state, reason_json) VALUES (?, ?, ?, ?)',
    );
    this.#byAlert = connection.prepare('SELECT * FROM texts WHERE alert_id = ? ORDER BY id');
    this.#byRequest = connection.prepare('SELECT * FROM texts WHERE request_id = ? ORDER BY id');
    this.#byId = connection.prepare('SELECT * FROM texts WHERE id = ?');
    this.#pending = connection
      .prepare(
        `SELECT COUNT(*) FROM texts WHERE state IN ('owed', 'sending', 'accepted')
           OR (state = 'unknown' AND request_id IS NULL)`,
      )
      .raw();
  }

  textsIn(states: readonly TextState[], limit: number): OutboxText[] {
    const wanted = states.filter((state) => PENDING.includes(state));
    const marks = wanted.map(() => '?').join(', ');
    const rows = this.#connection
      .prepare(`SELECT * FROM texts WHERE state IN (${marks}) ORDER BY id LIMIT ?`)
      .all(...wanted, limit) as TextRow[];
    return rows.map(toOutboxText);
  }

  changeTexts(changes: readonly TextChange[], at: number): void {
    this.#connection.transaction(() => {
      for (const { id, state, reason, attempts, requestId } of changes) {
        const reasonJson = reason ? JSON.stringify(reason) : null;
        this.#change.run(state, reasonJson, attempts ?? null, requestId ?? null, at, id);
        this.#addChange.run(id, at, state, reasonJson);
      }
    })();
  }

  pendingTexts(): number {
    const [count] = this.#pending.get() as [number];
    return count;
  }

  textsOfRequest(requestId: string): OutboxText[] {
    return (this.#byRequest.all(requestId) as TextRow[]).map(toOutboxText);
  }

  /** One text, or null when there is none with this id. */
  find(id: number): OutboxText | null {
    const row = this.#byId.get(id) as TextRow | undefined;
    return row ? toOutboxText(row) : null;
  }

  /** The texts of an alert as history shows them. */
  ofAlert(alertId: number): TextView[] {
    return (this.#byAlert.all(alertId) as TextRow[]).map(toView);
  }
}

function reasonOf(row: TextRow): Reason | null {
  return row.reason_json === null ? null : (JSON.parse(row.reason_json) as Reason);
}

function toOutboxText(row: TextRow): OutboxText {
  return {
    id: row.id,
    alertId: row.alert_id,
    recipientId: row.recipient_id,
    to: row.masked_to,
    type: row.type,
    subject: row.subject,
    content: row.content,
    image: row.image,
    state: row.state,
    reason: reasonOf(row),
    practice: row.practice === 1,
    attempts: row.attempts,
    requestId: row.request_id,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

function toView(row: TextRow): TextView {
  return {
    id: row.id,
    recipient: row.recipient,
    to: row.masked_to,
    type: row.type,
    state: row.state,
    reason: reasonOf(row),
    at: row.changed_at,
    practice: row.practice === 1,
    costWon: row.cost_won,
  };
}
