import { ok, type Result } from '../../../../../shared/common/result';
import type { AlertmanagerMember } from '../../../../../shared/settings/alertmanager/members';
import type { ChannelSecrets } from '../../../../../shared/settings/channels/channel-kinds';
import { postAlerts } from '../alertmanager/post-alerts';
import { incomplete } from '../post';
import type { ChannelFailure, ChannelMessage, Delivered, DeliveryMeans } from '../types';

/** Hands the alert of an incident, or its end, to one member of a cluster. */
export async function deliverToAlertmanager(
  { facts }: ChannelMessage,
  { channel: member, secrets }: { readonly channel: AlertmanagerMember; readonly secrets: ChannelSecrets },
  means: DeliveryMeans,
): Promise<Result<Delivered, ChannelFailure>> {
  const { alert, line, count, at, incident, kind } = facts;
  if (alert === undefined) {
    return incomplete('missing');
  }
  const ended = kind === 'recovery';
  const state = { ...alert, line, count, lastAt: at, incident, endedAt: ended ? at : null };
  const posted = await postAlerts([state], { member, token: secrets.token ?? '' }, means);
  return posted.ok ? ok({ refusedRecipients: 0 }) : posted;
}
