import type { phone as korean } from '../ko/phone';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the practice phone's page. */
export const phone: SameKeys<typeof korean> = {
  title: 'Practice phone',
  hint: 'Texts and channel messages sent in practice mode appear here. Nothing leaves this computer and nothing costs money.',
  none: 'No texts yet.',
  list: 'Received texts',
  to: 'To',
  bytes: '$t(noun.byte, {"count": {{bytes}} })',
  cost: 'About ₩{{won}} in live mode',
  cut: 'Too long: $t(noun.byte, {"count": {{bytes}} }) cut off at the end.',
  lost: 'Not delivered ({{code}}). {{reason}}',
  kind: {
    webhook: 'Webhook',
    slack: 'Slack',
    discord: 'Discord',
    mattermost: 'Mattermost',
    ntfy: 'ntfy',
    email: 'Mail',
    alertmanager: 'Alertmanager',
  },
  gone: 'Connection lost. If you restarted Logbell, reopen the practice phone.',
};
