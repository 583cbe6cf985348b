import type { TextType } from '../../../../shared/sms/fit-text';
import type { PolicyStateTable, PolicyRow } from '../../ledger/tables/policy-states';
import type { AbsenceState } from './absence-state';
import type { SpentState } from './spent-state';
import type { CooldownState } from './cooldown';
import type { IncidentCount, OpenIncident } from './incident';
import type { MuteState } from './silence';
import type { PairState } from './pair-state';
import type { ThresholdState } from './threshold';
import type { DeferredState } from './deferred';

/** Held matches of a rule that no text has reported yet. */
interface HeldState {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** The first line that a cooldown held, and its message. */
export interface RollupState {
  readonly line: string;
  readonly content: string;
  /** The message in full, for channels; left out if it is the same. */
  readonly full?: string;
}

/** The type of the text that the budget did not allow. */
interface OverBudgetState {
  readonly type: TextType;
}

/** See observed-time.ts, ms. */
interface WatchedState {
  readonly watchedMs: number;
}

/** The kinds of state; one state for each rule and key. */
export interface PolicyStates {
  readonly held: HeldState;
  readonly cooldown: CooldownState;
  /** Exists while a cooldown has held matches for its summary; has the key of the cooldown. */
  readonly rollup: RollupState;
  readonly mute: MuteState;
  readonly threshold: ThresholdState;
  /** Exists until the incident is closed. */
  readonly incident: OpenIncident;
  /** Has an empty rule, for all rules. */
  readonly incidents: IncidentCount;
  /** Its key is the case that has to show lines (absence.ts). */
  readonly absence: AbsenceState;
  /** An open pair; exists until it ends, or is reported as overdue. */
  readonly pair: PairState;
  /** The rule's watched time, kept over a restart. */
  readonly watched: WatchedState;
  /** Has an empty rule for all rules; its key is `practice` for practice texts. */
  readonly spent: SpentState;
  /** Its key is the reason. */
  readonly waiting: DeferredState;
  /** Exists after other channels have reported matches over the budget, until the rule can pay again. */
  readonly overBudget: OverBudgetState;
}

export type PolicyKind = keyof PolicyStates;

/** A state with the rule and key it belongs to. */
export interface StoredState<Kind extends PolicyKind> {
  readonly ruleId: string;
  readonly key: string;
  readonly state: PolicyStates[Kind];
}

/** Reads states that are not loaded yet. */
export type PolicySource = Pick<PolicyStateTable, 'find' | 'ofKind'>;

/** A loaded state; null for one that does not exist. */
interface Known {
  readonly ruleId: string;
  readonly key: string;
  state: object | null;
  dueAt: number | null;
  isChanged: boolean;
}

/** The loaded states of one kind. */
class KindStates {
  /** By rule, then by key. */
  readonly #byRule = new Map<string, Map<string, Known>>();
  /** In the order in which they were loaded. */
  readonly all: Known[] = [];
  /** True if all states of the kind are loaded. */
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
 * The state of the alert policy during a transaction: loads states by rule and key on demand, and collects changes to
 * be saved. A flood needs several states for each match, so lookups build no combined key.
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

  /** Loads all states of a kind. */
  all<Kind extends PolicyKind>(kind: Kind): StoredState<Kind>[] {
    return this.#readAll(kind).all.flatMap(({ ruleId, key, state }) =>
      state === null ? [] : [{ ruleId, key, state: state as PolicyStates[Kind] }],
    );
  }

  /** Changes a state. `dueAt`: the time at which the policy has to check it by itself, ms since 1970. */
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

  /** Removes a state. */
  remove(kind: PolicyKind, ruleId: string, key = ''): void {
    const known = this.#known(kind, ruleId, key);
    if (known.state !== null) {
      this.#change(kind, known, null, null);
    }
  }

  /** Returns the changes since the last call; a state of null is to be removed. */
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
