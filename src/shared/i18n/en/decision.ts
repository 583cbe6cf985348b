import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/decision';

/** English sentences for decisions on matches, with the reason. */
export const decision: SameKeys<typeof korean.decision> = {
  matched: 'An alert goes out.',
  cooldown: 'Held back by the cooldown ({{cooldown}}); counted in the next text.',
  threshold: 'Held back until there are {{count}} within {{within}}; this is number {{seen}}.',
  'threshold-over': 'Held back within the {{within}} that a text has told of; counted in the next text.',
  grouped: 'Waits {{wait}} for others to go out with it.',
  joined: 'Counted in the text of the same rule that is about to go out.',
  reserved: 'Quiet hours: reserved at SENS, to go out at {{until}}.',
  quiet: 'Held back in quiet hours until {{until}}; one text then sums them up.',
  paused: 'Held back while paused.',
  muted: 'Held back while the rule is muted until {{until}}; counted in the next text.',
  budget: 'Held back because the budget is used up; one text sums up at {{until}}.',
  'pair-started': 'It has begun; an alert goes out unless it ends within {{within}}.',
  'pair-open': 'It has begun before and its end is being waited for.',
  'pair-ended': 'It has ended in time.',
  'pair-late': 'It has ended after it was told of. That closed its incident.',
  'pair-alone': 'An end, but no start is waiting for it: it was told of already, or never seen.',
  overdue: 'It has not ended within {{within}}; an alert goes out.',
  'no-recipients': 'There is no recipient, so it shows on the desktop only.',
};

/** English strings for counted held matches. */
export const held: SameKeys<typeof korean.held> = {
  more: '{{count, number}} more matches held in this minute.',
  more_one: '{{count, number}} more match held in this minute.',
  threshold: 'Held until there are {{count}} within {{within}}.',
};

/** English sentences for decisions that carry the end of their time; matches of earlier versions do not. */
export const heldUntil: SameKeys<typeof korean.heldUntil> = {
  cooldown: 'Held by the cooldown ({{cooldown}}) until {{until}}. Counted in the next text.',
  'threshold-over':
    'Held until {{until}}: the threshold was already reached within {{within}}. Counted in the next text.',
};
