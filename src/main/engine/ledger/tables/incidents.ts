import type {
  IncidentCause,
  IncidentChange,
  IncidentQuery,
  IncidentStage,
  IncidentView,
  OpenIncidents,
} from '../../../../shared/contract/incident';
import type { Connection } from '../file/connection';
import type { SilenceTable } from './silences';
import type { ClusterAlert } from './types';

interface IncidentRow {
  id: number;
  rule_id: string;
  rule: string;
  key: string;
  state: IncidentStage;
  opened_at: number;
  last_at: number;
  count: number;
  line: string;
  escalated_at: number | null;
}

/** An incident to write. */
type NewIncident = Pick<IncidentView, 'id' | 'ruleId' | 'rule' | 'key' | 'openedAt' | 'count' | 'line'>;

/** An incident whose alert Alertmanager has, or is to hear the end of. */
export interface AlertingIncident {
  readonly id: number;
  readonly ruleId: string;
  readonly alert: ClusterAlert;
  readonly line: string;
  readonly count: number;
  /** Times of its last match and of its end, ms since 1970; an open one has no end. */
  readonly lastAt: number;
  readonly closedAt: number | null;
}

/** Maximum length of a stored line, characters. */
const MAX_LINE_LENGTH = 500;
/** Number of open incidents in the overview. */
const NEWEST_SHOWN = 10;

/** Incidents with their changes of state. */
export class IncidentTable {
  readonly #open;
  readonly #addMatch;
  readonly #change;
  readonly #addChange;
  readonly #escalated;
  readonly #find;
  readonly #changes;
  readonly #list;
  readonly #counts;
  readonly #newestOpen;
  readonly #forgotten;
  readonly #newestChange;
  readonly #changedByCommand;
  readonly #alertOf;
  readonly #setAlert;
  readonly #alerting;
  readonly #silences;

  constructor(connection: Connection, silences: Pick<SilenceTable, 'view'>) {
    this.#silences = silences;
    this.#open = connection.prepare(
      `INSERT INTO incidents (id, rule_id, rule, key, state, opened_at, last_at, count, line)
       VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?)`,
    );
    this.#addMatch = connection.prepare('UPDATE incidents SET last_at = ?, count = ? WHERE id = ?');
    this.#change = connection.prepare('UPDATE incidents SET state = ? WHERE id = ?');
    this.#addChange = connection.prepare(
      'INSERT INTO incident_changes (incident_id, at, state, cause) VALUES (?, ?, ?, ?)',
    );
    this.#escalated = connection.prepare('UPDATE incidents SET escalated_at = ? WHERE id = ?');
    this.#find = connection.prepare('SELECT * FROM incidents WHERE id = ?');
    this.#changes = connection.prepare('SELECT * FROM incident_changes WHERE incident_id = ? ORDER BY id');
    this.#list = connection.prepare(
      `SELECT * FROM incidents WHERE (state = 'closed') = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    );
    this.#counts = connection
      .prepare(`SELECT TOTAL(state = 'open'), TOTAL(state = 'acknowledged') FROM incidents WHERE state <> 'closed'`)
      .raw();
    this.#newestOpen = connection.prepare(
      `SELECT * FROM incidents WHERE state <> 'closed' ORDER BY state = 'acknowledged', id DESC LIMIT ${NEWEST_SHOWN}`,
    );
    this.#forgotten = connection.prepare(
      `SELECT * FROM incidents WHERE state <> 'closed' AND NOT EXISTS
         (SELECT 1 FROM policy_states p
          WHERE p.kind = 'incident' AND p.rule_id = incidents.rule_id AND p.key = incidents.key)`,
    );
    this.#newestChange = connection.prepare('SELECT COALESCE(MAX(id), 0) FROM incident_changes').raw();
    this.#changedByCommand = connection
      .prepare(`SELECT DISTINCT incident_id FROM incident_changes WHERE id > ? AND cause = 'command'`)
      .raw();
    this.#alertOf = connection.prepare('SELECT alert_json FROM incidents WHERE id = ?').raw();
    this.#setAlert = connection.prepare('UPDATE incidents SET alert_json = ? WHERE id = ?');
    this.#alerting = connection.prepare(
      `SELECT id, rule_id AS ruleId, alert_json AS alert, line, count, last_at AS lastAt, CASE state WHEN 'closed' THEN
         (SELECT MAX(at) FROM incident_changes WHERE incident_id = incidents.id AND incident_changes.state = 'closed')
         END AS closedAt
       FROM incidents INDEXED BY incidents_alerting WHERE alert_json IS NOT NULL ORDER BY id DESC LIMIT ?`,
    );
  }

  /** Returns the alert of an incident at Alertmanager; null for none. */
  alertOf(id: number): ClusterAlert | null {
    const [alert = null] = (this.#alertOf.get(id) ?? []) as [string | null] | [];
    return alert === null ? null : (JSON.parse(alert) as ClusterAlert);
  }

  /** Notes the alert of an incident at Alertmanager; null once nothing more is to be sent. */
  setAlert(id: number, alert: ClusterAlert | null): void {
    this.#setAlert.run(alert === null ? null : JSON.stringify(alert), id);
  }

  /** Lists the incidents with an alert at Alertmanager, newest first. */
  alerting(limit: number): AlertingIncident[] {
    const rows = this.#alerting.all(limit) as (Omit<AlertingIncident, 'alert'> & { readonly alert: string })[];
    return rows.map((row) => ({ ...row, alert: JSON.parse(row.alert) as ClusterAlert }));
  }

  /** Writes a new open incident. */
  open({ id, ruleId, rule, key, openedAt, count, line }: NewIncident): void {
    this.#open.run(id, ruleId, rule, key, openedAt, openedAt, count, line.slice(0, MAX_LINE_LENGTH));
    this.#addChange.run(id, openedAt, 'open', 'match');
  }

  /** Updates the number of matches, the last of which came at `at` (ms since 1970). */
  more(id: number, at: number, count: number): void {
    this.#addMatch.run(at, count, id);
  }

  change(id: number, { state, cause, at }: IncidentChange): void {
    this.#change.run(state, id);
    this.#addChange.run(id, at, state, cause);
  }

  /** Records the escalation. */
  escalated(id: number, at: number): void {
    this.#escalated.run(at, id);
  }

  /** Finds an incident; null if there is none with this id. */
  find(id: number): IncidentView | null {
    const row = this.#find.get(id) as IncidentRow | undefined;
    return row ? this.#view(row) : null;
  }

  list({ which, before, limit }: IncidentQuery): IncidentView[] {
    const rows = this.#list.all(which === 'closed' ? 1 : 0, before ?? Number.MAX_SAFE_INTEGER, limit);
    return (rows as IncidentRow[]).map((row) => this.#view(row));
  }

  /** Counts the incidents that are not closed, and lists the newest. */
  openOnes(): OpenIncidents {
    const [open, acknowledged] = this.#counts.get() as [number, number];
    const rows = open + acknowledged > 0 ? (this.#newestOpen.all() as IncidentRow[]) : [];
    return { open, acknowledged, newest: rows.map((row) => this.#view(row)) };
  }

  /** Lists incidents that are not closed although the policy has no state for them. */
  forgotten(): IncidentView[] {
    return (this.#forgotten.all() as IncidentRow[]).map((row) => this.#view(row));
  }

  /** Id of the newest change of any incident; 0 for none. */
  newestChange(): number {
    const [id] = this.#newestChange.get() as [number];
    return id;
  }

  /** Lists incidents changed on the command line after the change with this id. */
  changedByCommandSince(change: number): IncidentView[] {
    const ids = this.#changedByCommand.all(change) as [number][];
    return ids.flatMap(([id]) => this.find(id) ?? []);
  }

  #view(row: IncidentRow): IncidentView {
    const changes = this.#changes.all(row.id) as { state: IncidentStage; cause: IncidentCause; at: number }[];
    const silence = this.#silences.view(row.id);
    return {
      id: row.id,
      ruleId: row.rule_id,
      rule: row.rule,
      key: row.key,
      state: row.state,
      openedAt: row.opened_at,
      lastAt: row.last_at,
      count: row.count,
      line: row.line,
      escalatedAt: row.escalated_at,
      changes: changes.map(({ state, cause, at }) => ({ state, cause, at })),
      ...(silence === null ? {} : { silence }),
    };
  }
}
