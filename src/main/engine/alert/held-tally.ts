import type { Mutable } from '../../../shared/common/mutable';
import type { Decision, DecisionWhy } from '../../../shared/contract/history';
import { minuteAt, type HeldCount } from '../ledger/tables/held-counts';

type Tally = Mutable<HeldCount>;

/** Counts the held matches of one transaction that are not stored one by one. A flood adds most of its matches here. */
export class HeldTally {
  /** By rule, reason and incident. */
  readonly #current = new Map<string, Map<DecisionWhy, Map<number, Tally>>>();
  readonly #all: Tally[] = [];

  /** One count for each rule, reason, incident and minute. */
  get counts(): readonly HeldCount[] {
    return this.#all;
  }

  /** Counts a match at `at` (ms since 1970); `rule`: the rule's title. */
  add(ruleId: string, rule: string, decision: Decision, incident: number, at: number): void {
    const tally = this.#current.get(ruleId)?.get(decision.why)?.get(incident);
    if (tally && belongsTo(tally, decision, at)) {
      tally.count += 1;
      tally.lastAt = at;
      return;
    }
    const added = { ruleId, rule, decision: withoutVarying(decision), incident, count: 1, firstAt: at, lastAt: at };
    const byWhy = this.#current.get(ruleId) ?? new Map<DecisionWhy, Map<number, Tally>>();
    const byIncident = byWhy.get(decision.why) ?? new Map<number, Tally>();
    this.#all.push(added);
    this.#current.set(ruleId, byWhy.set(decision.why, byIncident.set(incident, added)));
  }
}

/** True if a match of the same rule, reason and incident falls into the same minute and is held until the same time. */
function belongsTo(tally: HeldCount, decision: Decision, at: number): boolean {
  return minuteAt(tally.firstAt) === minuteAt(at) && tally.decision.params['until'] === commonUntil(decision);
}

/** Returns the time until which all matches of a count are held, ms since 1970; each line has a cooldown of its own. */
function commonUntil({ why, params }: Decision): Decision['params'][string] | undefined {
  return why === 'cooldown' ? undefined : params['until'];
}

/** Copies a decision without the params that differ for each match. */
function withoutVarying({ outcome, why, params }: Decision): Decision {
  const varying = why === 'cooldown' ? 'until' : 'seen';
  const common = Object.entries(params).filter(([name]) => name !== varying);
  return { outcome, why, params: Object.fromEntries(common) };
}
