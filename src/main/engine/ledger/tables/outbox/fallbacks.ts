import type { Reason, TextState } from '../../../../../shared/contract/history';
import type { Connection } from '../../file/connection';

/** A text that has not reached its phone as far as known, and whose alert no fallback channel got. */
export interface UnreportedText {
  readonly id: number;
  readonly alertId: number;
  /** Empty for an alert of several rules. */
  readonly ruleId: string;
  readonly rule: string;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** True if it is not retried until what it was refused for has changed. */
  readonly refused: boolean;
  /** Time at which it was due, ms since 1970; for a digest, that of the oldest text it replaces. */
  readonly dueAt: number;
  /** Content and time of its alert. */
  readonly content: string;
  readonly at: number;
}

/** Selects unreported texts of one mode; times in ms since 1970. */
export interface UnreportedBounds {
  readonly practice: boolean;
  /** Queued and unconfirmed texts that were due before this time are left out. */
  readonly dueSince: number;
  /** Texts that failed before this time are left out. */
  readonly failedSince: number;
  /** True to leave out queued texts that nothing is known to be wrong with. */
  readonly onlyWithReason: boolean;
  readonly limit: number;
}

/** State of a message about an alert through a channel. */
export interface ReportedChannel {
  readonly alertId: number;
  readonly channel: string;
  /** Null for a message through a fallback channel. */
  readonly state: TextState | null;
}

/** Facts about the first match of an alert. */
export interface AlertOrigin {
  readonly path: string;
  readonly line: string;
  readonly incident: number | null;
}

/** Ids of members of an Alertmanager cluster (MEMBER_PREFIX), as a range for the index. */
const OF_MEMBER = "channel >= 'alertmanager:' AND channel < 'alertmanager;'";

interface UnreportedRow {
  id: number;
  alert_id: number;
  rule_id: string;
  rule: string;
  state: TextState;
  reason_json: string | null;
  refused: number;
  due_at: number;
  content: string;
  at: number;
}

/** Kinds of alerts that fallback channels get; a digest only if they got none of its texts. */
const REPORTED_KINDS = `(a.kind IN ('rule', 'collected', 'escalation') OR (a.kind = 'digest' AND NOT EXISTS (
  SELECT 1 FROM texts AS late JOIN fallbacks ON fallbacks.alert_id = late.alert_id
  WHERE late.digest_id = t.id AND late.id <> t.id)))`;

const DUE_AT = 'COALESCE(t.resent_at, t.reserve_at, t.created_at)';

const UNREPORTED = `SELECT t.id, t.alert_id, a.rule_id, a.rule, t.state, t.reason_json,
    t.refused_mark IS NOT NULL AS refused, a.content, a.at,
    COALESCE((SELECT MIN(late.created_at) FROM texts AS late WHERE late.digest_id = t.id AND late.id <> t.id), ${DUE_AT})
      AS due_at
  FROM texts AS t`;

/** Alerts that fallback channels got. */
export class FallbackTable {
  readonly #open;
  readonly #failed;
  readonly #notTaken;
  readonly #channels;
  readonly #marks;
  readonly #add;
  readonly #settle;
  readonly #origin;

  constructor(connection: Connection) {
    this.#open = connection.prepare(
      `${UNREPORTED} INDEXED BY texts_unsettled JOIN alerts AS a ON a.id = t.alert_id
       WHERE t.settled = 0 AND t.channel = '' AND t.state IN ('owed', 'unknown') AND t.practice = ? AND ${REPORTED_KINDS}
         AND (t.digest_id = t.id OR ${DUE_AT} BETWEEN ? AND ?) AND (? = 0 OR t.reason_json IS NOT NULL)
       ORDER BY t.id LIMIT ?`,
    );
    this.#failed = connection.prepare(
      `${UNREPORTED} INDEXED BY texts_failed JOIN alerts AS a ON a.id = t.alert_id
       WHERE t.settled = 0 AND t.channel = '' AND t.state = 'failed' AND t.changed_at >= ? AND t.practice = ?
         AND ${REPORTED_KINDS} ORDER BY t.id LIMIT ?`,
    );
    this.#notTaken = connection.prepare(
      `${UNREPORTED} INDEXED BY texts_not_taken JOIN alerts AS a ON a.id = t.alert_id
       WHERE t.settled = 0 AND t.${OF_MEMBER.replace('AND ', 'AND t.')} AND t.state IN ('owed', 'failed')
         AND t.practice = ? AND a.kind = 'rule' AND ${DUE_AT} BETWEEN ? AND ?
         AND json_extract(t.facts_json, '$.kind') = 'alert'
         AND NOT EXISTS (SELECT 1 FROM texts WHERE alert_id = t.alert_id AND ${OF_MEMBER}
           AND state NOT IN ('owed', 'failed'))
       ORDER BY t.id LIMIT ?`,
    );
    this.#channels = connection.prepare(
      `SELECT alert_id AS alertId, channel, state FROM texts
       WHERE alert_id IN (SELECT value FROM json_each(?)) AND channel <> ''`,
    );
    this.#marks = connection.prepare(
      `SELECT alert_id AS alertId, channel, NULL AS state FROM fallbacks
       WHERE alert_id IN (SELECT value FROM json_each(?))`,
    );
    this.#add = connection.prepare('INSERT OR IGNORE INTO fallbacks (alert_id, channel, text_id) VALUES (?, ?, ?)');
    this.#settle = connection.prepare('UPDATE texts SET settled = 1 WHERE id IN (SELECT value FROM json_each(?))');
    this.#origin = connection.prepare(
      'SELECT path, line, incident_id AS incident FROM matches WHERE alert_id = ? ORDER BY id LIMIT 1',
    );
  }

  /** Lists unreported texts that were due at `now` (ms since 1970) or earlier. */
  unreported(
    { practice, dueSince, failedSince, onlyWithReason, limit }: UnreportedBounds,
    now: number,
  ): UnreportedText[] {
    const mode = practice ? 1 : 0;
    const open = this.#open.all(mode, dueSince, now, onlyWithReason ? 1 : 0, limit) as UnreportedRow[];
    const failed = this.#failed.all(failedSince, mode, limit) as UnreportedRow[];
    return [...open, ...failed].map(toUnreportedText);
  }

  /** Lists the messages of alerts that no member of an Alertmanager cluster has taken, due at `now` (ms since 1970). */
  notTaken({ practice, dueSince, limit }: UnreportedBounds, now: number): UnreportedText[] {
    return (this.#notTaken.all(practice ? 1 : 0, dueSince, now, limit) as UnreportedRow[]).map(toUnreportedText);
  }

  /** Lists the channels that have messages of their own about these alerts, or got them as fallback. */
  channelsOf(alertIds: readonly number[]): ReportedChannel[] {
    const ids = JSON.stringify(alertIds);
    return [...(this.#marks.all(ids) as ReportedChannel[]), ...(this.#channels.all(ids) as ReportedChannel[])];
  }

  /** Marks alerts as reported through a channel by a message. */
  add(alertIds: readonly number[], channel: string, textId: number): void {
    alertIds.forEach((alertId) => this.#add.run(alertId, channel, textId));
  }

  /** Marks texts whose alerts all fallback channels got. */
  settle(textIds: readonly number[]): void {
    this.#settle.run(JSON.stringify(textIds));
  }

  /** Finds facts about an alert's first match; null if none caused it. */
  originOf(alertId: number): AlertOrigin | null {
    return (this.#origin.get(alertId) as AlertOrigin | undefined) ?? null;
  }
}

function toUnreportedText(row: UnreportedRow): UnreportedText {
  return {
    id: row.id,
    alertId: row.alert_id,
    ruleId: row.rule_id,
    rule: row.rule,
    state: row.state,
    reason: row.reason_json === null ? null : (JSON.parse(row.reason_json) as Reason),
    refused: row.refused === 1,
    dueAt: row.due_at,
    content: row.content,
    at: row.at,
  };
}
