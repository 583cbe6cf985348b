import type { PauseLength } from '../../shared/contract/ipc';

const MINUTE_MS = 60_000;

/** When a pause of this length ends, ms since 1970; `tomorrow` is the next local midnight. */
export function pauseEnd(length: PauseLength, now: number): number {
  switch (length) {
    case '15m':
      return now + 15 * MINUTE_MS;
    case '1h':
      return now + 60 * MINUTE_MS;
    case 'tomorrow': {
      const day = new Date(now);
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
    }
  }
}
