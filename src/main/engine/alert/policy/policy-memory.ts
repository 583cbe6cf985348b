import type { PolicyRow } from '../../ledger/policy-records';
import type { CooldownState } from './cooldown';
import type { ThresholdState } from './threshold';

/** Matches of a rule that were held back and no text has told of yet. */
interface HeldState {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** What is remembered, by its kind; one state for each rule and key. */
export interface PolicyStates {
  readonly held: HeldState;
  readonly cooldown: CooldownState;
  readonly threshold: ThresholdState;
}

export type PolicyKind = keyof PolicyStates;

/** Where states are read that this memory has not seen yet. */
export type ReadState = (kind: PolicyKind, ruleId: string, key: string) => PolicyRow | null;

/**
 * What the policy remembers while it decides: states by rule and key, read when first asked for. Changes are kept until they
 * are taken, so that a transaction can write them all, or a dry run none.
 */
export class PolicyMemory {
  readonly #read: ReadState;
  readonly #rows = new Map<string, PolicyRow | null>();
  readonly #changed = new Set<string>();

  constructor(read: ReadState) {
    this.#read = read;
  }

  get<Kind extends PolicyKind>(kind: Kind, ruleId: string, key = ''): PolicyStates[Kind] | undefined {
    const name = nameOf(kind, ruleId, key);
    let row = this.#rows.get(name);
    if (row === undefined) {
      row = this.#read(kind, ruleId, key);
      this.#rows.set(name, row);
    }
    return (row?.state ?? undefined) as PolicyStates[Kind] | undefined;
  }

  /** Remembers a state. `dueAt`: when the policy has to look at it again by itself, ms since 1970. */
  set<Kind extends PolicyKind>(
    kind: Kind,
    ruleId: string,
    key: string,
    state: PolicyStates[Kind],
    dueAt: number | null = null,
  ): void {
    this.#change({ kind, ruleId, key, state, dueAt });
  }

  /** Forgets a state. */
  remove(kind: PolicyKind, ruleId: string, key = ''): void {
    if (this.get(kind, ruleId, key) !== undefined) {
      this.#change({ kind, ruleId, key, state: null, dueAt: null });
    }
  }

  /** What has changed since it was last asked; what has a state of null is to be forgotten. */
  takeChanges(): readonly PolicyRow[] {
    const changes = Array.from(this.#changed, (name) => this.#rows.get(name) ?? null).filter((row) => row !== null);
    this.#changed.clear();
    return changes;
  }

  #change(row: PolicyRow): void {
    const name = nameOf(row.kind, row.ruleId, row.key);
    this.#rows.set(name, row);
    this.#changed.add(name);
  }
}

function nameOf(kind: string, ruleId: string, key: string): string {
  return `${kind}\0${ruleId}\0${key}`;
}
