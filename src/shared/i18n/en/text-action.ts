import type { textAction as korean } from '../ko/text-action';
import type { SameKeys } from '../../common/same-keys';

/** English sentences for refused actions on a text. */
export const textAction: SameKeys<typeof korean> = {
  'no-such-text': 'There is no such text.',
  'not-now': 'This text is being sent or waits for its turn. Try again once its outcome is known.',
  over: 'This text has already come to its end.',
  practice: 'This is a practice text. It is never sent for real.',
  'may-repeat': 'This may have arrived already. Sent again, the recipient may get it twice, and it is charged again.',
};
