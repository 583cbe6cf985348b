import type { Clock } from '../clock';
import { retryDelayMs } from './retry-delay';
import type { SenderOptions } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';

/** Holds one lane back while SENS cannot or will not serve it. */
export interface Gate {
  /** When the lane may go on, ms since 1970. Other access opens the gate: what was wrong may be mended. */
  opensAt(access: SensAccess): number;
  /** A request failed: waits by back-off, or long when only a person can mend it. */
  failed(failure: SensFailure): void;
  succeeded(): void;
}

/** Creates an open gate; `accessChanged` is called when it sees other access than the last time. */
export function createGate(
  clock: Clock,
  options: Pick<SenderOptions, 'random' | 'retry' | 'refusedRetryMs'>,
  accessChanged: () => void,
): Gate {
  let failures = 0;
  let opens = 0;
  let last: SensAccess | null = null;
  const open = (): void => {
    failures = 0;
    opens = 0;
  };
  return {
    opensAt: (access) => {
      if (last !== null && !sameAccess(last, access)) {
        open();
        accessChanged();
      }
      last = access;
      return opens;
    },
    failed: (failure) => {
      failures += 1;
      const delay =
        failure.fate === 'refused'
          ? options.refusedRetryMs
          : retryDelayMs(failures, failure.retryAfterMs, options.random, options.retry);
      opens = clock.now() + delay;
    },
    succeeded: open,
  };
}

/** True when two accesses are equal in every value. */
function sameAccess(one: SensAccess, other: SensAccess): boolean {
  return (
    one.baseUrl === other.baseUrl &&
    one.serviceId === other.serviceId &&
    one.from === other.from &&
    one.contentType === other.contentType &&
    one.accessKey === other.accessKey &&
    one.secretKey === other.secretKey &&
    one.practice === other.practice
  );
}
