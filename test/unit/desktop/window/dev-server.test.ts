import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, protocol: {}, session: {} }));

const { devContentPolicy, devServerOrigin } = await import('../../../../src/main/desktop/window/dev-server');

describe('the development server', () => {
  it.each([
    ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    ['http://127.0.0.1:5173/some/path', 'http://127.0.0.1:5173'],
    ['http://[::1]:5173', 'http://[::1]:5173'],
  ])('may be at %s', (url, origin) => {
    expect(devServerOrigin(url, false)).toBe(origin);
  });

  it.each([
    undefined,
    '',
    'not a url',
    'http://192.168.0.2:5173',
    'http://example.com',
    'http://localhost.example.com:5173',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://user@127.0.0.1:5173',
    'https://127.0.0.1:5173',
    'file:///index.html',
    'javascript:alert(1)',
  ])('is not used at %s', (url) => {
    expect(devServerOrigin(url, false)).toBeNull();
  });

  it('is never used in a package', () => {
    expect(devServerOrigin('http://127.0.0.1:5173', true)).toBeNull();
  });

  it('adds its socket and the nonce of scripts to the content policy, and nothing else', () => {
    expect(devContentPolicy('abc', 'http://127.0.0.1:5173').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'nonce-abc'",
      "style-src 'self' 'nonce-abc'",
      "img-src 'self' data:",
      "font-src 'self'",
      'connect-src ws://127.0.0.1:5173',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});
