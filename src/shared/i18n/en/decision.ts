import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/decision';

/** English sentences for decisions on matches, with the reason. */
export const decision: SameKeys<typeof korean.decision> = {
  matched: 'Triggered an alert.',
  cooldown: 'Held: within the cooldown ({{cooldown}}). Counted in the next text.',
  threshold: 'Held: match {{seen, number}} of the {{count, number}} needed within {{within}}.',
  'threshold-over': 'Held: already alerted within {{within}}. Counted in the next text.',
  grouped: 'Grouped: sent after {{wait}}, in one text with later matches.',
  joined: 'Added to this rule’s queued text.',
  reserved: 'Quiet hours: scheduled with SENS for {{until}}.',
  quiet: 'Held: quiet hours until {{until}}, then sent in a digest.',
  paused: 'Held: alerts are paused. Counted in the next text.',
  muted: 'Held: rule muted until {{until}}. Counted in the next text.',
  budget: 'Held: budget used up. Sent in a digest at {{until}}.',
  'pair-started': 'Task started. Alerts unless it finishes within {{within}}.',
  'pair-open': 'Task already started; waiting for the end line.',
  'pair-ended': 'Task finished in time.',
  'pair-alone': 'End line without a running task.',
  'pair-late': 'Task finished late, after the alert. Incident closed.',
  overdue: 'Task not finished within {{within}}: triggered an alert.',
  'no-recipients': 'No recipients: shown on the desktop only.',
};

/** English sentences for decisions that a threshold led to. */
export const thresholdReached: SameKeys<typeof korean.thresholdReached> = {
  matched: 'Triggered an alert: {{count, number}} matches within {{within}}.',
};

/** English strings for counted held matches. */
export const held: SameKeys<typeof korean.held> = {
  more: '{{count, number}} more matches held in this minute.',
  more_one: '{{count, number}} more match held in this minute.',
  threshold: 'Held: {{count, number}} matches needed within {{within}}.',
};

/** English sentences for decisions on matches that other channels reported instead of a text. */
export const reported: SameKeys<typeof korean.reported> = {
  budget: 'Held: budget used up. Reported through another channel: {{channels}}.',
  joined: 'Added to this rule’s held matches. Reported through another channel: {{channels}}.',
};

/** English sentences for decisions that carry the end of their time; matches of earlier versions do not. */
export const heldUntil: SameKeys<typeof korean.heldUntil> = {
  cooldown: 'Held: cooldown ({{cooldown}}) until {{until}}. Counted in the next text after that.',
  'threshold-over': 'Held: already alerted within {{within}}, until {{until}}. Counted in the next text.',
};
