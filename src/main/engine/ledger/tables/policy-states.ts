import type { Connection } from '../file/connection';

/** Maximum number of cached states; beyond it the cache is cleared. */
const MAX_CACHED = 10_000;

/** A state of the alert policy for a rule and a key; opaque to the ledger. */
export interface PolicyRow {
  readonly kind: string;
  readonly ruleId: string;
  readonly key: string;
  /** Plain data; null to remove it. */
  readonly state: object | null;
  /** Time at which the policy has to check it, ms since 1970; null for never. */
  readonly dueAt: number | null;
}

interface Row {
  kind: string;
  rule_id: string;
  key: string;
  state_json: string;
  due_at: number | null;
}

/** Maximum number of keys of one rule and kind; the longest unchanged are removed first. */
export const KEYS_KEPT = 1_000;

/** States of the alert policy, which survive a restart. */
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
  readonly #cache = new StateCache<PolicyRow>();
  /** Time of the last write, ms since 1970: always increasing, even if the clock is set back. */
  #touchedAt: number;
  /** Result of `notDueBefore`; undefined if it has to be read. */
  #nextDueBound: number | null | undefined;

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
         (SELECT kind, rule_id, key FROM policy_states WHERE kind = ? AND rule_id = ?
          ORDER BY touched_at, key LIMIT ?)`,
    );
    this.#rules = connection.prepare("SELECT DISTINCT rule_id FROM policy_states WHERE rule_id <> ''").raw();
    this.#removeRule = connection.prepare('DELETE FROM policy_states WHERE rule_id = ? AND (? IS NULL OR kind = ?)');
    this.#ofKind = connection.prepare('SELECT * FROM policy_states WHERE kind = ? ORDER BY rule_id, key');
    const newestTouch = connection.prepare('SELECT COALESCE(MAX(touched_at), 0) FROM policy_states').raw();
    [this.#touchedAt] = newestTouch.get() as [number];
    this.#nextDue = connection.prepare('SELECT MIN(due_at) FROM policy_states WHERE due_at IS NOT NULL').raw();
  }

  find(kind: string, ruleId: string, key: string): PolicyRow | null {
    const known = this.#cache.get(kind, ruleId, key);
    if (known !== undefined) {
      return known;
    }
    const row = this.#find.get(kind, ruleId, key) as Row | undefined;
    const found = row ? fromRow(row) : null;
    this.#cache.set(kind, ruleId, key, found);
    return found;
  }

  /** Lists the states of a kind, by rule and key. */
  ofKind(kind: string): PolicyRow[] {
    return (this.#ofKind.all(kind) as Row[]).map(fromRow);
  }

  /** Time at which the next state is due, ms since 1970; null for none. */
  nextDue(): number | null {
    const [dueAt] = this.#nextDue.get() as [number | null];
    this.#nextDueBound = dueAt;
    return dueAt;
  }

  /** Like `nextDue`, but cheaper and possibly earlier, as states may have been postponed since. */
  notDueBefore(): number | null {
    return this.#nextDueBound === undefined ? this.nextDue() : this.#nextDueBound;
  }

  /** Drops cached states, after a rollback or a write of another process. */
  invalidate(): void {
    this.#cache.clear();
    this.#nextDueBound = undefined;
  }

  /** Removes states of other rules than these; with a kind, only states of that kind. */
  keepOnly(ruleIds: ReadonlySet<string>, kind: string | null = null): void {
    for (const [ruleId] of this.#rules.all() as [string][]) {
      if (!ruleIds.has(ruleId)) {
        this.#removeRule.run(ruleId, kind, kind);
        this.invalidate();
      }
    }
  }

  /** Writes changes; returns the rules that lost keys because they had more than `KEYS_KEPT`. */
  save(changes: readonly PolicyRow[], at: number): ReadonlySet<string> {
    const added = new Map<string, PolicyRow>();
    for (const change of changes) {
      const { kind, ruleId, key, state, dueAt } = change;
      const before = this.#cache.get(kind, ruleId, key);
      if (dueAt !== null && this.#nextDueBound !== undefined) {
        this.#nextDueBound = Math.min(this.#nextDueBound ?? Infinity, dueAt);
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
      this.#cache.set(kind, ruleId, key, state && change);
    }
    const trimmed = new Set<string>();
    for (const { kind, ruleId } of added.values()) {
      const [keys] = this.#count.get(kind, ruleId) as [number];
      if (keys > KEYS_KEPT) {
        this.#removeOldest.run(kind, ruleId, keys - KEYS_KEPT);
        this.invalidate();
        trimmed.add(ruleId);
      }
    }
    return trimmed;
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

/** Cache of states, so that they are not read for each match. Lookups build no combined key, as a flood needs many. */
class StateCache<Row> {
  /** By kind, rule and key. */
  readonly #rows = new Map<string, Map<string, Map<string, Row | null>>>();
  #size = 0;

  /** Returns null for a state that does not exist, undefined for one that has to be read. */
  get(kind: string, ruleId: string, key: string): Row | null | undefined {
    return this.#rows.get(kind)?.get(ruleId)?.get(key);
  }

  set(kind: string, ruleId: string, key: string, row: Row | null): void {
    if (this.#size >= MAX_CACHED) {
      this.clear();
    }
    const ofKind = this.#rows.get(kind) ?? new Map<string, Map<string, Row | null>>();
    const ofRule = ofKind.get(ruleId) ?? new Map<string, Row | null>();
    this.#size += ofRule.has(key) ? 0 : 1;
    this.#rows.set(kind, ofKind.set(ruleId, ofRule.set(key, row)));
  }

  clear(): void {
    this.#rows.clear();
    this.#size = 0;
  }
}
