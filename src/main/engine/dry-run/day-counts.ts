import type { DryRunDay } from '../../../shared/contract/dry-run';
import { wallTime } from '../alert/policy/local-time';

const MINUTE_MS = 60_000;

type Counts = { -readonly [Name in keyof Omit<DryRunDay, 'date'>]: number };

/** Adds up what comes together on each day of a time zone. */
export class DayCounts {
  readonly #zone: string;
  readonly #days = new Map<string, Counts>();
  #minute = NaN;
  #today: Counts = { matches: 0, texts: 0, won: 0 };

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Adds to the day of `at`, ms since 1970. */
  add(at: number, more: Partial<Counts>): void {
    const day = this.#dayOf(at);
    day.matches += more.matches ?? 0;
    day.texts += more.texts ?? 0;
    day.won += more.won ?? 0;
  }

  /** All days, oldest first. */
  get all(): readonly DryRunDay[] {
    return Array.from(this.#days, ([date, counts]) => ({ date, ...counts })).sort((one, other) =>
      one.date < other.date ? -1 : 1,
    );
  }

  /** What the wall shows is worked out once a minute only: it takes longer than all the rest. */
  #dayOf(at: number): Counts {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      const { date } = wallTime(at, this.#zone);
      this.#today = this.#days.get(date) ?? { matches: 0, texts: 0, won: 0 };
      this.#days.set(date, this.#today);
      this.#minute = minute;
    }
    return this.#today;
  }
}
