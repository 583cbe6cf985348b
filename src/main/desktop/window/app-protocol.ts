import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { protocol } from 'electron';

/** Origin of the window; nothing else is ever loaded. */
export const APP_ORIGIN = 'logbell://app';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

export const SCHEME = 'logbell';
const HOST = 'app';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Registers the scheme as standard and secure; call before the app is ready (Electron docs, protocol). */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the folder of the built window under `logbell://app/`, with a strict policy on every response. */
export function serveApp(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = fileOf(request.url, folder);
    return file === null || request.method !== 'GET' ? refused() : answer(file);
  });
}

/** Path of the file for a URL; null if it is outside the folder. */
export function fileOf(url: string, folder: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== `${SCHEME}:` || parsed.host !== HOST) {
    return null;
  }
  const path = decoded(parsed.pathname);
  if (path === null) {
    return null;
  }
  const file = join(folder, path === '/' ? 'index.html' : path);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** Content security policy of one page: own scripts, own styles and those with the page's nonce, nothing else. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

async function answer(file: string): Promise<Response> {
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    return refused();
  }
  const nonce = randomBytes(16).toString('base64');
  const type = MIME[extname(file)] ?? 'application/octet-stream';
  const body =
    extname(file) === '.html' ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(content);
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': contentPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

function refused(): Response {
  return new Response(null, { status: 404, headers: { 'content-security-policy': "default-src 'none'" } });
}
