import type { Clock } from '../common/clock';

/**
 * Remembers that SENS refused the key, the right or the service. What was owed then is not tried again by itself; the next
 * text that comes to be owed is one try, as the cause may have been mended in the Naver Cloud console.
 */
export interface Refusal {
  /** What a request takes along as it begins; `newestOwed` is the newest text to be sent. */
  begin(newestOwed: number): RefusalBegin;
  /** The request that began so was refused; nothing follows from it when all was over meanwhile. */
  refused(begun: RefusalBegin): void;
  /** Access has changed, SENS has taken a text, or a person has asked: everything is tried again. */
  over(): void;
  /** When the next request may begin, ms since 1970; null while nothing has changed. `newestOwed` is asked only when needed. */
  opensAt(newestOwed: () => number): number | null;
}

/** How things stood as a request began. */
export interface RefusalBegin {
  readonly newestOwed: number;
  readonly round: number;
}

/** `quietMs` is the least between two tries. */
export function createRefusal(clock: Clock, quietMs: number): Refusal {
  let standing: { readonly newestOwed: number; readonly at: number } | null = null;
  let round = 0;
  return {
    begin: (newestOwed) => ({ newestOwed, round }),
    refused: (begun) => {
      if (begun.round === round) {
        standing = { newestOwed: begun.newestOwed, at: clock.now() };
      }
    },
    over: () => {
      round += 1;
      standing = null;
    },
    opensAt: (newestOwed) => {
      if (standing === null) {
        return 0;
      }
      // A clock that was set back must not prolong the quiet.
      const opens = clock.now() < standing.at ? 0 : standing.at + quietMs;
      return newestOwed() > standing.newestOwed ? opens : null;
    },
  };
}
