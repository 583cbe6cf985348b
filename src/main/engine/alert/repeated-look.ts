import type { Clock } from '../common/clock';
import { LOOK_EVERY_MS } from './policy/watched-time';

/** Looks each second, for as long as a look finds something to watch. */
export class RepeatedLook {
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
      this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => this.begin());
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }
}
