/** What a request asks of the practice SENS. */
export type Route =
  | { readonly kind: 'send' }
  | { readonly kind: 'list'; readonly query: URLSearchParams }
  | { readonly kind: 'get'; readonly messageId: string }
  | { readonly kind: 'unknown' };

/** Finds what a method and a request target (path and query as received) ask for (SENS call list). */
export function routeOf(method: string, target: string, serviceId: string): Route {
  const queryAt = target.indexOf('?');
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const query = new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1));
  const match = /^\/sms\/v2\/services\/([^/]+)\/messages(?:\/([^/]+))?$/.exec(path);
  const service = decoded(match?.[1] ?? '');
  const messageId = match?.[2];
  if (service !== serviceId) {
    return { kind: 'unknown' };
  }
  if (method === 'GET') {
    return messageId === undefined ? { kind: 'list', query } : { kind: 'get', messageId: decoded(messageId) };
  }
  return method === 'POST' && messageId === undefined ? { kind: 'send' } : { kind: 'unknown' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
