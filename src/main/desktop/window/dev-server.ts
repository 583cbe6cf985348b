import { randomBytes } from 'node:crypto';
import { app, protocol, session } from 'electron';
import { APP_ORIGIN, contentPolicy, SCHEME } from './app-protocol';

/**
 * The origin of the development server that ELECTRON_RENDERER_URL names. Null in a package, and for a server that is not
 * on the loopback interface.
 */
export function devServerOrigin(url: string | undefined, isPackaged: boolean): string | null {
  if (isPackaged || url === undefined || !URL.canParse(url)) {
    return null;
  }
  const { protocol, hostname, username, password, origin } = new URL(url);
  const isLoopback = hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'http:' && isLoopback && username === '' && password === '' ? origin : null;
}

/** The policy of a page in development: also the scripts with its nonce, and the socket over which changes arrive. */
export function devContentPolicy(nonce: string, origin: string): string {
  return contentPolicy(nonce)
    .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
    .replace("connect-src 'none'", `connect-src ${socketOrigin(origin)}`);
}

/**
 * Takes the window's files from the development server of `npm run dev`, still under `logbell://app/`. For builds with
 * import.meta.env.DEV alone: every other build leaves this module out.
 */
export function serveFromDevServer(origin: string): void {
  protocol.unhandle(SCHEME);
  protocol.handle(SCHEME, async (request) => await forward(request, origin));
  const allowed = [`${APP_ORIGIN}/`, `${socketOrigin(origin)}/`, 'devtools://'];
  session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !allowed.some((start) => request.url.startsWith(start)) });
  });
  app.on('web-contents-created', (_event, contents) => {
    // The guards refuse every navigation of a page, even the reload that the development server asks for.
    contents.on('will-frame-navigate', ({ url, isMainFrame }) => {
      if (isMainFrame && url === contents.getURL()) {
        contents.reload();
      }
    });
  });
}

async function forward(request: Request, origin: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // Node's own fetch: requests of Electron's pass the guard of the session.
  const answer = await fetch(`${origin}${pathname}${search}`, {
    headers: { accept: request.headers.get('accept') ?? '*/*' },
  });
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const nonce = randomBytes(16).toString('base64');
  const body = type.startsWith('text/html')
    ? (await answer.text()).replaceAll('__CSP_NONCE__', nonce)
    : await answer.arrayBuffer();
  return new Response(body, {
    status: answer.status,
    headers: {
      'content-type': type,
      'content-security-policy': devContentPolicy(nonce, origin),
      'cache-control': 'no-store',
    },
  });
}

function socketOrigin(origin: string): string {
  return origin.replace('http:', 'ws:');
}
