import type { Indexed } from './entry-index';
import { settingsProblem, type SettingsProblem } from './problems';
import type { DeliverySettings } from '../schema';
import type { Channel, ChannelOf, ProblemRouting } from '../channels/channel-schema';
import { isLoopbackHost, urlFault } from '../channels/secret-value';

/** Name of an HTTP header (RFC 9110, section 5.6.2). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** Value of an HTTP header in ASCII (RFC 9110, section 5.5). */
const HEADER_VALUE = /^[\x20-\x7e]*$/;
/** Headers that Logbell sets itself, or that belong to the connection. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'idempotency-key',
  'proxy-authorization',
  'transfer-encoding',
]);

/** An http or https URL that a phone may open, on any network. */
const LINK = /^https?:\/\/[^\s\p{Cc}]+$/iu;

const HOST = /^([\p{L}\p{N}](?:[\p{L}\p{N}._-]*)|\[?[\da-f:.]+\]?)$/iu;
/** An address, or a name with an address in angle brackets; line ends would start another header. */
const MAIL = /^(?:[^\p{Cc}<>@]*<)?[^\s\p{Cc}@<>,;:()[\]"\\]+@[\p{L}\p{N}._-]+>?$/u;

/** Checks a channel beyond its schema: addresses, headers, and encryption outside of this computer. */
export function channelProblems({ item, index }: Indexed<Channel>): SettingsProblem[] {
  const path = ['channels', index];
  switch (item.kind) {
    case 'webhook':
      return [...urlProblems(item.url, [...path, 'url']), ...headerProblems(item, [...path, 'headers'])];
    case 'ntfy':
      return [
        ...urlProblems(item.url, [...path, 'url']),
        ...(item.click === '' || LINK.test(item.click) ? [] : [settingsProblem([...path, 'click'], 'bad-url')]),
      ];
    case 'email':
      return mailProblems(item, path);
    case 'slack':
    case 'discord':
    case 'mattermost':
      return [];
  }
}

function urlProblems(url: string, path: readonly PropertyKey[]): SettingsProblem[] {
  const fault = url === '' ? null : urlFault(url);
  return fault === null ? [] : [settingsProblem(path, fault)];
}

function headerProblems({ id, headers }: ChannelOf<'webhook'>, path: readonly PropertyKey[]): SettingsProblem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!HEADER_NAME.test(name)) {
      return [settingsProblem(path, 'bad-header', { name })];
    }
    if (OWN_HEADERS.has(name.toLowerCase())) {
      return [settingsProblem([...path, name], 'own-header', { name, id })];
    }
    return HEADER_VALUE.test(value) ? [] : [settingsProblem([...path, name], 'bad-header-value', { name })];
  });
}

function mailProblems(
  { host, security, user, from, to }: ChannelOf<'email'>,
  path: readonly PropertyKey[],
): SettingsProblem[] {
  const addresses = [[from, ['from']] as const, ...to.map((address, at) => [address, ['to', at]] as const)];
  const isHost = HOST.test(host);
  return [
    ...(isHost ? [] : [settingsProblem([...path, 'host'], 'bad-host')]),
    ...(isHost && security === 'none' && !isLoopbackHost(host)
      ? [settingsProblem([...path, 'security'], 'mail-in-clear')]
      : []),
    ...(/\p{Cc}/u.test(user) ? [settingsProblem([...path, 'user'], 'bad-value')] : []),
    ...addresses
      .filter(([address]) => !MAIL.test(address))
      .map(([, field]) => settingsProblem([...path, ...field], 'bad-mail-address')),
  ];
}

/** Settings that name channels, except rules. */
interface Routing {
  readonly delivery: Pick<DeliverySettings, 'channels' | 'fallback'>;
  readonly problems: ProblemRouting | null;
}

/** Finds unknown channels in the settings for all rules. */
export function routingProblems({ delivery, problems }: Routing, known: ReadonlySet<unknown>): SettingsProblem[] {
  const lists = [
    [['delivery', 'channels'], delivery.channels],
    [['delivery', 'fallback', 'to'], delivery.fallback?.to ?? []],
    [['problems', 'to'], problems?.to ?? []],
  ] as const;
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, at) => (known.has(id) ? [] : [settingsProblem([...path, at], 'unknown-channel', { id })])),
  );
}

/** Ports on which a mail server usually speaks in one way (RFC 8314, section 3.3). */
const USUAL_PORTS: Readonly<Record<number, 'tls' | 'starttls'>> = { 465: 'tls', 587: 'starttls' };

/** Names of headers that may hold a secret. */
const SECRET_HEADER = /token|secret|password|api-?key/i;

/** Warns of channels that hardly work as intended. */
export function channelWarnings(channels: readonly Channel[], used: ReadonlySet<string>): SettingsProblem[] {
  return channels.flatMap((channel, index) => {
    const path = ['channels', index];
    return [
      ...(used.has(channel.id) ? [] : [settingsProblem(path, 'unused-channel')]),
      ...(channel.kind === 'email' ? unusualPort(channel, path) : []),
      ...(channel.kind === 'webhook' ? secretHeaders(channel, path) : []),
    ];
  });
}

function unusualPort({ port, security }: ChannelOf<'email'>, path: readonly PropertyKey[]): SettingsProblem[] {
  const usual = USUAL_PORTS[port];
  return usual === undefined || usual === security
    ? []
    : [settingsProblem([...path, 'port'], 'unusual-port', { port: String(port), security: usual })];
}

function secretHeaders({ id, headers }: ChannelOf<'webhook'>, path: readonly PropertyKey[]): SettingsProblem[] {
  return Object.keys(headers)
    .filter((name) => SECRET_HEADER.test(name))
    .map((name) => settingsProblem([...path, 'headers', name], 'secret-in-header', { name, id }));
}
