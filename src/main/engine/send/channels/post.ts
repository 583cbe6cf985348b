import { fail, type Result } from '../../../../shared/common/result';
import { isLoopbackHost } from '../../../../shared/settings/channels/secret-value';
import type { Exchange } from '../sens/http';
import { failureOf } from './failures';
import type { ChannelFailure, DeliveryMeans } from './types';

/** A JSON request to a channel. */
interface JsonPost {
  /** Secret or not: it appears in no error. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON as it is sent. */
  readonly body: string;
}

/**
 * Posts JSON and returns the answer as it is; a redirect counts as an answer, as following it would hand the message
 * and the token to another address. Fails without a request if the URL is unusable or not encrypted.
 */
export async function postJson(
  means: Pick<DeliveryMeans, 'http' | 'userAgent'>,
  { url, headers = {}, body }: JsonPost,
): Promise<Exchange> {
  return means.http.exchange({
    method: 'POST',
    url,
    headers: { 'User-Agent': means.userAgent, ...headers, 'Content-Type': 'application/json' },
    body,
  });
}

/** Checks the URL of a channel: HTTPS, or HTTP to this machine. */
export function channelUrl(url: string): Result<URL, ChannelFailure> {
  if (url === '') {
    return incomplete('missing');
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    return incomplete('invalid');
  }
  if (parsed.protocol === 'http:' && !isLoopbackHost(parsed.hostname)) {
    return incomplete('insecure');
  }
  return { ok: true, value: parsed };
}

/** Failure of a channel whose settings cannot work. */
export function incomplete(context: 'missing' | 'invalid' | 'insecure'): Result<never, ChannelFailure> {
  return fail(failureOf('channel-incomplete', { context }, 'refused'));
}
