import type { LedgerConnection } from '../file/connection';

/** In place of a mark of refused settings: held, since the ledger is a copy. */
const COPIED = "refused_mark = 'copied'";
/** Practice texts reach nobody. */
const MAY_BE_SENT_TWICE =
  "practice = 0 AND (state IN ('owed', 'sending') OR (state = 'unknown' AND request_id IS NULL))";

/** A condition on rows of `texts`: not held since the ledger is a copy. */
export const NOT_COPIED = `(${COPIED}) IS NOT TRUE`;

/** Texts that a copy of a ledger holds until a person decides, as the original may send them. */
export class CopiedTexts {
  readonly #addChanges;
  readonly #hold;
  readonly #count;

  constructor(connection: LedgerConnection) {
    this.#addChanges = connection.prepare(
      `INSERT INTO text_changes (text_id, at, state, reason_json) SELECT id, ?, 'owed', ? FROM texts WHERE ${MAY_BE_SENT_TWICE}`,
    );
    this.#hold = connection.prepare(
      `UPDATE texts SET state = 'owed', refused_mark = 'copied', held_until = NULL, reason_json = ?, changed_at = ?
         WHERE ${MAY_BE_SENT_TWICE}`,
    );
    // texts_refused
    this.#count = connection
      .prepare(`SELECT COUNT(*) FROM texts WHERE refused_mark IS NOT NULL AND ${COPIED} AND state = 'owed'`)
      .raw();
  }

  /** Holds what is owed or on its way; must run inside a transaction. */
  hold(at: number): void {
    const reason = JSON.stringify({ code: 'copied', params: {} });
    this.#addChanges.run(at, reason);
    this.#hold.run(reason, at);
  }

  /** The number of texts held. */
  count(): number {
    const [count] = this.#count.get() as [number];
    return count;
  }
}
