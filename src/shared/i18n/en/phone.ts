import type { phone as korean } from '../ko/phone';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the practice phone's page. */
export const phone: SameKeys<typeof korean> = {
  title: 'Practice phone',
  hint: 'Texts sent in practice mode appear here. Nothing reaches a real phone and nothing costs money.',
  none: 'No texts yet.',
  list: 'Received texts',
  to: 'To',
  bytes: '$t(noun.byte, {"count": {{bytes}} })',
  cost: 'About ₩{{won}} in live mode',
  cut: 'Too long: $t(noun.byte, {"count": {{bytes}} }) cut off at the end.',
  lost: 'Not delivered ({{code}}). {{reason}}',
  gone: 'Connection lost. If you restarted Logbell, reopen the practice phone.',
};
