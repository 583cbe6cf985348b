import type { Verdict } from './verdict';

/** Delay before a request is repeated that did not arrive, ms; doubled each time up to the longest. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;
/** Number of requests in a row that must fail before it is a problem: one may get lost. */
const FAILURES = 3;

/** Decides when a monitor is told what. */
export class BeatSchedule {
  readonly #everyMs: number;
  /** State that the monitor knows; null before the first delivery. */
  #told: 'healthy' | 'unhealthy' | null = null;
  #toldAt = 0;
  /** Last attempt that failed, and the number of those in a row. */
  #failedAt = 0;
  #failures = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** True if so many requests failed that people should know. */
  get isProblem(): boolean {
    return this.#failures >= FAILURES;
  }

  /** True if the verdict must be sent now: it is news, or the interval is over. */
  isDue(verdict: Verdict, now: number): boolean {
    const isRetry = this.#failures > 0;
    return verdict !== 'doubtful' && ((verdict !== this.#told && !isRetry) || this.waitMs(now) === 0);
  }

  /** Time until the next request if there is no news, ms; 0 if it is due, or if the clock was set back. */
  waitMs(now: number): number {
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), LONGEST_RETRY_MS);
    const [since, ms] = this.#failures > 0 ? [this.#failedAt, retryMs] : [this.#toldAt, this.#everyMs];
    return now < since ? 0 : Math.max(0, since + ms - now);
  }

  /** Notes that the monitor has heard a verdict that was sent at `sentAt`. */
  delivered(verdict: 'healthy' | 'unhealthy', sentAt: number): void {
    this.#told = verdict;
    this.#toldAt = sentAt;
    this.#failures = 0;
  }

  failed(now: number): void {
    this.#failures += 1;
    this.#failedAt = now;
  }
}
