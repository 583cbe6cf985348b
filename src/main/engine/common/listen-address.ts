/** Place where a server of Logbell listens. */
export type ListenAddress =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

const UNIX = 'unix:';

/** Reads `listen` of a section of the settings, which the schema has checked. */
export function listenAddress(listen: string): ListenAddress {
  if (listen.startsWith(UNIX)) {
    return { kind: 'unix', path: listen.slice(UNIX.length) };
  }
  const colon = listen.lastIndexOf(':');
  const host = listen.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return { kind: 'tcp', host, port: Number(listen.slice(colon + 1)) };
}

/** True for the value of a `Host` header that names this machine; a page on the web could not send it (DNS rebinding). */
export function isLoopbackHost(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i.test(host);
}
