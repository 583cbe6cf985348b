import type { DayCount } from '../../shared/status';
import type { Clock } from './clock';
import type { Counted, DayRecords } from './ledger/day-records';

/** How many days are counted, today among them. */
const DAYS = 14;

const NOTHING: Counted = { count: 0, last: 0 };

/** Matches and texts of the last local days. Days gone by are counted once, today only by what is new. */
export class DailyCounts {
  readonly #records: Pick<DayRecords, 'between' | 'after'>;
  readonly #clock: Pick<Clock, 'now'>;
  #today = Number.NaN;
  #before: readonly DayCount[] = [];
  #matches = NOTHING;
  #texts = NOTHING;

  constructor(records: Pick<DayRecords, 'between' | 'after'>, clock: Pick<Clock, 'now'>) {
    this.#records = records;
    this.#clock = clock;
  }

  /** One entry a day, oldest first. */
  view(): readonly DayCount[] {
    const today = dayBefore(this.#clock.now(), 0);
    if (today !== this.#today) {
      this.#today = today;
      this.#before = Array.from({ length: DAYS - 1 }, (_nothing, day) => this.#counted(today, DAYS - 1 - day));
      this.#matches = NOTHING;
      this.#texts = NOTHING;
    }
    this.#matches = this.#further('matches', this.#matches);
    this.#texts = this.#further('texts', this.#texts);
    return [...this.#before, { at: today, matches: this.#matches.count, texts: this.#texts.count }];
  }

  #counted(today: number, daysAgo: number): DayCount {
    const [from, to] = [dayBefore(today, daysAgo), dayBefore(today, daysAgo - 1)];
    const count = (what: 'matches' | 'texts'): number => this.#records.between(what, from, to);
    return { at: from, matches: count('matches'), texts: count('texts') };
  }

  #further(what: 'matches' | 'texts', known: Counted): Counted {
    const more = this.#records.after(what, known.last, this.#today);
    return { count: known.count + more.count, last: Math.max(known.last, more.last) };
  }
}

/** The local midnight that began the day so many days before that of `at`; both in ms since 1970. */
function dayBefore(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}
