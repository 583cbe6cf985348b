import type { Clock } from '../../common/clock';
import { retryDelayMs, type RetryBounds } from '../flow/backoff';
import type { ChannelFailure } from './types';

/** Delays of one channel, ms. */
export interface ChannelDelays {
  /** Delays between attempts while the channel is unreachable or asks to wait. */
  readonly retry: RetryBounds;
  /** Minimum time between two attempts with settings that were refused. */
  readonly refusedQuietMs: number;
  /** Gives [0, 1). */
  readonly random: () => number;
}

/** Stops the messages of one channel while it cannot or will not take them; other channels go on. */
export class ChannelBreaker {
  readonly #clock: Clock;
  readonly #delays: ChannelDelays;
  #failures = 0;
  #trippedAt = 0;
  #waitMs = 0;

  constructor(clock: Clock, delays: ChannelDelays) {
    this.#clock = clock;
    this.#delays = delays;
  }

  /** Earliest time for the next attempt, ms since 1970; a clock that was set back does not prolong the wait. */
  get readyAt(): number {
    return this.#clock.now() < this.#trippedAt ? 0 : this.#trippedAt + this.#waitMs;
  }

  /** Records a failure; returns the time of the next attempt, ms since 1970. */
  failed(failure: ChannelFailure): number {
    this.#failures += 1;
    this.#trippedAt = this.#clock.now();
    this.#waitMs =
      failure.outcome === 'refused'
        ? this.#delays.refusedQuietMs
        : retryDelayMs(this.#failures, failure.retryAfterMs, this.#delays.random, this.#delays.retry);
    return this.#trippedAt + this.#waitMs;
  }

  /** Lets no message through before `until` (ms since 1970), which an earlier run has found out. */
  wait(until: number): void {
    this.#trippedAt = this.#clock.now();
    this.#waitMs = Math.max(0, until - this.#trippedAt);
  }

  /** Lets messages through again. */
  reset(): void {
    this.#failures = 0;
    this.#waitMs = 0;
  }
}
