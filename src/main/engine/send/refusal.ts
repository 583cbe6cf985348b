import type { Clock } from '../clock';

/**
 * Remembers that SENS refused the key, the right or the service. What was owed then is not tried again by itself; the next
 * text that comes to be owed is one try, as the cause may have been mended in the Naver Cloud console.
 */
export interface Refusal {
  /** `newestOwed`: the newest text when the refused request began. */
  refused(newestOwed: number): void;
  /** Access has changed, SENS has taken a text, or a person has asked: everything is tried again. */
  over(): void;
  /** When the next request may begin, ms since 1970; null while nothing has changed. `newestOwed` is asked only when needed. */
  opensAt(newestOwed: () => number): number | null;
}

/** `quietMs` is the least between two tries. */
export function createRefusal(clock: Clock, quietMs: number): Refusal {
  let standing: { readonly newestOwed: number; readonly at: number } | null = null;
  return {
    refused: (newestOwed) => {
      standing = { newestOwed, at: clock.now() };
    },
    over: () => {
      standing = null;
    },
    opensAt: (newestOwed) => {
      if (standing === null) {
        return 0;
      }
      return newestOwed() > standing.newestOwed ? standing.at + quietMs : null;
    },
  };
}
