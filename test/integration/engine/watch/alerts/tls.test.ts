import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Receiving } from '../../../../support/alerts/receiving';
import { scratchDir } from '../../../../support/files/scratch-dir';

/** Makes a certificate for localhost, signed by itself, and its key. */
function selfSigned(name: string): { readonly cert: string; readonly key: string } {
  const dir = scratchDir();
  const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}-key.pem`)];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' });
  return { cert, key };
}

/** Status of a check of health; the error code if there is no answer. */
function healthAt(url: string, options: https.RequestOptions): Promise<number | string> {
  return new Promise((resolve) => {
    https
      .get(`${url.replace('http:', 'https:')}/-/healthy`, { ...options, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      })
      .on('error', () => resolve('refused'));
  });
}

it('serves HTTPS, and asks for a certificate that clientCa has signed', async () => {
  const [server, client] = [selfSigned('server'), selfSigned('client')];
  const ca = readFileSync(server.cert);
  const own = { cert: readFileSync(client.cert), key: readFileSync(client.key) };
  const open = await Receiving.begin({ receive: { tls: server } });
  expect(await healthAt(open.url, { ca })).toBe(200);
  const closed = await Receiving.begin({ receive: { tls: { ...server, clientCa: client.cert } } });
  expect(await healthAt(closed.url, { ca })).toBe('refused');
  expect(await healthAt(closed.url, { ca, ...own })).toBe(200);
});

it('clients that begin no handshake keep nobody out', async () => {
  const server = selfSigned('server');
  const receiving = await Receiving.begin({ receive: { tls: server } });
  const { port } = new URL(receiving.url);
  const clients = Array.from({ length: 150 }, () => net.connect(Number(port), '127.0.0.1'));
  onTestFinished(() => clients.forEach((client) => client.destroy()));
  clients.forEach((client) => client.on('error', () => undefined));
  await Promise.all(clients.map((client) => once(client, 'connect')));
  expect(await healthAt(receiving.url, { ca: readFileSync(server.cert) })).toBe(200);
});

it('a missing certificate is a problem', async () => {
  const receiving = await Receiving.begin({ receive: { tls: { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' } } });
  expect(receiving.watching.problems()).toEqual(['receive-unavailable']);
});
