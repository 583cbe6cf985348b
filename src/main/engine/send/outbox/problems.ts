import type { ProblemReporter } from '../../common/problems';
import type { OutboxText } from '../../ledger/tables/types';
import type { SensFailure } from '../sens/errors';
import type { SenderOptions } from './types';

/** Sending, and looking up what was sent: each has its own trouble, and one must not declare the other's over. */
type Way = 'send' | 'look';

/** What can be wrong with a single text. */
type LossCode = 'text-failed' | 'text-unknown' | 'text-refused';

/** Keeps the problem board true to how SENS answers. */
export interface SensProblems {
  failed(way: Way, failure: SensFailure): void;
  /** A send that succeeded proves the way of a lookup too, but says nothing of a question that SENS does not answer. */
  succeeded(way: Way): void;
  /** Access has changed: what was said of the old one no longer counts. */
  forget(): void;
  /** A text will never arrive, nobody will ever know, or SENS refused it while it took others. */
  textLost(code: LossCode, text: OutboxText, reason: string): void;
  /** A text arrived: earlier losses of this recipient are old news. */
  textArrived(text: OutboxText): void;
}

/** `sens-*` stand for the whole way (subject empty), `text-*` for one text (subject `text:<id>`). */
export function createSensProblems(board: ProblemReporter): SensProblems {
  const standing = new Map<Way, SensFailure>();
  const lost = new Map<string, { readonly code: LossCode; readonly recipientId: string }>();

  const clear = (way: Way): void => {
    const code = standing.get(way)?.code;
    standing.delete(way);
    if (code !== undefined && ![...standing.values()].some((failure) => failure.code === code)) {
      board.clear(code, '');
    }
  };
  return {
    failed: (way, failure) => {
      if (standing.get(way)?.code !== failure.code) {
        clear(way);
      }
      standing.set(way, failure);
      board.raise(failure.code, '', failure.params);
    },
    succeeded: (way) => {
      clear(way);
      const look = standing.get('look');
      if (way === 'send' && look !== undefined && !isAboutOne(look)) {
        clear('look');
      }
    },
    forget: () => {
      clear('send');
      clear('look');
    },
    textLost: (code, text, reason) => {
      const subject = `text:${text.id}`;
      lost.set(subject, { code, recipientId: text.recipientId });
      board.raise(code, subject, { to: text.to, reason });
    },
    textArrived: (text) => {
      for (const [subject, loss] of lost) {
        if (loss.recipientId === text.recipientId) {
          lost.delete(subject);
          board.clear(loss.code, subject);
        }
      }
    },
  };
}

/** Answers that may be about the one thing that was asked for. */
const ABOUT_ONE = new Set<SensFailure['code']>([
  'sens-odd-answer',
  'sens-bad-request',
  'sens-unknown-service',
  'sens-server',
]);

/** A SENS that is ill may be well again by tomorrow. */
const OUTAGE_FACTOR = 24;

/** True when the failure may be about this one question: others are put to SENS all the same, and at their time. */
export function isAboutOne({ code, retryAfterMs }: SensFailure): boolean {
  return ABOUT_ONE.has(code) && retryAfterMs === null;
}

/**
 * How long a question is put again to a SENS that answers, but not to the point, ms; null where it cannot be asked at
 * all, as then nobody knows what it would say.
 */
export function giveUpAfterMs(failure: SensFailure, options: SenderOptions, practice: boolean): number | null {
  if (!ABOUT_ONE.has(failure.code)) {
    return null;
  }
  const giveUpMs = practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
  return failure.code === 'sens-server' ? giveUpMs * OUTAGE_FACTOR : giveUpMs;
}
