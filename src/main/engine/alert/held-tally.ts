import type { Decision, DecisionWhy } from '../../../shared/contract/history';
import { minuteAt, type HeldCount } from '../ledger/tables/held-counts';

type Tally = { -readonly [Field in keyof HeldCount]: HeldCount[Field] };

/** Counts the held matches of one transaction that are not stored one by one. A flood adds most of its matches here. */
export class HeldTally {
  /** By rule, reason and incident. */
  readonly #present = new Map<string, Map<DecisionWhy, Map<number, Tally>>>();
  readonly #all: Tally[] = [];

  /** One count for each rule, reason, incident and minute. */
  get counts(): readonly HeldCount[] {
    return this.#all;
  }

  /** Counts a match at `at` (ms since 1970); `rule`: the rule's title. */
  add(ruleId: string, rule: string, decision: Decision, incident: number, at: number): void {
    const tally = this.#present.get(ruleId)?.get(decision.why)?.get(incident);
    if (tally && isAlike(tally, decision, at)) {
      tally.count += 1;
      tally.lastAt = at;
      return;
    }
    const begun = { ruleId, rule, decision: ofAll(decision), incident, count: 1, firstAt: at, lastAt: at };
    const ofRule = this.#present.get(ruleId) ?? new Map<DecisionWhy, Map<number, Tally>>();
    const ofWhy = ofRule.get(decision.why) ?? new Map<number, Tally>();
    this.#all.push(begun);
    this.#present.set(ruleId, ofRule.set(decision.why, ofWhy.set(incident, begun)));
  }
}

/** True if a match of the same rule, reason and incident falls into the same minute and is held until the same time. */
function isAlike(tally: HeldCount, { params }: Decision, at: number): boolean {
  return minuteAt(tally.firstAt) === minuteAt(at) && tally.decision.params['until'] === params['until'];
}

/** Copies a decision without the params that differ for each match. */
function ofAll({ outcome, why, params }: Decision): Decision {
  const common = Object.entries(params).filter(([name]) => name !== 'seen');
  return { outcome, why, params: Object.fromEntries(common) };
}
