import type { Clock } from '../../common/clock';
import { repeatEvery } from '../../common/repeat';

/** Time in which a line would have been seen. */
export interface ObservedTime {
  /** Length of that time so far, ms. */
  readonly watchedMs: number;
  /** Time for which the files could not be read, ms; 0 while they can. */
  readonly blindMs: number;
  /** The time of the last update, ms since 1970. */
  readonly updatedAt: number;
}

/** Interval between updates, ms. */
export const LOOK_EVERY_MS = 1_000;
/** Longest step that counts, ms: in a longer one the machine slept or stood still, or its clock was set. */
const LONGEST_STEP_MS = 10_000;

/**
 * 'reading' if lines would be seen, 'blind' if the files cannot be read, 'silenced' in a pause or a mute of the rule.
 */
export type Visibility = 'reading' | 'blind' | 'silenced';

/**
 * Updates the time to `now` (ms since 1970). It stands still unless files are read, and over steps that are too long.
 */
export function observedTimeAt(
  { watchedMs, blindMs, updatedAt }: ObservedTime,
  now: number,
  visibility: Visibility,
): ObservedTime {
  const since = now - updatedAt;
  const step = since > 0 && since <= LONGEST_STEP_MS ? since : 0;
  return {
    watchedMs: visibility === 'reading' ? watchedMs + step : watchedMs,
    blindMs: visibility === 'blind' ? blindMs + step : 0,
    updatedAt: now,
  };
}

/** Updates the time to `now`, all of it watched, however long the step was. */
export function observedThroughout({ watchedMs, updatedAt }: ObservedTime, now: number): ObservedTime {
  const since = Math.max(0, now - updatedAt);
  return { watchedMs: watchedMs + since, blindMs: 0, updatedAt: updatedAt + since };
}

/** Starts the time at `now`, with `watchedMs` from before. */
export function observedSince(now: number, watchedMs = 0): ObservedTime {
  return { watchedMs, blindMs: 0, updatedAt: now };
}

/** Runs a check each second, as long as the check finds something to watch. */
export class RepeatedCheck {
  readonly #clock: Clock;
  readonly #check: () => boolean;
  #cancel: (() => void) | null = null;
  #stopped = false;

  /** `check`: false if there is nothing left to check. */
  constructor(clock: Clock, check: () => boolean) {
    this.#clock = clock;
    this.#check = check;
  }

  /** Checks now, and each second from now on. */
  start(): void {
    this.#cancel?.();
    if (this.#check() && !this.#stopped) {
      this.#cancel = repeatEvery(this.#clock, LOOK_EVERY_MS, () => {
        if (!this.#check()) {
          this.#cancel?.();
        }
      });
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }
}
