import {
  HISTORY_KINDS,
  newestFirst,
  type Decision,
  type DigestEntry,
  type EscalationEntry,
  type HeldEntry,
  type HistoryEntry,
  type HistoryFilter,
  type HistoryQuery,
  type MatchEntry,
  type ReceivedFacts,
  type SilenceEntry,
  type TestEntry,
} from '../../../../shared/contract/history';
import type { LinePlace, FingerprintedFile } from './file-positions';
import type { Connection } from '../file/connection';
import type { OutboxTable } from './outbox/outbox';
import type { ProblemRow, ProblemTable } from './problems';

interface MatchRow {
  id: number;
  at: number;
  rule_id: string;
  rule: string;
  file_id: string;
  path: string;
  line: string;
  offset: number | null;
  found_in_json: string | null;
  cursor: string | null;
  unit: string | null;
  boot: string | null;
  received_json: string | null;
  decision_json: string;
  alert_id: number | null;
  incident_id: number | null;
  content: string | null;
}

/** A count of held matches. */
interface HeldRow {
  id: number;
  at: number;
  last_at: number;
  rule_id: string;
  rule: string;
  decision_json: string;
  count: number;
  alert_id: number | null;
  incident_id: number | null;
  content: string | null;
}

/** An alert without a match. */
interface AlertRow {
  id: number;
  at: number;
  kind: 'test' | 'digest' | 'escalation' | 'silence';
  rule: string;
  content: string;
}

/** A match's line and its place. */
export interface PlacedMatch {
  /** Path of the followed file. */
  readonly path: string;
  readonly line: string;
  readonly place: LinePlace;
}

/** Kinds of alerts without a match. */
const MATCHLESS_KINDS = "'test', 'digest', 'escalation', 'silence'";
const MATCHES = 'SELECT m.*, a.content FROM matches m LEFT JOIN alerts a ON a.id = m.alert_id';

const HELD = 'SELECT h.*, a.content FROM held_matches h LEFT JOIN alerts a ON a.id = h.alert_id';

/** Reads the history as users see it. */
export class HistoryReader {
  readonly #texts: OutboxTable;
  readonly #problemTable: ProblemTable;
  readonly #matches;
  readonly #matchById;
  readonly #matchesByAlert;
  readonly #held;
  readonly #heldById;
  readonly #heldOfIncident;
  readonly #alerts;
  readonly #alertById;
  readonly #problems;
  readonly #matchesOfIncident;
  readonly #alertsOfIncident;

  constructor(connection: Connection, texts: OutboxTable, problems: ProblemTable) {
    this.#texts = texts;
    this.#problemTable = problems;
    this.#matches = connection.prepare(
      `${MATCHES} WHERE m.at < ?
       AND (m.line LIKE ? ESCAPE '\\' OR m.rule LIKE ? ESCAPE '\\' OR m.path LIKE ? ESCAPE '\\')
       AND (? = '' OR m.rule_id = ?) AND (? = '' OR json_extract(m.decision_json, '$.outcome') = ?)
       AND (? = '' OR EXISTS (SELECT 1 FROM texts t WHERE t.alert_id = m.alert_id AND t.state = ?))
       ORDER BY m.at DESC, m.id DESC LIMIT ?`,
    );
    this.#matchById = connection.prepare(`${MATCHES} WHERE m.id = ?`);
    this.#matchesByAlert = connection.prepare(`${MATCHES} WHERE m.alert_id = ? ORDER BY m.id LIMIT ?`);
    this.#held = connection.prepare(
      `${HELD} WHERE h.at < ? AND h.rule LIKE ? ESCAPE '\\' AND (? = '' OR h.rule_id = ?) AND ? <> 'alerted'
       AND (? = '' OR EXISTS (SELECT 1 FROM texts t WHERE t.alert_id = h.alert_id AND t.state = ?))
       ORDER BY h.at DESC, h.id DESC LIMIT ?`,
    );
    this.#heldById = connection.prepare(`${HELD} WHERE h.id = ?`);
    this.#heldOfIncident = connection.prepare(`${HELD} WHERE h.incident_id = ? ORDER BY h.id DESC LIMIT ?`);
    this.#alerts = connection.prepare(
      `SELECT id, at, kind, rule, content FROM alerts
       WHERE kind IN (${MATCHLESS_KINDS}) AND at < ? AND content LIKE ? ESCAPE '\\'
       AND kind IN (SELECT value FROM json_each(?))
       AND (? = '' OR EXISTS (SELECT 1 FROM texts t WHERE t.alert_id = alerts.id AND t.state = ?))
       ORDER BY at DESC, id DESC LIMIT ?`,
    );
    this.#alertById = connection.prepare(
      `SELECT id, at, kind, rule, content FROM alerts WHERE kind IN (${MATCHLESS_KINDS}) AND id = ?`,
    );
    this.#problems = connection.prepare(
      `SELECT * FROM problems WHERE at < ? AND (subject LIKE ? ESCAPE '\\' OR code LIKE ? ESCAPE '\\')
       ORDER BY at DESC, id DESC LIMIT ?`,
    );
    this.#matchesOfIncident = connection.prepare(`${MATCHES} WHERE m.incident_id = ? ORDER BY m.id DESC LIMIT ?`);
    this.#alertsOfIncident = connection.prepare(
      'SELECT id, at, kind, rule, content FROM alerts WHERE incident_id = ? ORDER BY id DESC LIMIT ?',
    );
  }

  /** Lists entries older than `before`, newest first, at most `limit`. */
  list(query: HistoryQuery): HistoryEntry[] {
    const before = query.before ?? Number.MAX_SAFE_INTEGER;
    const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
    const { limit, ruleId: rule = '' } = query;
    const [decision, state] = outcomeFilter(query);
    const kinds = kindFilter(query);
    const matches = kinds.has('match')
      ? (this.#matches.all(before, like, like, like, rule, rule, decision, decision, state, state, limit) as MatchRow[])
      : [];
    const held = kinds.has('match')
      ? (this.#held.all(before, like, rule, rule, decision, state, state, limit) as HeldRow[])
      : [];
    const kindsJson = JSON.stringify([...kinds]);
    const alerts = this.#alerts.all(before, like, kindsJson, state, state, limit) as AlertRow[];
    const problems = kinds.has('problem') ? (this.#problems.all(before, like, like, limit) as ProblemRow[]) : [];
    return [
      ...matches.map((row) => this.#matchEntry(row)),
      ...held.map((row) => this.#heldEntry(row)),
      ...alerts.map((row) => this.#alertEntry(row)),
      ...problems.map((row) => this.#problemTable.entryOf(row)),
    ]
      .sort(newestFirst)
      .slice(0, query.limit);
  }

  match(id: number): MatchEntry | null {
    const row = this.#matchById.get(id) as MatchRow | undefined;
    return row ? this.#matchEntry(row) : null;
  }

  /** Finds a count of held matches. */
  held(id: number): HeldEntry | null {
    const row = this.#heldById.get(id) as HeldRow | undefined;
    return row ? this.#heldEntry(row) : null;
  }

  /** Finds the place of a match's line; null if unknown. */
  foundAt(id: number): PlacedMatch | null {
    const row = this.#matchById.get(id) as MatchRow | undefined;
    const offset = row?.offset ?? null;
    const json = row?.found_in_json ?? null;
    return row && offset !== null && json !== null
      ? { path: row.path, line: row.line, place: { offset, file: JSON.parse(json) as FingerprintedFile } }
      : null;
  }

  /** Finds the entry of the journal that a match was found in; null for a match elsewhere. */
  entryAt(id: number): { readonly fileId: string; readonly cursor: string } | null {
    const row = this.#matchById.get(id) as MatchRow | undefined;
    return row?.cursor ? { fileId: row.file_id, cursor: row.cursor } : null;
  }

  /** Lists matches, counts of held matches, escalations and silences of an incident, newest first, at most `limit` of each. */
  ofIncident(id: number, limit: number): HistoryEntry[] {
    const matches = this.#matchesOfIncident.all(id, limit) as MatchRow[];
    const held = this.#heldOfIncident.all(id, limit) as HeldRow[];
    const escalations = this.#alertsOfIncident.all(id, limit) as AlertRow[];
    return [
      ...matches.map((row) => this.#matchEntry(row)),
      ...held.map((row) => this.#heldEntry(row)),
      ...escalations.map((row) => this.#alertEntry(row)),
    ].sort(newestFirst);
  }

  /** Finds the entry of an alert's texts: its first match, or the alert itself. */
  ofAlert(alertId: number): HistoryEntry | null {
    const [match] = this.matchesOfAlert(alertId, 1);
    if (match) {
      return match;
    }
    const alert = this.#alertById.get(alertId) as AlertRow | undefined;
    return alert ? this.#alertEntry(alert) : null;
  }

  /** Lists the problems that the messages of an alert report. */
  problemsOfAlert(alertId: number): readonly HistoryEntry[] {
    return this.#problemTable.ofAlert(alertId);
  }

  /** Lists the matches that an alert reports, oldest first, at most `limit`. */
  matchesOfAlert(alertId: number, limit: number): MatchEntry[] {
    return (this.#matchesByAlert.all(alertId, limit) as MatchRow[]).map((row) => this.#matchEntry(row));
  }

  #matchEntry(row: MatchRow): MatchEntry {
    return {
      kind: 'match',
      id: row.id,
      at: row.at,
      ruleId: row.rule_id,
      rule: row.rule,
      fileId: row.file_id,
      path: row.path,
      line: row.line,
      ...(row.offset === null ? {} : { offset: row.offset }),
      ...entryOf(row),
      ...(row.received_json === null ? {} : { received: JSON.parse(row.received_json) as ReceivedFacts }),
      ...(row.incident_id === null ? {} : { incident: row.incident_id }),
      content: row.content ?? '',
      ...this.#outcome(row),
    };
  }

  #heldEntry(row: HeldRow): HeldEntry {
    return {
      kind: 'held',
      id: row.id,
      at: row.at,
      lastAt: row.last_at,
      ruleId: row.rule_id,
      rule: row.rule,
      count: row.count,
      ...(row.incident_id === null ? {} : { incident: row.incident_id }),
      content: row.content ?? '',
      ...this.#outcome(row),
    };
  }

  /** Reads the decision with its texts; `channels` in its params names those that reported a match over the budget. */
  #outcome(row: Pick<MatchRow, 'decision_json' | 'alert_id'>): Pick<MatchEntry, 'decision' | 'texts'> {
    const decision = JSON.parse(row.decision_json) as Decision;
    const texts = row.alert_id === null ? [] : this.#texts.ofAlert(row.alert_id);
    const reported = decision.outcome === 'held' ? texts.filter(({ fallback }) => fallback === 'budget') : [];
    const channels = reported.map(({ recipient }) => recipient).join(', ');
    return { decision: channels === '' ? decision : { ...decision, params: { ...decision.params, channels } }, texts };
  }

  #alertEntry(row: AlertRow): TestEntry | DigestEntry | EscalationEntry | SilenceEntry {
    const { id, at, kind, rule, content } = row;
    const alert = { id, at, content, texts: this.#texts.ofAlert(id) };
    return kind === 'escalation' || kind === 'silence' ? { kind, rule, ...alert } : { kind, ...alert };
  }
}

/** Decision and text state that an outcome selects; empty for any. */
function outcomeFilter({ outcome }: HistoryFilter): readonly [decision: string, textState: string] {
  return outcome === 'alerted' || outcome === 'held' ? [outcome, ''] : ['', outcome ?? ''];
}

/** Kinds of entries that a filter can select: only matches have a rule and a decision; problems have no texts. */
function kindFilter(filter: HistoryFilter): ReadonlySet<(typeof HISTORY_KINDS)[number]> {
  const { kind, ruleId } = filter;
  const [decision, state] = outcomeFilter(filter);
  const kinds = HISTORY_KINDS.filter((one) => {
    const possible =
      one === 'match' || (ruleId === undefined && decision === '' && (one !== 'problem' || state === ''));
    return possible && (kind === undefined || kind === one);
  });
  return new Set(kinds);
}

/** Place of a match in the journal, if it was found there. */
function entryOf({ cursor, unit, boot }: MatchRow): Pick<MatchEntry, 'entry'> {
  return cursor === null ? {} : { entry: { cursor, unit: unit ?? '', boot: boot ?? '' } };
}
