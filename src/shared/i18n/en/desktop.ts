import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/desktop';

/** English strings that the desktop app prints in a terminal. */
export const desktop: SameKeys<typeof korean.desktop> = {
  help: `Usage: logbell-desktop [options]

  --hidden           Start in the tray without a window
  --config-dir DIR   Keep settings, data and logs in DIR (same as LOGBELL_CONFIG_DIR)
  --version          Print the version
  --help             Print this help

If Logbell is already running, its window opens. Chromium options work too:
  --password-store=gnome-libsecret|kwallet5|kwallet6|basic   Keyring that stores the keys
  --ozone-platform=x11|wayland                               Display system to use
`,
};

/** English strings of the tray. */
export const tray: SameKeys<typeof korean.tray> = {
  status: {
    unconfigured: 'No logs or rules yet',
    watching: 'Watching $t(noun.log, {"count": {{files}} })',
    alert: '{{count, number}} new alerts',
    alert_one: '{{count, number}} new alert',
    paused: 'Paused until {{until}}',
    problem: '{{count, number}} problems',
    problem_one: '{{count, number}} problem',
  },
  practice: 'Practice mode',
  tooltip: 'Logbell: {{status}}',
  problem: '⚠ {{problem}}',
  moreProblems: '{{count, number}} more problems',
  moreProblems_one: '{{count, number}} more problem',
  incident: 'Open #{{id}} {{rule}} (×{{count, number}}): {{line}}',
  incident_one: 'Open #{{id}} {{rule}}: {{line}}',
  incidentAcknowledged: 'Acknowledged #{{id}} {{rule}} (×{{count, number}}): {{line}}',
  incidentAcknowledged_one: 'Acknowledged #{{id}} {{rule}}: {{line}}',
  acknowledge: 'Acknowledge',
  showIncident: 'Show details',
  allIncidents: 'Show all incidents ({{count, number}})…',
  recent: 'Recent alerts',
  noRecent: 'No recent alerts',
  alert: '{{time}} {{rule}}: {{line}}',
  pause: 'Pause all alerts',
  pause15m: 'For 15 minutes',
  pause1h: 'For 1 hour',
  pauseTomorrow: 'Until midnight',
  resume: 'Resume alerts (paused until {{until}})',
  held: '{{count, number}} alerts held by the pause',
  held_one: '{{count, number}} alert held by the pause',
  mute: 'Mute a rule',
  mute30m: 'For 30 minutes',
  mute2h: 'For 2 hours',
  muteMorning: 'Until 8 a.m.',
  unmute: 'Unmute: {{rule}} (until {{until}}, {{count, number}} held)',
  open: 'Open Logbell',
  sendTest: 'Send test text',
  phone: 'Open practice phone',
  quit: 'Quit',
};

/** English strings of notifications. */
export const notification: SameKeys<typeof korean.notification> = {
  alert: '{{rule}}',
  incident: '{{rule}} #{{id}}',
  counted: '{{rule}} ({{count, number}} matches)',
  practice: '[Practice] {{title}}',
  more: '{{rule}}: {{count, number}} more alerts',
  more_one: '{{rule}}: {{count, number}} more alert',
  problem: 'Logbell: {{problem}}',
  problems: 'Logbell: {{count, number}} similar problems',
  problems_one: 'Logbell: {{count, number}} similar problem',
  resumed: 'Alerts resumed',
  unmuted: 'Rule unmuted: {{title}}',
  resumedHeld: '{{count, number}} alerts were held in the meantime. See the history.',
  resumedHeld_one: '{{count, number}} alert was held in the meantime. See the history.',
  resumedNone: 'No alerts were held in the meantime.',
  testContent: '[Logbell] This is a test.',
  testSent: 'Sending a test text',
  testSentBody: 'To {{count, number}} recipients. See the history for the result.',
  testSentBody_one: 'To {{count, number}} recipient. See the history for the result.',
  testNobody: 'No recipients for a test text',
  testNobodyBody: 'Add a recipient in the Logbell window.',
  noTray: 'Logbell is running without a tray icon',
  noTrayBody: 'This desktop shows no tray icons. Run Logbell again to open its window.',
};
