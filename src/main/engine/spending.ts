import type { Spent, SpentView } from '../../shared/status';
import type { Clock } from './clock';
import type { RuleSpending, SpendingRecords } from './ledger/spending-records';

/** What the account of spending is given. */
export interface SpendingParts {
  readonly records: Pick<SpendingRecords, 'since'>;
  readonly clock: Clock;
  /** Called when a new local day has begun. */
  readonly changed: () => void;
}

/** What was spent on texts this local day and month. */
export class Spending {
  readonly #parts: SpendingParts;
  #cancel: (() => void) | null = null;

  constructor(parts: SpendingParts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock, changed } = this.#parts;
    this.#cancel = clock.after(untilTomorrow(clock.now()), () => {
      changed();
      this.start();
    });
  }

  view(): SpentView {
    const { clock, records } = this.#parts;
    const now = new Date(clock.now());
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
    const month = new Date(now.getFullYear(), now.getMonth(), 1).getTime();
    return { today: sum(records.since(day)), month: sum(records.since(month)) };
  }

  stop(): void {
    this.#cancel?.();
  }
}

function sum(rules: readonly RuleSpending[]): Spent {
  return rules.reduce((all, { texts, won }) => ({ texts: all.texts + texts, won: all.won + won }), {
    texts: 0,
    won: 0,
  });
}

/** ms to the next local midnight. */
function untilTomorrow(now: number): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1).getTime() - now;
}
