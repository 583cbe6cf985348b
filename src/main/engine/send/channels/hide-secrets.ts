import type { ChannelSecrets } from '../../../../shared/settings/channels/channel-kinds';
import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import type { Exchange } from '../sens/http';

/** Shorter parts of a URL (`hooks`, `v1`) are no secrets, and hiding them would spoil the words of an error. */
const MIN_PART_LENGTH = 8;

/**
 * Creates a function that hides a channel's secrets in what a service answers, as it may repeat them, and what it was
 * sent: the lines of a log belong in no problem.
 */
export function hideSecrets(
  channel: Outlet,
  secrets: ChannelSecrets,
  sent: readonly string[] = [],
): (text: string) => string {
  const parts = [...secretParts(channel, secrets), ...sent.filter(isLong).flatMap((text) => [text, escaped(text)])];
  const hidden = [...new Set(parts)].sort((one, other) => other.length - one.length);
  return (text) => hidden.reduce((safe, part) => safe.replaceAll(part, '***'), text);
}

/** Hides secrets in the body of an answer. */
export function withHiddenSecrets(exchange: Exchange, hide: (text: string) => string): Exchange {
  return exchange.kind === 'answer' ? { ...exchange, text: hide(exchange.text) } : exchange;
}

function secretParts(channel: Outlet, secrets: ChannelSecrets): readonly string[] {
  const { url = '', secret = '', token = '', password = '' } = secrets;
  const urls = [url, 'url' in channel ? channel.url : ''];
  const user = 'user' in channel ? channel.user : '';
  const values = [secret, token, password].filter((value) => value !== '');
  return [
    ...values,
    ...values.map(base64),
    // AUTH PLAIN (RFC 4616), which a server may repeat.
    ...(password === '' ? [] : [base64(`\0${user}\0${password}`)]),
    ...('headers' in channel ? Object.values(channel.headers) : []).filter(isLong),
    ...urls.flatMap(urlParts),
  ];
}

function urlParts(url: string): readonly string[] {
  if (!URL.canParse(url)) {
    return [];
  }
  const { href, pathname, search, username, password, searchParams } = new URL(url);
  const parts = [...pathname.split('/'), ...search.split(/[?&=]/), ...searchParams.values(), username, password];
  return [url, href, ...parts.filter(isLong), ...parts.map(decoded).filter(isLong)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Text as JSON has it, without the quotes. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isLong(part: string): boolean {
  return part.length >= MIN_PART_LENGTH;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
