import type { DayCount, Spent, SpentView } from '../../shared/contract/status';
import { startOfDay, startOfDayBefore, nextLocalTime, localTime } from './alert/time/local-time';
import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { Counted, DayCounted, DailyTable, RuleSpending, SpendingTable } from './ledger/tables/statistics';

/** Number of days counted, including today. */
const DAYS = 14;

const NOTHING: Counted = { count: 0, last: 0 };

type Records = Pick<DailyTable, 'between' | 'after' | 'openHeld'>;

/**
 * Matches and texts of the last days, which begin when those of the budget do. Past days are counted once, today only
 * by its new records.
 */
export class DailyStatistics {
  readonly #records: Records;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #zone: () => string;
  #countedZone = '';
  #today = Number.NaN;
  #pastDays: readonly DayCount[] = [];
  #matches = NOTHING;
  #held = NOTHING;
  #texts = NOTHING;

  /** `zone`: the time zone of the days (IANA name; empty for the machine's). */
  constructor(records: Records, clock: Pick<Clock, 'now'>, zone: () => string) {
    this.#records = records;
    this.#clock = clock;
    this.#zone = zone;
  }

  /** One entry a day, oldest first. */
  view(): readonly DayCount[] {
    const zone = this.#zone();
    const today = startOfDay(this.#clock.now(), zone);
    if (today !== this.#today || zone !== this.#countedZone) {
      this.#today = today;
      this.#countedZone = zone;
      this.#pastDays = Array.from({ length: DAYS - 1 }, (_nothing, day) => this.#countDay(DAYS - 1 - day));
      this.#matches = NOTHING;
      this.#held = NOTHING;
      this.#texts = NOTHING;
    }
    this.#matches = this.#addNew('matches', this.#matches);
    this.#held = this.#addNew('held', this.#held);
    this.#texts = this.#addNew('texts', this.#texts);
    const matches = this.#matches.count + this.#held.count + this.#records.openHeld(today);
    const { date } = localTime(today, zone);
    return [...this.#pastDays, { date, matches, texts: this.#texts.count }];
  }

  #countDay(daysAgo: number): DayCount {
    const zone = this.#countedZone;
    const from = startOfDayBefore(this.#today, daysAgo, zone);
    const to = startOfDayBefore(this.#today, daysAgo - 1, zone);
    const count = (what: DayCounted): number => this.#records.between(what, from, to);
    const matches = count('matches') + count('held');
    return { date: localTime(from, zone).date, matches, texts: count('texts') };
  }

  #addNew(what: DayCounted, known: Counted): Counted {
    const more = this.#records.after(what, known.last, this.#today);
    return { count: known.count + more.count, last: Math.max(known.last, more.last) };
  }
}

export interface SpendingDeps {
  readonly records: Pick<SpendingTable, 'since'>;
  readonly clock: Clock;
  /** The time zone of the budget's days (IANA name; empty for the machine's). */
  readonly zone: () => string;
  /** Called when a new day has begun. */
  readonly changed: () => void;
}

/** Money and texts spent this day and month, which begin when those of the budget do. */
export class Spending {
  readonly #deps: SpendingDeps;
  #cancel: (() => void) | null = null;

  constructor(deps: SpendingDeps) {
    this.#deps = deps;
  }

  /** Waits for the next day; call again when the time zone may have changed. */
  start(): void {
    const { clock, zone, changed } = this.#deps;
    this.#cancel?.();
    const untilMidnight = (): number => nextLocalTime(clock.now(), 0, zone()) - clock.now();
    this.#cancel = repeatEvery(clock, untilMidnight, changed);
  }

  view(): SpentView {
    const { clock, records, zone } = this.#deps;
    const now = clock.now();
    const dayOfMonth = Number(localTime(now, zone()).date.slice(-2));
    const month = startOfDayBefore(now, dayOfMonth - 1, zone());
    return { today: sum(records.since(startOfDay(now, zone()))), month: sum(records.since(month)) };
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
