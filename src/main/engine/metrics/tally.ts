import type { Decision, TextState } from '../../../shared/contract/history';
import type { Emit, EngineEvent } from '../common/events';
import { DurationHistogram } from './duration-histogram';
import type { DecisionCount, RuleMetrics } from './engine-metrics';
import { LoopLag } from './loop-lag';

/** Bounds of the buckets for commits, s. */
const COMMIT_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Lines and bytes read from a log. */
interface Amount {
  readonly lines: number;
  readonly bytes: number;
}

/** Counters for the metrics, which count only while metrics are on. */
export class Tally {
  readonly commits = new DurationHistogram(COMMIT_BOUNDS);
  readonly #loopLag = new LoopLag();
  readonly #read = new Map<string, Amount>();
  /** By rule, and by outcome and reason. */
  readonly #decisions = new Map<string, Map<string, DecisionCount>>();
  readonly #texts = new Map<TextState, number>();
  /** Last state of each text that has not ended. */
  readonly #open = new Map<number, TextState>();
  #isOn = false;

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Starts or ends the counting; counters never go back. */
  turn(isOn: boolean): void {
    this.#isOn = isOn;
    if (isOn) {
      this.#loopLag.start();
    } else {
      this.#loopLag.stop();
    }
  }

  /** Counts what was read for these entries of the settings and committed. */
  read(logs: readonly string[], { lines, bytes }: Amount): void {
    for (const log of logs) {
      const before = this.amountOf(log);
      this.#read.set(log, { lines: before.lines + lines, bytes: before.bytes + bytes });
    }
  }

  /** Counts what events report before they are passed on. */
  through(emit: Emit): Emit {
    return (event) => {
      this.event(event);
      emit(event);
    };
  }

  /** Counts the decisions and the texts that events report. */
  event(event: EngineEvent): void {
    if (!this.#isOn) {
      return;
    }
    if (event.event === 'match') {
      this.#decided(event.rule, event.decision, 1);
    } else if (event.event === 'held') {
      this.#decided(event.rule, event.decision, event.count);
    } else if (event.event === 'text') {
      this.#textChanged(event.id, event.state);
    }
  }

  amountOf(log: string): Amount {
    return this.#read.get(log) ?? { lines: 0, bytes: 0 };
  }

  ofRule(rule: string): RuleMetrics {
    return { rule, decisions: Array.from(this.#decisions.get(rule)?.values() ?? []) };
  }

  get texts(): ReadonlyMap<TextState, number> {
    return this.#texts;
  }

  get loopLag(): DurationHistogram {
    return this.#loopLag.histogram;
  }

  #decided(rule: string, { outcome, why }: Decision, count: number): void {
    const ofRule = this.#decisions.get(rule) ?? new Map<string, DecisionCount>();
    const key = `${outcome} ${why}`;
    ofRule.set(key, { outcome, why, count: (ofRule.get(key)?.count ?? 0) + count });
    this.#decisions.set(rule, ofRule);
  }

  /** Counts a new state; a text is also reported when only the reason for its state changes. */
  #textChanged(id: number, state: TextState): void {
    if (this.#open.get(id) === state) {
      return;
    }
    if (state === 'delivered' || state === 'failed') {
      this.#open.delete(id);
    } else {
      this.#open.set(id, state);
    }
    this.#texts.set(state, (this.#texts.get(state) ?? 0) + 1);
  }
}
