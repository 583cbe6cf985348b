import type { Connection } from '../../file/connection';

/** Stored in place of a settings fingerprint: held because the ledger is a copy. */
const HELD_AS_COPY = "refused_mark = 'copied'";
/** Texts that the original ledger may send as well; practice texts reach nobody. */
const POSSIBLY_SENT = `practice = 0 AND (state IN ('owed', 'sending')
  OR (state = 'unknown' AND request_id IS NULL AND channel = ''))`;

/** Condition on rows of `texts`: not held as a copy. */
export const NOT_COPIED = `(${HELD_AS_COPY}) IS NOT TRUE`;

/** Texts and messages held in a copy of a ledger until a person decides, as the original may send them. */
export class CopiedTexts {
  readonly #addChanges;
  readonly #hold;
  readonly #count;

  constructor(connection: Connection) {
    this.#addChanges = connection.prepare(
      `INSERT INTO text_changes (text_id, at, state, reason_json)
         SELECT id, ?, 'owed', ? FROM texts WHERE ${POSSIBLY_SENT}`,
    );
    this.#hold = connection.prepare(
      `UPDATE texts SET state = 'owed', refused_mark = 'copied', held_until = NULL, reason_json = ?, changed_at = ?
         WHERE ${POSSIBLY_SENT}`,
    );
    // Index: texts_refused
    this.#count = connection
      .prepare(
        `SELECT COUNT(*), COUNT(NULLIF(channel, '')) FROM texts
           WHERE refused_mark IS NOT NULL AND ${HELD_AS_COPY} AND state = 'owed'`,
      )
      .raw();
  }

  /** Holds queued and in-flight texts; must run inside a transaction. */
  hold(at: number): void {
    const reason = JSON.stringify({ code: 'copied', params: {} });
    this.#addChanges.run(at, reason);
    this.#hold.run(reason, at);
  }

  /** Numbers of texts held, and of messages through channels. */
  count(): { readonly texts: number; readonly messages: number } {
    const [all, messages] = this.#count.get() as [number, number];
    return { texts: all - messages, messages };
  }
}
