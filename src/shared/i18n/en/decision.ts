import type { decision as korean } from '../ko/decision';
import type { SameKeys } from '../same-keys';

/** English sentences for what was decided about a match, and why. */
export const decision: SameKeys<typeof korean> = {
  matched: 'An alert goes out.',
  cooldown: 'Held back by the cooldown ({{cooldown}}); counted in the next text.',
  paused: 'Held back while paused.',
  'no-recipients': 'There is no recipient, so it shows on the desktop only.',
};
