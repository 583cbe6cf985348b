import type { PolicyRecords, PolicyRow } from '../../ledger/policy-records';
import type { AbsenceState } from './absence';
import type { SpentState } from './budget';
import type { CooldownState } from './cooldown';
import type { IncidentCount, OpenIncident } from './incident';
import type { MuteState } from './mute';
import type { PairState } from './pair';
import type { ThresholdState } from './threshold';
import type { WaitingState } from './waiting';

/** Matches of a rule that were held back and no text has told of yet. */
interface HeldState {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** The line that a cooldown held back first, and its message. */
export interface RollupState {
  readonly line: string;
  readonly content: string;
}

/** See watched-time.ts, ms. */
interface WatchedState {
  readonly watchedMs: number;
}

/** What is remembered, by its kind; one state for each rule and key. */
export interface PolicyStates {
  readonly held: HeldState;
  readonly cooldown: CooldownState;
  /** There while a cooldown has held back what is to be told of at its end; its key is that of the cooldown. */
  readonly rollup: RollupState;
  readonly mute: MuteState;
  readonly threshold: ThresholdState;
  /** There until the incident is closed. */
  readonly incident: OpenIncident;
  /** With an empty rule: of all rules. */
  readonly incidents: IncidentCount;
  /** Its key is the case that has to show lines (absence.ts). */
  readonly absence: AbsenceState;
  /** What has begun; there until it has ended, or it was told that it has not. */
  readonly pair: PairState;
  /** What the rule's clock of watching shows, kept over a restart. */
  readonly watched: WatchedState;
  /** With an empty rule: of all rules. Its key is `practice` for practice texts. */
  readonly spent: SpentState;
  /** Its key is what it waits for. */
  readonly waiting: WaitingState;
}

export type PolicyKind = keyof PolicyStates;

/** A state with the rule and key it belongs to. */
export interface Remembered<Kind extends PolicyKind> {
  readonly ruleId: string;
  readonly key: string;
  readonly state: PolicyStates[Kind];
}

/** Where states are read that a memory has not seen yet. */
export type PolicySource = Pick<PolicyRecords, 'find' | 'ofKind'>;

/**
 * What the policy remembers while it decides: states by rule and key, read when first asked for. Changes are kept until they
 * are taken, so that a transaction can write them all.
 */
export class PolicyMemory {
  readonly #source: PolicySource;
  readonly #rows = new Map<string, PolicyRow | null>();
  readonly #changed = new Set<string>();
  /** Kinds of which all states have been read. */
  readonly #read = new Set<PolicyKind>();

  constructor(source: PolicySource) {
    this.#source = source;
  }

  get<Kind extends PolicyKind>(kind: Kind, ruleId: string, key = ''): PolicyStates[Kind] | undefined {
    const name = nameOf(kind, ruleId, key);
    let row = this.#rows.get(name);
    if (row === undefined) {
      row = this.#read.has(kind) ? null : this.#source.find(kind, ruleId, key);
      this.#rows.set(name, row);
    }
    return (row?.state ?? undefined) as PolicyStates[Kind] | undefined;
  }

  /** All states of a kind. */
  all<Kind extends PolicyKind>(kind: Kind): Remembered<Kind>[] {
    this.#readAll(kind);
    return Array.from(this.#rows.values()).flatMap((row) =>
      row?.kind === kind && row.state !== null
        ? [{ ruleId: row.ruleId, key: row.key, state: row.state as PolicyStates[Kind] }]
        : [],
    );
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

  #readAll(kind: PolicyKind): void {
    const rows = this.#read.has(kind) ? [] : this.#source.ofKind(kind);
    this.#read.add(kind);
    for (const row of rows) {
      const name = nameOf(kind, row.ruleId, row.key);
      if (!this.#rows.has(name)) {
        this.#rows.set(name, row);
      }
    }
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
