import type { SensAccess } from './sender-types';

/** A span of request times, ms since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The address of a SENS call: `url` to ask for, and `target`, its path and query as they will stand on the wire. */
export interface SensTarget {
  readonly url: string;
  readonly target: string;
}

/**
 * A resource of the service (SENS call list), such as `/messages`; its parts are encoded already, `query` is not yet. URL's own form is taken for both the
 * address and what is signed, so nothing re-encodes it later. `:` of a service id stays as it is, as the SENS examples have it.
 * Null when the base URL is none.
 */
export function serviceTarget(
  access: Pick<SensAccess, 'baseUrl' | 'serviceId'>,
  resource: string,
  query: Readonly<Record<string, string>>,
): SensTarget | null {
  const service = encodeURIComponent(access.serviceId).replaceAll('%3A', ':');
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  const address = `${access.baseUrl}/sms/v2/services/${service}${resource}${search}`;
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  return { url: url.href, target: `${url.pathname}${url.search}` };
}

/** True for addresses that never leave this machine. */
export function isLoopback(url: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(url).hostname);
}
