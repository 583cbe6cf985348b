import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isReachable } from '../../../scripts/packaging/desktop/app-image.mjs';

/** Address of a server that answers 404, and its end. */
async function server(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const http = createServer((_request, response) => response.writeHead(404).end());
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const stop = (): void => void http.close();
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/tools`, stop };
}

describe('the tools of the AppImage', () => {
  it('can be downloaded where a server answers', async () => {
    expect(await isReachable((await server()).url)).toBe(true);
  });

  it('cannot where none does', async () => {
    const { url, stop } = await server();
    stop();
    expect(await isReachable(url)).toBe(false);
  });
});
