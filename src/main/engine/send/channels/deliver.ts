import type { Result } from '../../../../shared/common/result';
import type { ChannelSecrets } from '../../../../shared/settings/channels/channel-kinds';
import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import { hideSecrets, withHiddenSecrets } from './hide-secrets';
import { deliverToAlertmanager } from './kinds/alertmanager';
import { deliverToDiscord } from './kinds/discord';
import { deliverToMattermost } from './kinds/mattermost';
import { deliverToNtfy } from './kinds/ntfy';
import { deliverSilence } from './kinds/silence';
import { deliverToSlack } from './kinds/slack';
import { deliverToWebhook } from './kinds/webhook';
import type { ChannelFailure, ChannelMessage, Delivered, DeliveryMeans } from './types';

/** Kinds that recognize a repeated message by its key, labels or mark, so that a lost answer may be retried. */
const REPEATABLE = new Set<Outlet['kind']>(['webhook', 'alertmanager', 'silence']);

/** True if a message whose answer was lost may be sent through this channel again. */
export function isRepeatable({ kind }: Outlet): boolean {
  return REPEATABLE.has(kind);
}

/** Delivers a message through a channel of any kind; no failure tells a secret, even if the service repeats it. */
export async function deliver(
  message: ChannelMessage,
  { channel, secrets }: { readonly channel: Outlet; readonly secrets: ChannelSecrets },
  shared: Omit<DeliveryMeans, 'hide'>,
): Promise<Result<Delivered, ChannelFailure>> {
  const hide = hideSecrets(channel, secrets, [message.text, message.facts.line]);
  const exchange: DeliveryMeans['http']['exchange'] = async (request) =>
    withHiddenSecrets(await shared.http.exchange(request), hide);
  const means: DeliveryMeans = { ...shared, http: { exchange }, hide };
  switch (channel.kind) {
    case 'webhook':
      return deliverToWebhook(message, { channel, secrets }, means);
    case 'slack':
      return deliverToSlack(message, { channel, secrets }, means);
    case 'discord':
      return deliverToDiscord(message, { channel, secrets }, means);
    case 'mattermost':
      return deliverToMattermost(message, { channel, secrets }, means);
    case 'ntfy':
      return deliverToNtfy(message, { channel, secrets }, means);
    case 'alertmanager':
      return deliverToAlertmanager(message, { channel, secrets }, means);
    case 'silence':
      return deliverSilence(message, { channel, secrets }, means);
    case 'email': {
      // Loaded for the first mail only.
      const { deliverByMail } = await import('./kinds/email');
      return deliverByMail(message, { channel, secrets }, means);
    }
  }
}
