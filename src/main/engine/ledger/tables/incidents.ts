import type {
  IncidentCause,
  IncidentChange,
  IncidentQuery,
  IncidentStage,
  IncidentView,
  OpenIncidents,
} from '../../../../shared/contract/incident';
import type { Connection } from '../file/database';

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

/** An incident about to be written. */
export type NewIncident = Pick<IncidentView, 'id' | 'ruleId' | 'rule' | 'key' | 'openedAt' | 'count' | 'line'>;

/** Characters of a line that are kept. */
const LONGEST_LINE = 500;
/** Open incidents that are shown at a glance. */
const AT_A_GLANCE = 10;

/** The incidents, each with the stages it has been through. */
export class IncidentTable {
  readonly #open;
  readonly #more;
  readonly #change;
  readonly #addChange;
  readonly #escalated;
  readonly #find;
  readonly #changes;
  readonly #list;
  readonly #counts;
  readonly #glance;
  readonly #forgotten;
  readonly #newestChange;
  readonly #byCommand;

  constructor(connection: Connection) {
    this.#open = connection.prepare(
      `INSERT INTO incidents (id, rule_id, rule, key, state, opened_at, last_at, count, line)
       VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?)`,
    );
    this.#more = connection.prepare('UPDATE incidents SET last_at = ?, count = ? WHERE id = ?');
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
    this.#glance = connection.prepare(
      `SELECT * FROM incidents WHERE state <> 'closed' ORDER BY state = 'acknowledged', id DESC LIMIT ${AT_A_GLANCE}`,
    );
    this.#forgotten = connection.prepare(
      `SELECT * FROM incidents WHERE state <> 'closed' AND NOT EXISTS
         (SELECT 1 FROM policy_states p WHERE p.kind = 'incident' AND p.rule_id = incidents.rule_id AND p.key = incidents.key)`,
    );
    this.#newestChange = connection.prepare('SELECT COALESCE(MAX(id), 0) FROM incident_changes').raw();
    this.#byCommand = connection
      .prepare(`SELECT DISTINCT incident_id FROM incident_changes WHERE id > ? AND cause = 'command'`)
      .raw();
  }

  /** Writes an incident that opens. */
  open({ id, ruleId, rule, key, openedAt, count, line }: NewIncident): void {
    this.#open.run(id, ruleId, rule, key, openedAt, openedAt, count, line.slice(0, LONGEST_LINE));
    this.#addChange.run(id, openedAt, 'open', 'match');
  }

  /** Notes that it has so many matches by now, the last of which came at `at` (ms since 1970). */
  more(id: number, at: number, count: number): void {
    this.#more.run(at, count, id);
  }

  change(id: number, { state, cause, at }: IncidentChange): void {
    this.#change.run(state, id);
    this.#addChange.run(id, at, state, cause);
  }

  /** Notes that others were texted. */
  escalated(id: number, at: number): void {
    this.#escalated.run(at, id);
  }

  /** One incident, or null when there is none with this number. */
  find(id: number): IncidentView | null {
    const row = this.#find.get(id) as IncidentRow | undefined;
    return row ? this.#view(row) : null;
  }

  list({ which, before, limit }: IncidentQuery): IncidentView[] {
    const rows = this.#list.all(which === 'closed' ? 1 : 0, before ?? Number.MAX_SAFE_INTEGER, limit);
    return (rows as IncidentRow[]).map((row) => this.#view(row));
  }

  /** Those that are not closed, at a glance. */
  openOnes(): OpenIncidents {
    const [open, acknowledged] = this.#counts.get() as [number, number];
    const rows = open + acknowledged > 0 ? (this.#glance.all() as IncidentRow[]) : [];
    return { open, acknowledged, newest: rows.map((row) => this.#view(row)) };
  }

  /** Those that are not closed though the policy remembers nothing of them. */
  forgotten(): IncidentView[] {
    return (this.#forgotten.all() as IncidentRow[]).map((row) => this.#view(row));
  }

  /** The number of the newest change of any incident; 0 for none. */
  newestChange(): number {
    const [id] = this.#newestChange.get() as [number];
    return id;
  }

  /** The incidents that were changed on the command line after a change. */
  changedByCommandSince(change: number): IncidentView[] {
    const ids = this.#byCommand.all(change) as [number][];
    return ids.flatMap(([id]) => this.find(id) ?? []);
  }

  #view(row: IncidentRow): IncidentView {
    const changes = this.#changes.all(row.id) as { state: IncidentStage; cause: IncidentCause; at: number }[];
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
    };
  }
}
