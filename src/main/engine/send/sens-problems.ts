import type { OutboxText } from '../ledger/tables/types';
import type { ProblemBoard } from '../common/problems';
import { isAboutOne } from './patience';
import type { SensFailure } from './sens-errors';

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
export function createSensProblems(board: ProblemBoard): SensProblems {
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
