import type { held as korean } from '../ko/held';
import type { SameKeys } from '../../common/same-keys';

/** English strings for counted held matches. */
export const held: SameKeys<typeof korean> = {
  more: '{{count, number}} more matches held in this minute.',
  more_one: '{{count, number}} more match held in this minute.',
  threshold: 'Held until there are {{count}} within {{within}}.',
};
