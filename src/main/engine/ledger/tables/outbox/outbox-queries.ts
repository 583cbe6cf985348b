import type { DeliveryType, Reason, TextState, TextView } from '../../../../../shared/contract/history';
import type { Statement } from '../../file/connection';
import type { Connection } from '../../file/connection';
import { NOT_COPIED } from './copied-texts';
import type { OutboxText } from './types';
import type { ChannelFacts } from '../types';

/** A row of `texts`. */
export interface TextRow {
  id: number;
  alert_id: number;
  recipient_id: string;
  recipient: string;
  masked_to: string;
  type: DeliveryType;
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
  resent_at: number | null;
  digest_id: number | null;
  reserve_at: number | null;
  channel: string;
  facts_json: string | null;
}

/** Converts a row for the send stage. */
export function toOutboxText(row: TextRow): OutboxText {
  return {
    id: row.id,
    channel: row.channel,
    alertId: row.alert_id,
    recipientId: row.recipient_id,
    to: row.channel === '' ? row.masked_to : row.recipient,
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
    owedSince: row.resent_at ?? row.reserve_at ?? row.created_at,
    isDigest: row.digest_id === row.id,
    costWon: row.cost_won,
    reserveAt: row.reserve_at,
    facts: row.facts_json === null ? null : (JSON.parse(row.facts_json) as ChannelFacts),
  };
}

/** Converts a row for the history. */
export function toTextView(row: TextRow): TextView {
  return {
    id: row.id,
    channel: row.channel,
    ...fallbackOf(row),
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

function fallbackOf({ facts_json }: TextRow): Pick<TextView, 'fallback'> {
  const fallback = facts_json === null ? undefined : (JSON.parse(facts_json) as ChannelFacts).fallback;
  return fallback === undefined ? {} : { fallback };
}

function reasonOf(row: TextRow): Reason | null {
  return row.reason_json === null ? null : (JSON.parse(row.reason_json) as Reason);
}

const TO_SEND = "state = 'owed' AND refused_mark IS NULL AND held_until IS NULL AND channel = ''";
/** Rows in the index texts_to_look_up, which unknown messages through channels never grow. */
const TO_LOOK_UP = "state = 'unknown' AND request_id IS NULL AND channel = ''";

/** Start of the last attempt to send a text. Index: text_changes_by_text */
const ATTEMPTED = `COALESCE(
  (SELECT MAX(at) FROM text_changes WHERE text_id = texts.id AND state = 'sending'), changed_at)`;

/** Oldest text to send, in a request, or unconfirmed. Indexes: texts_owed, texts_by_state, texts_to_look_up */
const OLDEST_TO_SEND = `SELECT MIN(since) FROM (
  SELECT * FROM (SELECT COALESCE(resent_at, reserve_at, created_at) AS since FROM texts
    WHERE ${TO_SEND} AND practice = ?1 ORDER BY id LIMIT 1)
  UNION ALL SELECT * FROM (SELECT ${ATTEMPTED} AS since FROM texts
    WHERE state = 'sending' AND practice = ?1 ORDER BY id LIMIT 1)
  UNION ALL SELECT * FROM (SELECT ${ATTEMPTED} AS since FROM texts
    WHERE state = 'unknown' AND request_id IS NULL AND practice = ?1 ORDER BY id LIMIT 1))`;

/** A message through a fallback channel that tells of several alerts is a row of the first one. */
const OF_ALERT = `SELECT * FROM texts WHERE alert_id = ?1
  OR id IN (SELECT text_id FROM fallbacks WHERE alert_id = ?1) ORDER BY id`;

const PENDING = `SELECT COUNT(*) FROM texts
  WHERE (state IN ('owed', 'sending', 'accepted') AND channel = '') OR (${TO_LOOK_UP})`;

/** Reason codes of texts that a person, a digest or a change of mode has ended. */
const ENDED_ON_PURPOSE = "'dropped', 'cancelled', 'in-digest', 'not-late', 'practice-ended', 'silence-not-needed'";

/** Prepares the statements on texts. Some name the index that makes them fast (schema.ts). */
export function textStatements(connection: Connection): Readonly<Record<StatementName, Statement>> {
  const rows = (sql: string): Statement => connection.prepare(sql);
  const tuples = (sql: string): Statement => connection.prepare(sql).raw();
  return {
    // Index texts_to_send: skips from recipient to recipient, so that ten thousand texts to one cost as much as one;
    // the planner would scan all of them for a digest.
    nextTexts: tuples(
      `WITH RECURSIVE recipients(id) AS (
         SELECT MIN(recipient_id) FROM texts WHERE ${TO_SEND} AND practice = ?1
         UNION ALL
         SELECT (SELECT MIN(recipient_id) FROM texts
          WHERE ${TO_SEND} AND practice = ?1 AND recipient_id > recipients.id)
         FROM recipients WHERE recipients.id IS NOT NULL
       )
       SELECT recipients.id, COALESCE(
         (SELECT id FROM texts INDEXED BY texts_digests_owed WHERE ${TO_SEND} AND practice = ?1
            AND recipient_id = recipients.id AND digest_id = id LIMIT 1),
         (SELECT MIN(texts.id) FROM texts WHERE ${TO_SEND} AND practice = ?1 AND recipient_id = recipients.id)) AS next
       FROM recipients WHERE recipients.id IS NOT NULL ORDER BY next`,
    ),
    // Index: texts_owed
    newestToSend: tuples(`SELECT id FROM texts WHERE ${TO_SEND} AND practice = ? ORDER BY id DESC LIMIT 1`),
    oldestToSend: tuples(OLDEST_TO_SEND),
    byId: rows('SELECT * FROM texts WHERE id = ?'),
    byAlert: rows(OF_ALERT),
    // Index: texts_by_alert
    toSendOfAlert: rows(`SELECT * FROM texts WHERE alert_id = ? AND +${TO_SEND} ORDER BY id`),
    // Index: texts_to_send
    toSendTo: rows(`SELECT * FROM texts WHERE ${TO_SEND} AND practice = ? AND recipient_id = ? ORDER BY id LIMIT ?`),
    queuedWithoutReason: rows(
      `SELECT * FROM texts WHERE state = 'owed' AND channel = '' AND practice = ? AND ${NOT_COPIED}
         AND COALESCE(json_extract(reason_json, '$.code'), '') <> ? ORDER BY id LIMIT ?`,
    ),
    inSending: rows("SELECT * FROM texts WHERE state = 'sending' AND channel = '' ORDER BY id"),
    toLookUp: rows(`SELECT * FROM texts INDEXED BY texts_to_look_up WHERE ${TO_LOOK_UP} ORDER BY id`),
    unconfirmedRecipients: tuples(
      `SELECT recipient_id, MAX(changed_at) FROM texts INDEXED BY texts_to_look_up WHERE ${TO_LOOK_UP}
       GROUP BY recipient_id`,
    ),
    openRequests: tuples(
      `SELECT request_id, MAX(changed_at), MAX(COALESCE(reserve_at, 0)) FROM texts
       WHERE state = 'accepted' AND request_id IS NOT NULL GROUP BY request_id`,
    ),
    ofRequest: rows('SELECT * FROM texts WHERE request_id = ? ORDER BY id'),
    knowsRequest: tuples('SELECT 1 FROM requests WHERE request_id = ?'),
    addRequest: rows('INSERT OR IGNORE INTO requests (request_id, at) VALUES (?, ?)'),
    refused: tuples(
      `SELECT id, recipient_id, refused_mark FROM texts WHERE refused_mark IS NOT NULL AND channel = ''
         AND ${NOT_COPIED} ORDER BY id`,
    ),
    release: rows('UPDATE texts SET refused_mark = NULL WHERE id = ?'),
    change: rows(
      `UPDATE texts SET state = ?, reason_json = ?, attempts = COALESCE(?, attempts),
         masked_to = COALESCE(?, masked_to), request_id = COALESCE(?, request_id), refused_mark = ?,
         held_until = ?, changed_at = ? WHERE id = ? AND state = ? AND attempts = ?`,
    ),
    // Index: texts_held
    releaseHeld: rows("UPDATE texts SET held_until = NULL WHERE held_until <= ? AND channel = ''"),
    nextHeld: tuples("SELECT MIN(held_until) FROM texts WHERE held_until IS NOT NULL AND channel = ''"),
    // Index: texts_reserved
    reserved: rows(
      `SELECT * FROM texts WHERE state = 'accepted' AND reserve_at IS NOT NULL
         AND json_extract(reason_json, '$.code') = 'reserved' ORDER BY id`,
    ),
    toCancel: rows(
      `SELECT * FROM texts WHERE state = 'accepted' AND reserve_at IS NOT NULL
         AND json_extract(reason_json, '$.code') = 'cancelling' ORDER BY id`,
    ),
    addChange: rows('INSERT INTO text_changes (text_id, at, state, reason_json) VALUES (?, ?, ?, ?)'),
    resend: rows(
      `UPDATE texts SET state = 'owed', reason_json = ?, resent_at = ?, changed_at = ?, request_id = NULL,
         refused_mark = NULL, digest_id = CASE WHEN digest_id = id THEN id END WHERE id = ?`,
    ),
    changedByPerson: tuples(
      `SELECT DISTINCT text_id FROM text_changes WHERE id > ?
         AND json_extract(reason_json, '$.code') IN ('asked-again', 'dropped', 'cancelling')`,
    ),
    newestChange: tuples('SELECT COALESCE(MAX(id), 0) FROM text_changes'),
    unfinished: rows(
      `SELECT * FROM texts WHERE state IN ('owed', 'sending', 'accepted', 'unknown', 'failed')
         AND (state <> 'failed' OR COALESCE(json_extract(reason_json, '$.code'), '') NOT IN (${ENDED_ON_PURPOSE}))
       ORDER BY id DESC LIMIT ?`,
    ),
    pending: tuples(PENDING),
  };
}

type StatementName =
  | 'nextTexts'
  | 'newestToSend'
  | 'oldestToSend'
  | 'byId'
  | 'byAlert'
  | 'toSendOfAlert'
  | 'toSendTo'
  | 'queuedWithoutReason'
  | 'inSending'
  | 'toLookUp'
  | 'unconfirmedRecipients'
  | 'openRequests'
  | 'ofRequest'
  | 'knowsRequest'
  | 'addRequest'
  | 'refused'
  | 'release'
  | 'change'
  | 'releaseHeld'
  | 'nextHeld'
  | 'reserved'
  | 'toCancel'
  | 'addChange'
  | 'resend'
  | 'changedByPerson'
  | 'newestChange'
  | 'unfinished'
  | 'pending';
