import type { textAction as korean } from '../ko/text-action';
import type { SameKeys } from '../../common/same-keys';

/** English sentences for refused actions on a text. */
export const textAction: SameKeys<typeof korean> = {
  'no-such-text': 'Text not found.',
  'not-now': 'This text is queued or being sent. Try again once the result is known.',
  over: 'This text already has a final result.',
  practice: 'Cannot resend a practice text that has ended.',
  'may-repeat': 'This text may have arrived already. Resending it may deliver and charge it twice.',
};
