import type { Connection } from '../file/database';

/** A state the alert policy keeps for a rule and a key; the ledger does not look into it. */
export interface PolicyRow {
  readonly kind: string;
  readonly ruleId: string;
  readonly key: string;
  /** Plain data; null for one that is to be forgotten. */
  readonly state: object | null;
  /** When the policy has to look at it again by itself, ms since 1970; null for never. */
  readonly dueAt: number | null;
}

interface Row {
  kind: string;
  rule_id: string;
  key: string;
  state_json: string;
  due_at: number | null;
}

/** Keys of one rule and kind that are kept; the longest untouched go first. */
export const KEYS_KEPT = 1_000;

/** What the alert policy remembers over a restart. */
export class PolicyStateTable {
  readonly #find;
  readonly #save;
  readonly #remove;
  readonly #count;
  readonly #removeOldest;
  readonly #rules;
  readonly #removeRule;
  readonly #ofKind;
  readonly #nextDue;
  readonly #known = new StateCache<PolicyRow>();
  /** When a state was written last, ms since 1970, or later: each counts as written after the one before, also when a clock is set back. */
  #touchedAt: number;
  /** What `notDueBefore` gives; undefined when it has to be read. */
  #bound: number | null | undefined;

  constructor(connection: Connection) {
    this.#find = connection.prepare('SELECT * FROM policy_states WHERE kind = ? AND rule_id = ? AND key = ?');
    this.#save = connection.prepare(
      `INSERT INTO policy_states (kind, rule_id, key, state_json, due_at, touched_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, rule_id, key) DO UPDATE
         SET state_json = excluded.state_json, due_at = excluded.due_at, touched_at = excluded.touched_at`,
    );
    this.#remove = connection.prepare('DELETE FROM policy_states WHERE kind = ? AND rule_id = ? AND key = ?');
    this.#count = connection.prepare('SELECT COUNT(*) FROM policy_states WHERE kind = ? AND rule_id = ?').raw();
    this.#removeOldest = connection.prepare(
      `DELETE FROM policy_states WHERE (kind, rule_id, key) IN
         (SELECT kind, rule_id, key FROM policy_states WHERE kind = ? AND rule_id = ? ORDER BY touched_at, key LIMIT ?)`,
    );
    this.#rules = connection.prepare("SELECT DISTINCT rule_id FROM policy_states WHERE rule_id <> ''").raw();
    this.#removeRule = connection.prepare('DELETE FROM policy_states WHERE rule_id = ? AND (? IS NULL OR kind = ?)');
    this.#ofKind = connection.prepare('SELECT * FROM policy_states WHERE kind = ? ORDER BY rule_id, key');
    const newest = connection.prepare('SELECT COALESCE(MAX(touched_at), 0) FROM policy_states').raw();
    [this.#touchedAt] = newest.get() as [number];
    this.#nextDue = connection.prepare('SELECT MIN(due_at) FROM policy_states WHERE due_at IS NOT NULL').raw();
  }

  find(kind: string, ruleId: string, key: string): PolicyRow | null {
    const known = this.#known.get(kind, ruleId, key);
    if (known !== undefined) {
      return known;
    }
    const row = this.#find.get(kind, ruleId, key) as Row | undefined;
    const found = row ? fromRow(row) : null;
    this.#known.set(kind, ruleId, key, found);
    return found;
  }

  /** All states of a kind, by rule and key. */
  ofKind(kind: string): PolicyRow[] {
    return (this.#ofKind.all(kind) as Row[]).map(fromRow);
  }

  /** When the next state is due, ms since 1970; null when none is. */
  nextDue(): number | null {
    const [dueAt] = this.#nextDue.get() as [number | null];
    this.#bound = dueAt;
    return dueAt;
  }

  /** As `nextDue`, or earlier: what was due has been put off since, which costs less to tell. */
  notDueBefore(): number | null {
    return this.#bound === undefined ? this.nextDue() : this.#bound;
  }

  /** What the ledger has may be something else than what was read and written: after a rollback, or another process. */
  readAnew(): void {
    this.#known.forget();
    this.#bound = undefined;
  }

  /** Forgets what belongs to other rules than these; with a kind, only states of that. */
  keepOnly(ruleIds: ReadonlySet<string>, kind: string | null = null): void {
    for (const [ruleId] of this.#rules.all() as [string][]) {
      if (!ruleIds.has(ruleId)) {
        this.#removeRule.run(ruleId, kind, kind);
        this.readAnew();
      }
    }
  }

  /** Writes changes; gives the rules of which keys had to be forgotten, because there were more than are kept. */
  save(changes: readonly PolicyRow[], at: number): ReadonlySet<string> {
    const added = new Map<string, PolicyRow>();
    for (const change of changes) {
      const { kind, ruleId, key, state, dueAt } = change;
      const before = this.#known.get(kind, ruleId, key);
      if (dueAt !== null && this.#bound !== undefined) {
        this.#bound = Math.min(this.#bound ?? Infinity, dueAt);
      }
      if (state === null) {
        this.#remove.run(kind, ruleId, key);
      } else {
        this.#touchedAt = Math.max(at, this.#touchedAt + 1);
        this.#save.run(kind, ruleId, key, JSON.stringify(state), dueAt, this.#touchedAt);
        if (!before) {
          added.set(`${kind}\0${ruleId}`, change);
        }
      }
      this.#known.set(kind, ruleId, key, state && change);
    }
    const forgot = new Set<string>();
    for (const { kind, ruleId } of added.values()) {
      const [keys] = this.#count.get(kind, ruleId) as [number];
      if (keys > KEYS_KEPT) {
        this.#removeOldest.run(kind, ruleId, keys - KEYS_KEPT);
        this.readAnew();
        forgot.add(ruleId);
      }
    }
    return forgot;
  }
}

function fromRow(row: Row): PolicyRow {
  return {
    kind: row.kind,
    ruleId: row.rule_id,
    key: row.key,
    state: JSON.parse(row.state_json) as object,
    dueAt: row.due_at,
  };
}
/** States kept at hand; when there are more, reading begins anew. */
const MOST = 10_000;

/** States of the policy as the ledger has them, so that they need not be read at each match. */
class StateCache<Row> {
  readonly #rows = new Map<string, Row | null>();

  /** Null for a state that the ledger does not have; undefined for one that has to be read. */
  get(kind: string, ruleId: string, key: string): Row | null | undefined {
    return this.#rows.get(nameOf(kind, ruleId, key));
  }

  set(kind: string, ruleId: string, key: string, row: Row | null): void {
    if (this.#rows.size >= MOST) {
      this.#rows.clear();
    }
    this.#rows.set(nameOf(kind, ruleId, key), row);
  }

  /** What the ledger has may be something else by now. */
  forget(): void {
    this.#rows.clear();
  }
}

function nameOf(kind: string, ruleId: string, key: string): string {
  return `${kind}\0${ruleId}\0${key}`;
}
