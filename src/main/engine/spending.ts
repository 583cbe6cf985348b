import type { Spent, SpentView } from '../../shared/contract/status';
import { dayBegan, dayBeganBefore, nextWall, wallTime } from './alert/policy/local-time';
import type { Clock } from './common/clock';
import type { RuleSpending, SpendingRecords } from './ledger/tables/statistics';

/** What the account of spending is given. */
export interface SpendingParts {
  readonly records: Pick<SpendingRecords, 'since'>;
  readonly clock: Clock;
  /** The time zone of the budget's days (IANA name; empty for the machine's). */
  readonly zone: () => string;
  /** Called when a new day has begun. */
  readonly changed: () => void;
}

/** What was spent on texts this day and month, which begin when those of the budget do. */
export class Spending {
  readonly #parts: SpendingParts;
  #cancel: (() => void) | null = null;

  constructor(parts: SpendingParts) {
    this.#parts = parts;
  }

  /** Waits for the next day; also when the time zone may have changed. */
  start(): void {
    const { clock, zone, changed } = this.#parts;
    this.#cancel?.();
    const now = clock.now();
    this.#cancel = clock.after(nextWall(now, 0, zone()) - now, () => {
      changed();
      this.start();
    });
  }

  view(): SpentView {
    const { clock, records, zone } = this.#parts;
    const now = clock.now();
    const dayOfMonth = Number(wallTime(now, zone()).date.slice(-2));
    const month = dayBeganBefore(now, dayOfMonth - 1, zone());
    return { today: sum(records.since(dayBegan(now, zone()))), month: sum(records.since(month)) };
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
