import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));

const { contentPolicy, fileOf } = await import('../../../../src/main/desktop/window/app-protocol');

describe('the app’s own scheme', () => {
  it.each([
    ['logbell://app/', '/out/renderer/index.html'],
    ['logbell://app/index.html?x#y', '/out/renderer/index.html'],
    ['logbell://app/assets/a%20b.js', '/out/renderer/assets/a b.js'],
  ])('serves the built window', (url, file) => {
    expect(fileOf(url, '/out/renderer')).toBe(file);
  });

  it.each([
    'logbell://app/..%2f..%2fetc/passwd',
    'logbell://app/..%2frenderer2/x',
    'logbell://other/index.html',
    'file:///out/renderer/index.html',
    'logbell://app/%00',
    'logbell://app/%ff',
    'no url',
  ])('serves nothing else', (url) => {
    expect(fileOf(url, '/out/renderer')).toBeNull();
  });

  it('stays in the folder when a URL climbs above its root', () => {
    expect(fileOf('logbell://app/%2e%2e/%2e%2e/etc/passwd', '/out/renderer')).toBe('/out/renderer/etc/passwd');
  });

  it('allows only named files', () => {
    expect(contentPolicy('abc')).toContain("style-src 'self' 'nonce-abc'");
    expect(contentPolicy('abc')).not.toMatch(/unsafe|\*|https?:/);
    expect(contentPolicy('abc')).toMatch(/^default-src 'none';/);
  });
});
