import type { ChannelFacts } from '../../../src/main/engine/ledger/tables/types';
import type { ChannelMessage, DeliveryMeans } from '../../../src/main/engine/send/channels/types';
import { createSensHttp } from '../../../src/main/engine/send/sens/http';
import { systemClock } from '../../../src/main/engine/common/clock';
import type { ChannelSecrets } from '../../../src/shared/settings/channels/channel-kinds';
import { channelSchema, type Channel } from '../../../src/shared/settings/channels/channel-schema';
import type { Behaviour } from './channel-service';
import { PATIENT_TIMEOUTS } from './quick-channels';

export const FACTS: ChannelFacts = {
  kind: 'alert',
  rule: 'Disk',
  ruleId: 'disk',
  log: '/var/log/app.log',
  line: 'ERROR disk full',
  host: 'web1',
  count: 2,
  incident: 7,
  at: Date.UTC(2026, 10, 30, 7, 0, 0),
};

/** A message with these changes. */
export function messageWith(change: Partial<ChannelMessage> = {}): ChannelMessage {
  return { key: '0123456789abcdef0123456789abcdef', title: 'Disk', text: 'ERROR disk full', facts: FACTS, ...change };
}

export function quickMeans({ timeouts = PATIENT_TIMEOUTS }: Partial<DeliveryMeans> = {}): Omit<DeliveryMeans, 'hide'> {
  return {
    http: createSensHttp(systemClock, timeouts),
    userAgent: 'Logbell/0.0.0',
    timeouts,
    now: () => FACTS.at,
    signal: new AbortController().signal,
  };
}

/** Channel of one kind over HTTP that sends to this server, with a secret in the URL where the kind has one. */
export function httpChannel(
  kind: Exclude<Channel['kind'], 'email'>,
  base: string,
): { readonly channel: Channel; readonly secrets: ChannelSecrets } {
  const secrets: Readonly<Record<typeof kind, ChannelSecrets>> = {
    webhook: { url: `${base}/hook`, secret: 'top-secret-key', token: 'top-secret-token' },
    slack: { url: `${base}/services/T0/B0/top-secret-token` },
    discord: { url: `${base}/api/webhooks/1/top-secret-token` },
    mattermost: { url: `${base}/hooks/top-secret-token` },
    ntfy: { url: `${base}/top-secret-topic`, token: 'top-secret-token' },
  };
  return { channel: channelSchema.parse({ id: 'ops', kind }), secrets: secrets[kind] };
}

/** Answer with which each service says that it accepted a message. */
export const ACCEPTS: Readonly<Record<Exclude<Channel['kind'], 'email'>, Behaviour>> = {
  webhook: { kind: 'answer', status: 204 },
  slack: { kind: 'answer', status: 200, body: 'ok' },
  discord: { kind: 'answer', status: 200, body: '{"id":"1234567890"}' },
  mattermost: { kind: 'answer', status: 200, body: 'ok' },
  ntfy: { kind: 'answer', status: 200, body: '{"id":"hwQ2YpKdmg","event":"message"}' },
};
