import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** An SMTP server that refuses every login and repeats it in its answer, as a verbose one may. */
export interface VerboseSmtp {
  readonly port: number;
  /** User names and passwords it got. */
  readonly logins: readonly string[];
  close(): void;
}

/** Starts the server on this machine. */
export async function startVerboseSmtp(): Promise<VerboseSmtp> {
  const logins: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('220 localhost ESMTP\r\n');
    createInterface({ input: socket }).on('line', (line) => socket.write(answerTo(line, logins)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    logins,
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

function answerTo(line: string, logins: string[]): string {
  const [, coded = ''] = /^AUTH PLAIN (\S+)/i.exec(line) ?? [];
  if (coded !== '') {
    const login = Buffer.from(coded, 'base64').toString('utf8');
    logins.push(login);
    return `535 5.7.8 ${line} ${login.replaceAll('\0', ' ')}\r\n`;
  }
  return /^EHLO/i.test(line) ? '250-localhost\r\n250 AUTH PLAIN\r\n' : '250 OK\r\n';
}
