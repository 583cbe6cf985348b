import type { AlertStore } from '../alert/message/types';
import { KEYS_KEPT, type PolicyRow } from '../ledger/tables/policy-states';
import type { NewAlert } from '../ledger/tables/types';

/** An alert store that keeps only the policy state. */
export class InMemoryLedger implements AlertStore {
  readonly policy = new InMemoryPolicy();
  readonly alerts: AlertStore['alerts'];
  readonly images: AlertStore['images'] = { keep: () => '' };
  #matches = 0;
  #alerts = 0;

  /** Calls `onAlert` with each alert that would be written. */
  constructor(onAlert: (alert: NewAlert) => void) {
    this.alerts = {
      addMatch: () => (this.#matches += 1),
      addAlert: (alert) => {
        this.#alerts += 1;
        onAlert(alert);
        return { id: this.#alerts, textIds: [] };
      },
      assignMatches: () => undefined,
    };
  }
}

/** Policy state in memory; evicts the least recently changed keys like the ledger. */
class InMemoryPolicy {
  /** By kind and rule, then by key; the least recently changed first. */
  readonly #rows = new Map<string, Map<string, PolicyRow>>();
  readonly #due = new Map<PolicyRow, number>();
  #nextDue: number | null = null;

  find: AlertStore['policy']['find'] = (kind, ruleId, key) =>
    this.#rows.get(groupOf({ kind, ruleId }))?.get(key) ?? null;

  ofKind: AlertStore['policy']['ofKind'] = (kind) =>
    Array.from(this.#rows)
      .flatMap(([group, rows]) => (group.startsWith(groupOf({ kind, ruleId: '' })) ? Array.from(rows.values()) : []))
      .sort((one, other) => compare(one.ruleId, other.ruleId) || compare(one.key, other.key));

  save: AlertStore['policy']['save'] = (changes) => {
    const forgot = new Set<string>();
    for (const change of changes) {
      const group = groupOf(change);
      const rows = this.#rows.get(group) ?? new Map<string, PolicyRow>();
      this.#rows.set(group, rows);
      this.#drop(rows, change.key);
      if (change.state !== null) {
        this.#add(rows, change);
      }
      for (const oldest of Array.from(rows.keys()).slice(0, Math.max(0, rows.size - KEYS_KEPT))) {
        this.#drop(rows, oldest);
        forgot.add(change.ruleId);
      }
    }
    return forgot;
  };

  /** Time when the next state is due, ms since 1970; null if there is none. */
  nextDue(): number | null {
    return this.#nextDue;
  }

  #add(rows: Map<string, PolicyRow>, row: PolicyRow): void {
    rows.set(row.key, row);
    if (row.dueAt !== null) {
      this.#due.set(row, row.dueAt);
      this.#nextDue = Math.min(this.#nextDue ?? Infinity, row.dueAt);
    }
  }

  #drop(rows: Map<string, PolicyRow>, key: string): void {
    const row = rows.get(key);
    rows.delete(key);
    if (row && this.#due.delete(row) && row.dueAt === this.#nextDue) {
      this.#nextDue = this.#due.size === 0 ? null : Math.min(...this.#due.values());
    }
  }
}

function groupOf({ kind, ruleId }: Pick<PolicyRow, 'kind' | 'ruleId'>): string {
  return `${kind}\0${ruleId}`;
}

/** Orders strings like SQLite: by code units, independent of language. */
function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
