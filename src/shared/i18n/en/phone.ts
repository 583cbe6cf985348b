import type { phone as korean } from '../ko/phone';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the practice phone's page. */
export const phone: SameKeys<typeof korean> = {
  title: 'Practice phone',
  hint: 'Texts sent in practice mode appear here. Nothing reaches a real phone and nothing costs money.',
  none: 'No texts yet.',
  list: 'Texts received',
  to: 'To',
  bytes: 'Bytes: {{bytes}}',
  cost: 'About {{won}} won if live',
  cut: 'Too long: bytes cut off at the end: {{bytes}}.',
  lost: 'Did not arrive ({{code}}). {{reason}}',
  gone: 'The connection is lost. If Logbell was started again, open the practice phone anew.',
};
