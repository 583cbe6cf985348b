import type { PolicyRow } from './policy-records';

/** States kept at hand; when there are more, reading begins anew. */
const MOST = 10_000;

/** States of the policy as the ledger has them, so that they need not be read at each match. */
export class KnownStates {
  readonly #rows = new Map<string, PolicyRow | null>();

  /** Null for a state that the ledger does not have; undefined for one that has to be read. */
  get(kind: string, ruleId: string, key: string): PolicyRow | null | undefined {
    return this.#rows.get(nameOf(kind, ruleId, key));
  }

  set(kind: string, ruleId: string, key: string, row: PolicyRow | null): void {
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
