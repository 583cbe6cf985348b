import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificates';

/** A TLS front for a server on this machine. */
export interface TlsFront {
  readonly port: number;
  /** Bytes received. */
  heard(): string;
}

/**
 * Terminates TLS with this certificate and forwards to `port`, with the host name of this machine, as the practice SENS
 * accepts no other; stops with the test.
 */
export async function tlsFront({ key, cert }: Certificate, port: number): Promise<TlsFront> {
  let heard = '';
  const open = new Set<net.Socket>();
  const server = tls.createServer({ key, cert }, (socket) => {
    const behind = net.connect(port, '127.0.0.1');
    for (const end of [socket, behind]) {
      open.add(end);
      end.on('error', () => end.destroy());
    }
    socket.on('data', (piece: Buffer) => {
      const text = piece.toString('latin1');
      heard += text;
      behind.write(text.replace(/^Host: .*$/m, 'Host: localhost'), 'latin1');
    });
    socket.once('end', () => behind.end());
    behind.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    open.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, heard: () => heard };
}
