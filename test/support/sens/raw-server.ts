import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server for raw bytes, without HTTP. */
export interface RawServer {
  readonly baseUrl: string;
  /** Connections accepted so far. */
  readonly sockets: readonly Socket[];
}

/** Starts a server on this machine that passes each complete request to `answer`; stops with the test. */
export async function rawServer(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    let heard = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
      if (isWhole(heard)) {
        const request = heard;
        heard = '';
        answer(socket, request);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

function isWhole(heard: string): boolean {
  const end = heard.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(heard)?.[1] ?? '0';
  return end >= 0 && heard.length >= end + 4 + Number(length);
}
