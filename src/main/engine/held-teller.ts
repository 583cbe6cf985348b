import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { HistoryTeller } from './history-teller';
import type { HeldCount } from './ledger/tables/held-counts';

/** Counts closer together than this are told as one, ms. */
const TOGETHER_MS = 1_000;

/** What the teller is given. */
export interface HeldTellerParts {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly history: HistoryTeller;
}

/** Tells how many held matches were counted, rule by rule and reason by reason: a flood is told of about once a second. */
export class HeldTeller {
  readonly #parts: HeldTellerParts;
  /** By rule and reason. */
  readonly #counts = new Map<string, HeldCount>();
  readonly #rows = new Set<number>();
  #cancel: (() => void) | null = null;

  constructor(parts: HeldTellerParts) {
    this.#parts = parts;
  }

  /** These were counted; `rows`: where the history has them. */
  counted(counts: readonly HeldCount[], rows: readonly number[]): void {
    if (counts.length === 0) {
      return;
    }
    for (const count of counts) {
      const name = `${count.decision.why} ${count.ruleId}`;
      this.#counts.set(name, together(this.#counts.get(name), count));
    }
    rows.forEach((row) => this.#rows.add(row));
    this.#cancel ??= this.#parts.clock.after(TOGETHER_MS, () => this.tell());
  }

  /** Tells at once what has not been told yet. */
  tell(): void {
    this.#cancel?.();
    this.#cancel = null;
    const { emit, history } = this.#parts;
    const counts = Array.from(this.#counts.values());
    const rows = Array.from(this.#rows);
    this.#counts.clear();
    this.#rows.clear();
    for (const { ruleId, rule, decision, count, firstAt, lastAt } of counts) {
      emit({ event: 'held', rule: ruleId, title: rule, decision, count, from: firstAt, to: lastAt });
    }
    history.held(rows);
  }
}

function together(one: HeldCount | undefined, other: HeldCount): HeldCount {
  return one
    ? {
        ...other,
        count: one.count + other.count,
        firstAt: Math.min(one.firstAt, other.firstAt),
        lastAt: Math.max(one.lastAt, other.lastAt),
      }
    : other;
}
