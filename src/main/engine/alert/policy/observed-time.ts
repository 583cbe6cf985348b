import type { Clock } from '../../common/clock';
import { repeatEvery } from '../../common/repeat';

/** Time in which lines would have been seen, had they come. */
export interface ObservedTime {
  /** So much of it has gone by, ms. */
  readonly watchedMs: number;
  /** For how long the files could not be read, ms; 0 while they can. */
  readonly blindMs: number;
  /** When that was last reckoned, ms since 1970. */
  readonly lookedAt: number;
}

/** How often it is reckoned, ms. */
export const LOOK_EVERY_MS = 1_000;
/** A longer step means that the machine slept or stood still, or that its clock was set, ms. */
const LONGEST_STEP_MS = 10_000;

/** Whether lines would be seen: the files are read; nobody can read them; or the person has paused or muted the rule. */
export type Visibility = 'reading' | 'blind' | 'silenced';

/** The time as of `now` (ms since 1970). It stands still while nobody watches, and over steps that are no watching. */
export function observedTimeAt(
  { watchedMs, blindMs, lookedAt }: ObservedTime,
  now: number,
  sight: Visibility,
): ObservedTime {
  const since = now - lookedAt;
  const step = since > 0 && since <= LONGEST_STEP_MS ? since : 0;
  return {
    watchedMs: sight === 'reading' ? watchedMs + step : watchedMs,
    blindMs: sight === 'blind' ? blindMs + step : 0,
    lookedAt: now,
  };
}

/** The time as of `now`, all of it watched since the last look, however long that was. */
export function observedThroughout({ watchedMs, lookedAt }: ObservedTime, now: number): ObservedTime {
  const since = Math.max(0, now - lookedAt);
  return { watchedMs: watchedMs + since, blindMs: 0, lookedAt: lookedAt + since };
}

/** The watching begins at `now`, after so much of it before (ms). */
export function observedSince(now: number, watchedMs = 0): ObservedTime {
  return { watchedMs, blindMs: 0, lookedAt: now };
}

/** Looks each second, for as long as a look finds something to watch. */
export class RepeatedCheck {
  readonly #clock: Clock;
  readonly #look: () => boolean;
  #cancel: (() => void) | null = null;
  #stopped = false;

  /** `look`: false when there is nothing to look at any more. */
  constructor(clock: Clock, look: () => boolean) {
    this.#clock = clock;
    this.#look = look;
  }

  /** Looks now, and from now on. */
  begin(): void {
    this.#cancel?.();
    if (this.#look() && !this.#stopped) {
      this.#cancel = repeatEvery(this.#clock, LOOK_EVERY_MS, () => {
        if (!this.#look()) {
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
