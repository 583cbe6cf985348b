import { createHash } from 'node:crypto';
import type { DecisionWhy, Reason } from '../../../../shared/contract/history';
import { estimatedWon } from '../../../../shared/sms/price';
import type { Connection } from '../file/connection';
import type { FingerprintedFile } from './file-positions';
import type { ChannelCopy, NewAlert, NewMatch } from './types';

/** A written alert with the ids of its texts. */
export interface WrittenAlert {
  readonly id: number;
  readonly textIds: readonly number[];
}

/** State in which a message through a channel has ended. */
export interface CopyEnd {
  readonly state: 'delivered' | 'failed' | 'unknown';
  readonly reason: Reason | null;
  /** ms since 1970. */
  readonly at: number;
}

/** Writes matches and alerts. */
export class Alerts {
  readonly #addMatch;
  readonly #addAlert;
  readonly #addText;
  readonly #addCopy;
  readonly #addChange;
  readonly #endCopy;
  readonly #addEnd;
  readonly #assignAlert;
  #lastFile: { readonly file: FingerprintedFile; readonly json: string } | null = null;

  constructor(connection: Connection) {
    this.#addMatch = connection.prepare(
      `INSERT INTO matches (at, rule_id, rule, file_id, path, line, decision_json, alert_id, incident_id,
         offset, found_in_json, cursor, unit, boot, received_json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#addAlert = connection.prepare(
      'INSERT INTO alerts (at, kind, rule_id, rule, content, held, incident_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#addText = connection.prepare(
      `INSERT INTO texts (alert_id, recipient_id, recipient, masked_to, type, subject, content, image, state,
         practice, attempts, created_at, changed_at, rule_id, cost_won, reserve_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'owed', ?, 0, ?, ?, ?, ?, ?)`,
    );
    this.#addCopy = connection.prepare(
      `INSERT INTO texts (alert_id, channel, recipient_id, recipient, masked_to, type, subject, content, facts_json,
         state, practice, attempts, created_at, changed_at, rule_id, reserve_at, held_until)
       VALUES (?1, ?2, ?2, ?3, '', 'MESSAGE', ?4, ?5, ?6, 'owed', ?7, 0, ?8, ?8, ?9, ?10, ?10)`,
    );
    this.#endCopy = connection.prepare(
      'UPDATE texts SET state = ?, reason_json = ?, changed_at = ?, attempts = 1 WHERE id = ?',
    );
    this.#addEnd = connection.prepare('INSERT INTO text_changes (text_id, at, state, reason_json) VALUES (?, ?, ?, ?)');
    this.#addChange = connection.prepare("INSERT INTO text_changes (text_id, at, state) VALUES (?, ?, 'owed')");
    this.#assignAlert = connection.prepare(
      `UPDATE matches SET alert_id = ? WHERE alert_id IS NULL AND rule_id = ? AND at BETWEEN ? AND ?
         AND json_extract(decision_json, '$.why') IN (SELECT value FROM json_each(?))`,
    );
  }

  /** Writes a match with its decision; returns its id. */
  addMatch(match: NewMatch, alertId: number | null): number {
    const { at, ruleId, rule, fileId, path, line, decision, incident = null, place, entry, received } = match;
    const why = JSON.stringify(decision);
    const offset = place?.offset ?? null;
    const file = place ? this.#fileJson(place.file) : null;
    const inJournal = [entry?.cursor ?? null, entry?.unit ?? null, entry?.boot ?? null] as const;
    const alert = received === undefined ? null : JSON.stringify(received);
    const found = [ruleId, rule, fileId, path, line, why] as const;
    const written = this.#addMatch.run(at, ...found, alertId, incident, offset, file, ...inJournal, alert);
    return Number(written.lastInsertRowid);
  }

  /** Serializes a file once for the matches found together. */
  #fileJson(file: FingerprintedFile): string {
    if (this.#lastFile?.file !== file) {
      this.#lastFile = { file, json: JSON.stringify(file) };
    }
    return this.#lastFile.json;
  }

  /** Assigns an alert to the matches of a rule from `from` to `to` (ms since 1970) with these decisions. */
  assignMatches(alertId: number, ruleId: string, from: number, to: number, whys: readonly DecisionWhy[]): void {
    this.#assignAlert.run(alertId, ruleId, from, to, JSON.stringify(whys));
  }

  /** Writes an alert, its texts, one per recipient, and its messages through channels. */
  addAlert(alert: NewAlert): WrittenAlert {
    const { at, kind, ruleId, rule, content, held, image = null, escalates = null, reserveAt = null } = alert;
    const id = Number(this.#addAlert.run(at, kind, ruleId, rule, content, held, escalates).lastInsertRowid);
    const practice = alert.practice ? 1 : 0;
    const textIds = alert.recipients.map((to) => {
      const { type, subject, content: own } = to.ownText ?? alert;
      const words = [to.id, to.name, to.to, type, subject, own] as const;
      const costWon = estimatedWon(type, alert.prices, alert.practice);
      const text = this.#addText.run(id, ...words, image, practice, at, at, ruleId, costWon, reserveAt);
      this.#addChange.run(text.lastInsertRowid, at);
      return Number(text.lastInsertRowid);
    });
    return { id, textIds: [...textIds, ...this.addCopies(id, alert, alert.copies ?? [])] };
  }

  /** Notes the end of messages that were sent before they were written, in the order of their ids. */
  endCopies(textIds: readonly number[], ends: readonly CopyEnd[]): void {
    ends.forEach(({ state, reason, at }, index) => {
      const json = reason === null ? null : JSON.stringify(reason);
      this.#endCopy.run(state, json, at, textIds[index]);
      this.#addEnd.run(textIds[index], at, state, json);
    });
  }

  /** Adds messages through channels to an alert; returns their ids. Logbell holds them until a scheduled time. */
  addCopies(
    alertId: number,
    { at, ruleId, practice, reserveAt }: Pick<NewAlert, 'at' | 'ruleId' | 'practice' | 'reserveAt'>,
    copies: readonly ChannelCopy[],
  ): number[] {
    return copies.map(({ channel, title, subject, content, facts }) => {
      const words = [title, subject, content, JSON.stringify(facts)] as const;
      const text = this.#addCopy.run(alertId, channel, ...words, practice ? 1 : 0, at, ruleId, reserveAt ?? null);
      this.#addChange.run(text.lastInsertRowid, at);
      return Number(text.lastInsertRowid);
    });
  }
}

/** A picture with the SHA-256 of its bytes in hex. */
interface StoredImage {
  readonly hash: string;
  readonly body: Uint8Array;
}

/** Pictures of unsent texts, which survive a restart as the texts do. */
export class ImageTable {
  readonly #add;
  readonly #find;
  readonly #dropUnused;

  constructor(connection: Connection) {
    this.#add = connection.prepare('INSERT OR IGNORE INTO images (hash, body) VALUES (?, ?)');
    this.#find = connection.prepare('SELECT hash, body FROM images WHERE hash = ?');
    this.#dropUnused = connection.prepare(
      `DELETE FROM images WHERE hash NOT IN (SELECT image FROM texts WHERE image IS NOT NULL)`,
    );
  }

  /** Stores a picture and removes unused ones; returns its hash. */
  keep(body: Uint8Array): string {
    this.#dropUnused.run();
    const hash = createHash('sha256').update(body).digest('hex');
    this.#add.run(hash, Buffer.from(body));
    return hash;
  }

  find(hash: string): StoredImage | null {
    const row = this.#find.get(hash) as StoredImage | undefined;
    return row ? { hash: row.hash, body: row.body } : null;
  }
}
