import type { notification as korean } from '../ko/notification';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the area `notification`. */
export const notification: SameKeys<typeof korean> = {
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
