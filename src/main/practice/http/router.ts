/** A call of SENS with its parameters (SENS call list). */
export type Route =
  | { readonly kind: 'send' }
  | { readonly kind: 'list'; readonly query: URLSearchParams }
  | { readonly kind: 'get'; readonly messageId: string }
  | { readonly kind: 'reserve-status'; readonly reserveId: string }
  | { readonly kind: 'cancel'; readonly reserveId: string }
  | { readonly kind: 'upload' }
  | { readonly kind: 'unsubscribes'; readonly query: URLSearchParams }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'resubscribe' };

export type CallKind = Route['kind'];

/** Routes a method and a request target (path and query as received); null if it is not a call of this service. */
export function routeOf(method: string, target: string, serviceId: string): Route | null {
  const [path = '', ...query] = target.split('?');
  const [service, collection = '', ...rest] =
    /^\/sms\/v2\/services\/(.+)$/.exec(path)?.[1]?.split('/').map(decoded) ?? [];
  if (service !== serviceId || rest.includes('')) {
    return null;
  }
  return rest.length === 0
    ? collectionRoute(`${method} ${collection}`, new URLSearchParams(query.join('?')))
    : itemRoute(`${method} ${collection}`, rest);
}

function collectionRoute(call: string, query: URLSearchParams): Route | null {
  switch (call) {
    case 'POST messages':
      return { kind: 'send' };
    case 'GET messages':
      return { kind: 'list', query };
    case 'POST files':
      return { kind: 'upload' };
    case 'GET unsubscribes':
      return { kind: 'unsubscribes', query };
    case 'POST unsubscribes':
      return { kind: 'unsubscribe' };
    case 'DELETE unsubscribes':
      return { kind: 'resubscribe' };
    default:
      return null;
  }
}

function itemRoute(call: string, [id = '', part, ...more]: readonly string[]): Route | null {
  if (call === 'GET reservations' && part === 'reserve-status' && more.length === 0) {
    return { kind: 'reserve-status', reserveId: id };
  }
  if (part !== undefined) {
    return null;
  }
  if (call === 'GET messages') {
    return { kind: 'get', messageId: id };
  }
  return call === 'DELETE reservations' ? { kind: 'cancel', reserveId: id } : null;
}

/** Decodes a part of a path; empty if its encoding is invalid. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
