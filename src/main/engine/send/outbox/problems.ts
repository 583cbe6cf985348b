import type { ProblemReporter } from '../../common/problems';
import type { OutboxText } from '../../ledger/tables/outbox/types';
import type { SensFailure } from '../sens/errors';
import type { SenderOptions } from './sender-options';

/** Failures that may concern only the request that was asked about. */
const ABOUT_ONE = new Set<SensFailure['code']>([
  'sens-odd-answer',
  'sens-bad-request',
  'sens-unknown-service',
  'sens-server',
]);

/** Server errors are polled this many times longer: SENS may be back by tomorrow. */
const OUTAGE_FACTOR = 24;

/** Sending and polling report problems separately: success of one must not clear the other's. */
type Activity = 'send' | 'poll';

/** Problems of a single text. */
type LossCode = 'text-failed' | 'text-unknown' | 'text-refused';

/** Raises and clears the problems of SENS and of single texts. */
export interface SensProblems {
  failed(activity: Activity, failure: SensFailure): void;
  /**
   * Clears the activity's problem. A successful send also clears a failed poll, unless that concerned one request only.
   */
  succeeded(activity: Activity): void;
  /** Clears both problems, as the credentials have changed. */
  forget(): void;
  /**
   * Raises a problem for a text that will never arrive, stays unconfirmed, or was refused while others were accepted.
   */
  textLost(code: LossCode, text: OutboxText, reason: string): void;
  /** Clears earlier losses of this recipient, as a text arrived. */
  textArrived(text: OutboxText): void;
}

/** Creates the reporter of `sens-*` problems (empty subject) and `text-*` problems (subject `text:<id>`). */
export function createSensProblems(reporter: ProblemReporter): SensProblems {
  const current = new Map<Activity, SensFailure>();
  const lost = new Map<string, { readonly code: LossCode; readonly recipientId: string }>();

  const clear = (activity: Activity): void => {
    const code = current.get(activity)?.code;
    current.delete(activity);
    if (code !== undefined && ![...current.values()].some((failure) => failure.code === code)) {
      reporter.clear(code, '');
    }
  };
  return {
    failed: (activity, failure) => {
      if (current.get(activity)?.code !== failure.code) {
        clear(activity);
      }
      current.set(activity, failure);
      reporter.raise(failure.code, '', failure.params);
    },
    succeeded: (activity) => {
      clear(activity);
      const poll = current.get('poll');
      if (activity === 'send' && poll !== undefined && !isAboutOne(poll)) {
        clear('poll');
      }
    },
    forget: () => {
      clear('send');
      clear('poll');
    },
    textLost: (code, text, reason) => {
      const subject = `text:${text.id}`;
      lost.set(subject, { code, recipientId: text.recipientId });
      reporter.raise(code, subject, { to: text.to, reason });
    },
    textArrived: (text) => {
      for (const [subject, loss] of lost) {
        if (loss.recipientId === text.recipientId) {
          lost.delete(subject);
          reporter.clear(loss.code, subject);
        }
      }
    },
  };
}

/** True if the failure may concern this one request only, so that polling of others goes on. */
export function isAboutOne({ code, retryAfterMs }: SensFailure): boolean {
  return ABOUT_ONE.has(code) && retryAfterMs === null;
}

/** Time to keep polling a SENS that answers with errors, ms; null (no limit) if it is unreachable. */
export function giveUpAfterMs(failure: SensFailure, options: SenderOptions, practice: boolean): number | null {
  if (!ABOUT_ONE.has(failure.code)) {
    return null;
  }
  const giveUpMs = practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
  return failure.code === 'sens-server' ? giveUpMs * OUTAGE_FACTOR : giveUpMs;
}
