import type { TextState } from '../../../../../shared/contract/history';
import type { Alerts } from '../alerts';
import type { ComposeDigest, OverdueLimits, OverdueSummary, OutboxText } from './types';
import type { Connection } from '../../file/connection';
import { toOutboxText, type TextRow } from './outbox-queries';

const OVERDUE = `state = 'owed' AND refused_mark IS NULL AND channel = '' AND practice = ? AND recipient_id = ?
  AND held_until IS NULL AND COALESCE(resent_at, reserve_at, created_at) < ? AND digest_id IS NULL`;

/** Texts ended at once: the rest follows in the next call, as nothing else runs meanwhile. */
export const OVERDUE_BATCH = 250;

/** Number of contents a digest is composed from. */
const CONTENTS_READ = 10;

/** Price of a digest until it is composed. */
const UNPRICED = { SMS: 0, LMS: 0, MMS: 0 };
const NOT_LATE = { code: 'not-late', params: {} };
const TOO_LATE = { code: 'too-late', params: {} };

/** Ends texts that were queued too long: fails them, or replaces them by a digest. */
export class OverdueTexts {
  readonly #connection: Connection;
  readonly #alerts: Alerts;
  readonly #ids;
  readonly #change;
  readonly #end;
  readonly #sample;
  readonly #owedDigest;
  readonly #becomeDigest;
  readonly #byId;
  readonly #extent;
  readonly #contents;
  readonly #rewrite;
  readonly #rewriteAlert;
  readonly #expiredTooEarly;
  readonly #emptyDigests;
  readonly #addChange;
  readonly #setState;

  constructor(connection: Connection, alerts: Alerts) {
    this.#connection = connection;
    this.#alerts = alerts;
    this.#ids = connection.prepare(`SELECT id FROM texts WHERE ${OVERDUE} ORDER BY id LIMIT ${OVERDUE_BATCH}`).raw();
    this.#change = connection.prepare(
      `INSERT INTO text_changes (text_id, at, state, reason_json)
         SELECT id, ?, 'failed', ? FROM texts WHERE ${OVERDUE} AND id <= ?`,
    );
    this.#end = connection.prepare(
      `UPDATE texts SET state = 'failed', reason_json = ?, changed_at = ?, digest_id = ? WHERE ${OVERDUE} AND id <= ?`,
    );
    this.#sample = connection.prepare(`SELECT * FROM texts WHERE ${OVERDUE} ORDER BY id LIMIT 1`);
    this.#owedDigest = connection.prepare(
      `SELECT * FROM texts WHERE state = 'owed' AND refused_mark IS NULL AND channel = '' AND practice = ?
         AND recipient_id = ? AND digest_id = id LIMIT 1`,
    );
    this.#becomeDigest = connection.prepare('UPDATE texts SET digest_id = id WHERE id = ?');
    this.#byId = connection.prepare('SELECT * FROM texts WHERE id = ?');
    this.#extent = connection
      .prepare('SELECT COUNT(*), COALESCE(MIN(created_at), 0) FROM texts WHERE digest_id = ?1 AND id <> ?1')
      .raw();
    this.#contents = connection
      .prepare('SELECT content FROM texts WHERE digest_id = ?1 AND id <> ?1 ORDER BY id LIMIT ?2')
      .raw();
    this.#rewrite = connection.prepare(
      'UPDATE texts SET type = ?, subject = ?, content = ?, cost_won = ? WHERE id = ?',
    );
    this.#expiredTooEarly = connection
      .prepare(
        `SELECT id FROM texts WHERE state = 'failed' AND channel = '' AND changed_at > ?
           AND COALESCE(resent_at, reserve_at, created_at) >= ?
           AND (json_extract(reason_json, '$.code') = 'too-late' OR (digest_id <> id
             AND EXISTS (SELECT 1 FROM texts AS digest WHERE digest.id = texts.digest_id AND digest.state = 'owed')))`,
      )
      .raw();
    this.#emptyDigests = connection
      .prepare(
        `SELECT id FROM texts WHERE state = 'owed' AND digest_id = id
           AND NOT EXISTS (SELECT 1 FROM texts AS ended WHERE ended.digest_id = texts.id AND ended.id <> texts.id)`,
      )
      .raw();
    this.#addChange = connection.prepare(
      'INSERT INTO text_changes (text_id, at, state, reason_json) VALUES (?, ?, ?, ?)',
    );
    this.#setState = connection.prepare(
      'UPDATE texts SET state = ?, reason_json = ?, digest_id = NULL, changed_at = ? WHERE id = ?',
    );
    this.#rewriteAlert = connection.prepare('UPDATE alerts SET content = ?, held = ? WHERE id = ?');
  }

  expireOverdue(bounds: OverdueLimits, at: number): number[] {
    return this.#connection.transaction(() => this.#endOverdue(bounds, at, JSON.stringify(TOO_LATE), null)).immediate();
  }

  digestOverdue(
    bounds: OverdueLimits,
    at: number,
    compose: ComposeDigest,
  ): { digest: OutboxText; ids: number[] } | null {
    const replace = (): { digest: OutboxText; ids: number[] } | null => {
      const sample = this.#sample.get(...valuesOf(bounds)) as TextRow | undefined;
      if (!sample) {
        return null;
      }
      const digest = this.#digestFor(sample, at);
      const reason = { code: 'in-digest', params: { digest: digest.id } };
      const ids = this.#endOverdue(bounds, at, JSON.stringify(reason), digest.id);
      return { digest: this.#composeDigest(digest, compose), ids };
    };
    return this.#connection.transaction(replace).immediate();
  }

  requeueOverdue(before: number, now: number): number[] {
    const set = (id: number, state: TextState, reason: string | null): number => {
      this.#setState.run(state, reason, now, id);
      this.#addChange.run(id, now, state, reason);
      return id;
    };
    const requeue = (): number[] => {
      const ended = this.#expiredTooEarly.all(now, before) as [number][];
      const owed = ended.map(([id]) => set(id, 'owed', null));
      const empty = owed.length > 0 ? (this.#emptyDigests.all() as [number][]) : [];
      return [...owed, ...empty.map(([id]) => set(id, 'failed', JSON.stringify(NOT_LATE)))];
    };
    return this.#connection.transaction(requeue).immediate();
  }

  rewriteDigest(digest: OutboxText, compose: ComposeDigest): OutboxText {
    return this.#connection.transaction(() => this.#composeDigest(digest, compose)).immediate();
  }

  #digestFor(sample: TextRow, at: number): OutboxText {
    const owed = this.#owedDigest.get(sample.practice, sample.recipient_id) as TextRow | undefined;
    if (owed) {
      return toOutboxText(owed);
    }
    const { textIds } = this.#alerts.addAlert({
      at,
      kind: 'digest',
      ruleId: '',
      rule: '',
      content: '',
      type: 'SMS',
      subject: '',
      prices: UNPRICED,
      held: 0,
      practice: sample.practice === 1,
      recipients: [{ id: sample.recipient_id, name: sample.recipient, to: sample.masked_to }],
    });
    const [id = 0] = textIds;
    this.#becomeDigest.run(id);
    return this.#read(id);
  }

  #endOverdue(bounds: OverdueLimits, at: number, reason: string, digestId: number | null): number[] {
    const values = valuesOf(bounds);
    const ids = (this.#ids.all(...values) as [number][]).map(([id]) => id);
    const last = ids.at(-1) ?? 0;
    this.#change.run(at, reason, ...values, last);
    this.#end.run(reason, at, digestId, ...values, last);
    return ids;
  }

  #composeDigest(digest: OutboxText, compose: ComposeDigest): OutboxText {
    const summary = this.#summary(digest.id);
    const { type, subject, content, costWon } = compose(summary);
    this.#rewrite.run(type, subject, content, costWon, digest.id);
    this.#rewriteAlert.run(content, summary.count, digest.alertId);
    return this.#read(digest.id);
  }

  #summary(digestId: number): OverdueSummary {
    const [count, oldestAt] = this.#extent.get(digestId) as [number, number];
    const contents = (this.#contents.all(digestId, CONTENTS_READ) as [string][]).map(([content]) => content);
    return { count, oldestAt, contents };
  }

  #read(id: number): OutboxText {
    return toOutboxText(this.#byId.get(id) as TextRow);
  }
}

function valuesOf({ recipientId, practice, before }: OverdueLimits): [number, string, number] {
  return [practice ? 1 : 0, recipientId, before];
}
