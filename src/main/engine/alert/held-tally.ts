import type { Decision, DecisionWhy } from '../../../shared/history';
import { minuteAt, type HeldCount } from '../ledger/held-records';

/** A match that is held and counted. */
export interface CountedMatch extends Pick<HeldCount, 'ruleId' | 'rule' | 'decision' | 'incident'> {
  /** ms since 1970. */
  readonly at: number;
}

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

  add(match: CountedMatch): void {
    const { ruleId, decision, incident, at } = match;
    const tally = this.#present.get(ruleId)?.get(decision.why)?.get(incident);
    if (
      tally &&
      minuteAt(tally.firstAt) === minuteAt(at) &&
      tally.decision.params['until'] === decision.params['until']
    ) {
      tally.count += 1;
      tally.lastAt = at;
    } else {
      this.#begin(match);
    }
  }

  #begin({ ruleId, rule, decision, incident, at }: CountedMatch): void {
    const ofRule = this.#present.get(ruleId) ?? new Map<DecisionWhy, Map<number, Tally>>();
    const ofWhy = ofRule.get(decision.why) ?? new Map<number, Tally>();
    const tally = { ruleId, rule, decision: ofAll(decision), incident, count: 1, firstAt: at, lastAt: at };
    this.#all.push(tally);
    this.#present.set(ruleId, ofRule.set(decision.why, ofWhy.set(incident, tally)));
  }
}

/** A decision without what is another at each match. */
function ofAll({ outcome, why, params }: Decision): Decision {
  const common = Object.entries(params).filter(([name]) => name !== 'seen');
  return { outcome, why, params: Object.fromEntries(common) };
}
