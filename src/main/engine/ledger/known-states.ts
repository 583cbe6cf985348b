/** States kept at hand; when there are more, reading begins anew. */
const MOST = 10_000;

/** States of the policy as the ledger has them, so that they need not be read at each match. */
export class KnownStates<Row> {
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
