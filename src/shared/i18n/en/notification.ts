import type { notification as korean } from '../ko/notification';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the area `notification`. */
export const notification: SameKeys<typeof korean> = {
  alert: '{{rule}}',
  incident: '{{rule}} #{{id}}',
  counted: '{{rule}} ({{count}})',
  practice: '[Practice] {{title}}',
  more: '{{rule}}: {{count}} more',
  problem: 'Logbell: {{problem}}',
  problems: 'Logbell: {{count}} more of the same problem',
  resumed: 'The pause is over',
  unmuted: 'The rule “{{title}}” is no longer muted',
  resumedHeld: 'Alerts held back meanwhile: {{count}}. See the history.',
  resumedNone: 'No alerts were held back meanwhile.',
  testContent: '[Logbell] This is a test.',
  testSent: 'The test SMS is on its way',
  testSentBody: 'Recipients: {{count}}. The history shows how it went.',
  testNobody: 'There is nobody to send a test SMS to',
  testNobodyBody: 'Add a recipient in the Logbell window.',
  noTray: 'Logbell is running without a tray icon',
  noTrayBody: 'This desktop shows no tray icons. Start Logbell once more to open its window.',
};
