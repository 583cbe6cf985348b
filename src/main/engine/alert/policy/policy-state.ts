import type { PolicyStateTable, PolicyRow } from '../../ledger/tables/policy-states';
import type { AbsenceState } from './absence';
import type { SpentState } from './budget';
import type { CooldownState } from './cooldown';
import type { IncidentCount, OpenIncident } from './incident';
import type { MuteState } from './silence';
import type { PairState } from './pair';
import type { ThresholdState } from './threshold';
import type { DeferredState } from './deferred';

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

/** See observed-time.ts, ms. */
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
  readonly waiting: DeferredState;
}

export type PolicyKind = keyof PolicyStates;

/** A state with the rule and key it belongs to. */
export interface StoredState<Kind extends PolicyKind> {
  readonly ruleId: string;
  readonly key: string;
  readonly state: PolicyStates[Kind];
}

/** Where states are read that a memory has not seen yet. */
export type PolicySource = Pick<PolicyStateTable, 'find' | 'ofKind'>;

/** What is known of one state, which is null for none. */
interface Known {
  readonly ruleId: string;
  readonly key: string;
  state: object | null;
  dueAt: number | null;
  isChanged: boolean;
}

/** What is known of the states of one kind. */
class KindStates {
  /** By rule, then by key. */
  readonly #byRule = new Map<string, Map<string, Known>>();
  /** In the order in which they came to be known. */
  readonly all: Known[] = [];
  /** Whether all states have been read. */
  isRead = false;

  find(ruleId: string, key: string): Known | undefined {
    return this.#byRule.get(ruleId)?.get(key);
  }

  add(ruleId: string, key: string, row: Pick<PolicyRow, 'state' | 'dueAt'> | null): Known {
    let byKey = this.#byRule.get(ruleId);
    if (!byKey) {
      byKey = new Map();
      this.#byRule.set(ruleId, byKey);
    }
    const known = { ruleId, key, state: row?.state ?? null, dueAt: row?.dueAt ?? null, isChanged: false };
    byKey.set(key, known);
    this.all.push(known);
    return known;
  }
}

/**
 * What the policy remembers while it decides: states by rule and key, read when first asked for. Changes are kept until they
 * are taken, so that a transaction can write them all. A flood asks for several states at each match, so that no name is put together for one.
 */
export class PolicyState {
  readonly #source: PolicySource;
  readonly #kinds = new Map<PolicyKind, KindStates>();
  #changed: { readonly kind: PolicyKind; readonly known: Known }[] = [];

  constructor(source: PolicySource) {
    this.#source = source;
  }

  get<Kind extends PolicyKind>(kind: Kind, ruleId: string, key = ''): PolicyStates[Kind] | undefined {
    return (this.#known(kind, ruleId, key).state ?? undefined) as PolicyStates[Kind] | undefined;
  }

  /** All states of a kind. */
  all<Kind extends PolicyKind>(kind: Kind): StoredState<Kind>[] {
    return this.#readAll(kind).all.flatMap(({ ruleId, key, state }) =>
      state === null ? [] : [{ ruleId, key, state: state as PolicyStates[Kind] }],
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
    const states = this.#statesOf(kind);
    this.#change(kind, states.find(ruleId, key) ?? states.add(ruleId, key, null), state, dueAt);
  }

  /** Forgets a state. */
  remove(kind: PolicyKind, ruleId: string, key = ''): void {
    const known = this.#known(kind, ruleId, key);
    if (known.state !== null) {
      this.#change(kind, known, null, null);
    }
  }

  /** What has changed since it was last asked; what has a state of null is to be forgotten. */
  takeChanges(): readonly PolicyRow[] {
    const changed = this.#changed;
    this.#changed = [];
    return changed.map(({ kind, known }) => {
      known.isChanged = false;
      const { ruleId, key, state, dueAt } = known;
      return { kind, ruleId, key, state, dueAt };
    });
  }

  #statesOf(kind: PolicyKind): KindStates {
    let states = this.#kinds.get(kind);
    if (!states) {
      states = new KindStates();
      this.#kinds.set(kind, states);
    }
    return states;
  }

  #known(kind: PolicyKind, ruleId: string, key: string): Known {
    const states = this.#statesOf(kind);
    return (
      states.find(ruleId, key) ?? states.add(ruleId, key, states.isRead ? null : this.#source.find(kind, ruleId, key))
    );
  }

  #readAll(kind: PolicyKind): KindStates {
    const states = this.#statesOf(kind);
    if (!states.isRead) {
      states.isRead = true;
      for (const row of this.#source.ofKind(kind)) {
        if (!states.find(row.ruleId, row.key)) {
          states.add(row.ruleId, row.key, row);
        }
      }
    }
    return states;
  }

  #change(kind: PolicyKind, known: Known, state: object | null, dueAt: number | null): void {
    known.state = state;
    known.dueAt = dueAt;
    if (!known.isChanged) {
      known.isChanged = true;
      this.#changed.push({ kind, known });
    }
  }
}
