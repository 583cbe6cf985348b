import type { tray as korean } from '../ko/tray';
import type { SameKeys } from '../same-keys';

/** English texts of the area `tray`. */
export const tray: SameKeys<typeof korean> = {
  status: {
    unconfigured: 'No files or rules yet',
    watching: 'Watching files: {{files}}',
    alert: 'New alerts: {{count}}',
    paused: 'Paused until {{until}}',
    problem: 'Problems: {{count}}',
  },
  practice: 'Practice',
  tooltip: 'Logbell: {{status}}',
  problem: '⚠ {{problem}}',
  moreProblems: 'Other problems: {{count}}',
  recent: 'Recent alerts',
  noRecent: 'No recent alerts',
  alert: '{{time}} {{rule}}: {{line}}',
  pause: 'Pause all alerts',
  pause15m: 'For 15 minutes',
  pause1h: 'For 1 hour',
  pauseTomorrow: 'Until tomorrow',
  resume: 'Resume (paused until {{until}})',
  held: 'Held back by the pause: {{count}}',
  mute: 'Mute a rule',
  mute30m: 'For 30 minutes',
  mute2h: 'For 2 hours',
  muteMorning: 'Until 8 in the morning',
  unmute: 'Unmute: {{rule}} (until {{until}}, held back: {{count}})',
  open: 'Open Logbell',
  sendTest: 'Send test SMS',
  phone: 'Open practice phone',
  quit: 'Quit',
};
