import {
  CHANNEL_SECRETS,
  type ChannelKind,
  type ChannelSecretName,
  type MAIL_SECURITY,
} from '../../shared/settings/channels/channel-kinds';
import type { Channel, ChannelOf } from '../../shared/settings/channels/channel-schema';

/** Form values of a channel of any kind; each kind uses its own. */
export interface ChannelValues {
  readonly name: string;
  /** Webhook or topic; empty if it is a secret. */
  readonly url: string;
  readonly headers: readonly HeaderValues[];
  readonly priority: string;
  readonly tags: readonly string[];
  readonly click: string;
  readonly host: string;
  readonly port: number | string;
  readonly security: (typeof MAIL_SECURITY)[number];
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Secrets as typed; stored ones never reach the window. */
  readonly secrets: Readonly<Record<ChannelSecretName, string>>;
  readonly keepInFile: boolean;
}

/** Form values of an HTTP header. */
interface HeaderValues {
  readonly name: string;
  readonly value: string;
}

/** Usual port of an SMTP server (RFC 8314 for `tls`, RFC 6409 for `starttls`). */
export const MAIL_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

/** Priorities of ntfy (docs, "Message priority"), lowest first. */
export const NTFY_PRIORITIES = ['1', '2', '3', '4', '5'] as const;

/** Form values of a new channel. */
export const NEW_CHANNEL: ChannelValues = {
  name: '',
  url: '',
  headers: [],
  priority: '4',
  tags: [],
  click: '',
  host: '',
  port: MAIL_PORTS.tls,
  security: 'tls',
  user: '',
  from: '',
  to: [],
  secrets: { url: '', secret: '', token: '', password: '' },
  keepInFile: false,
};

export function channelToValues(channel: Channel): ChannelValues {
  const { name } = channel;
  switch (channel.kind) {
    case 'webhook': {
      const headers = Object.entries(channel.headers).map(([header, value]) => ({ name: header, value }));
      return { ...NEW_CHANNEL, name, url: channel.url, headers };
    }
    case 'ntfy': {
      const { url, priority, tags, click } = channel;
      return { ...NEW_CHANNEL, name, url, priority: String(priority), tags, click };
    }
    case 'email': {
      const { host, port, security, user, from, to } = channel;
      return { ...NEW_CHANNEL, name, host, port, security, user, from, to };
    }
    case 'slack':
    case 'discord':
    case 'mattermost':
      return { ...NEW_CHANNEL, name };
  }
}

/** Builds the channel. Its secrets are stored apart (`typedSecrets`). */
export function valuesToChannel(id: string, kind: ChannelKind, values: ChannelValues): Channel {
  const common = { id, name: values.name.trim() };
  switch (kind) {
    case 'webhook':
      return { ...common, kind, url: values.url.trim(), headers: headersOf(values.headers) };
    case 'ntfy':
      return {
        ...{ ...common, kind, url: values.url.trim(), priority: Number(values.priority) },
        ...{ tags: [...values.tags], click: values.click.trim() },
      };
    case 'email':
      return { ...common, kind, ...mailOf(values) };
    case 'slack':
    case 'discord':
    case 'mattermost':
      return { ...common, kind };
  }
}

/** Leaves out lines without a name and a value. */
function headersOf(headers: readonly HeaderValues[]): Record<string, string> {
  const written = headers.map(({ name, value }) => [name.trim(), value.trim()] as const);
  return Object.fromEntries(written.filter(([name, value]) => name !== '' || value !== ''));
}

function mailOf(values: ChannelValues): Omit<ChannelOf<'email'>, 'id' | 'name' | 'kind'> {
  const { host, port, security, user, from, to } = values;
  return { host: host.trim(), port: Number(port), security, user: user.trim(), from: from.trim(), to: [...to] };
}

/** Secrets of this kind that the person typed. */
export function typedSecrets(
  kind: ChannelKind,
  { secrets }: Pick<ChannelValues, 'secrets'>,
): Partial<Record<ChannelSecretName, string>> {
  const names: readonly ChannelSecretName[] = CHANNEL_SECRETS[kind];
  const typed: Partial<Record<ChannelSecretName, string>> = {};
  for (const name of names) {
    // Spaces may belong to a password.
    const value = name === 'password' ? secrets[name] : secrets[name].trim();
    if (value.trim() !== '') {
      typed[name] = value;
    }
  }
  return typed;
}

/** True for a chat, whose only address is the secret URL of its webhook. */
export function isChat(kind: ChannelKind): kind is 'slack' | 'discord' | 'mattermost' {
  return kind === 'slack' || kind === 'discord' || kind === 'mattermost';
}

/** Secrets that a channel cannot work without; those of webhooks and ntfy replace settings or are optional. */
export function neededSecrets(channel: Channel): readonly ('url' | 'password')[] {
  switch (channel.kind) {
    case 'slack':
    case 'discord':
    case 'mattermost':
      return ['url'];
    case 'webhook':
    case 'ntfy':
      return channel.url === '' ? ['url'] : [];
    case 'email':
      return channel.user === '' ? [] : ['password'];
  }
}

/** Secrets without which an edited channel is not saved; a password, and what `saved` lacked too, may follow later. */
export function requiredSecrets(edited: Channel, saved: Channel | null): readonly 'url'[] {
  const before = saved === null ? [] : neededSecrets(saved);
  return neededSecrets(edited).filter((name) => name === 'url' && !before.includes(name)) as 'url'[];
}

/** Patterns of paths within a channel, and the form field for each. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^(name|url|priority|click|host|port|security|user|from)$/, '$1'],
  [/^(to|tags|headers)\b.*/, '$1'],
];

/** Field to show a problem at, by its path within the channel (`to[0]`); null if there is none. */
export function channelField(path: string): string | null {
  const [form, field] = FIELDS.find(([pattern]) => pattern.test(path)) ?? [];
  return form === undefined || field === undefined ? null : path.replace(form, field);
}

/** Host that a channel sends to, without the rest of its address, which may be secret; empty if it is unknown. */
export function channelHost(channel: Channel): string {
  if (channel.kind === 'email') {
    return channel.host;
  }
  const url = channel.kind === 'webhook' || channel.kind === 'ntfy' ? channel.url : '';
  return URL.canParse(url) ? new URL(url).host : '';
}
