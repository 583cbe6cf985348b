import { createHash } from 'node:crypto';
import type { ChannelSecrets } from '../../../../shared/settings/channels/channel-kinds';
import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import type { OutboxText } from '../../ledger/tables/outbox/types';
import type { ChannelCopy } from '../../ledger/tables/types';
import type { ChannelMessage } from './types';

/** Channel with its secrets. */
export interface AnyTarget {
  readonly channel: Outlet;
  readonly secrets: ChannelSecrets;
}

/** Settings of the moment. */
export interface ChannelSettings {
  readonly channels: readonly Outlet[];
  /** True while some channels in the settings are invalid; messages to channels that are missing then wait. */
  readonly unread: boolean;
  /** Secrets by the channel's id. */
  readonly secrets: Readonly<Record<string, ChannelSecrets>>;
  /** True in practice mode: no message leaves the machine. */
  readonly practice: boolean;
  /** Address of the practice server, which gets all messages in practice mode; null while it does not run. */
  readonly practiceUrl: string | null;
}

/** Enough to tell settings apart; too short to reveal anything of a secret. */
const FINGERPRINT_LENGTH = 16;

/** Channel with this id and its secrets; null if the settings do not have it. */
export function targetOf({ channels, secrets }: ChannelSettings, id: string): AnyTarget | null {
  const channel = channels.find((each) => each.id === id);
  return channel === undefined ? null : { channel, secrets: Object.hasOwn(secrets, id) ? (secrets[id] ?? {}) : {} };
}

/** Fingerprint of a channel's settings and secrets: equal if all values are equal. */
export function targetFingerprint({ channel, secrets }: AnyTarget): string {
  const values = [channel, Object.entries(secrets).sort(([one], [other]) => (one < other ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, FINGERPRINT_LENGTH);
}

/** Message of a row of the outbox; its key tells it apart from those of other machines and of a new database. */
export function messageOf({ id, createdAt, channel, subject, content, facts }: OutboxText): ChannelMessage | null {
  if (facts === null) {
    return null;
  }
  return { key: keyOf([facts.host, channel, id, createdAt, facts.at, content]), title: subject, text: content, facts };
}

/** Message that is in no outbox. */
export function directMessage({ channel, subject, content, facts }: ChannelCopy): ChannelMessage {
  return { key: keyOf([facts.host, channel, 'direct', facts.at, content]), title: subject, text: content, facts };
}

function keyOf(name: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(name)).digest('hex').slice(0, 32);
}
