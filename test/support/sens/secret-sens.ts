import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startVerboseSmtp } from './verbose-smtp';

/** Response of SENS to an accepted send request. */
export const TAKEN: SensAnswer = () => ({
  status: 202,
  body: { requestId: 'RSSA-1', requestTime: '2026-01-31T09:30:00.000', statusCode: '202', statusName: 'success' },
});

/** Computes the response from the request. */
export type SensAnswer = (said: { readonly headers: string; readonly body: string }) => {
  readonly status: number;
  readonly body: object;
};

/** A SENS that accepts any key, and services of channels and heartbeats that answer alike. */
export interface AnyKeySens {
  readonly baseUrl: string;
  readonly mailPort: number;
  /** Number of requests to SENS so far. */
  asked(): number;
  /** Everything that was sent to any of the services so far. */
  heard(): string;
  close(): void;
}

/** Path of the requests to SENS. */
const SENS_PATH = '/sms/';

/** Starts the servers on this machine; answers each request with `answer`. */
export async function startAnyKeySens(answer: SensAnswer): Promise<AnyKeySens> {
  let asked = 0;
  const heard: string[] = [];
  const smtp = await startVerboseSmtp();
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url = '' } = request;
      asked += url.startsWith(SENS_PATH) ? 1 : 0;
      const said = { headers: request.rawHeaders.join(' '), body: Buffer.concat(parts).toString('utf8') };
      heard.push(url, said.headers, said.body);
      const { status, body } = answer(said);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mailPort: smtp.port,
    asked: () => asked,
    heard: () => [...heard, ...smtp.logins].join('\n'),
    close: () => {
      smtp.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Refuses a request and repeats all of it, as a verbose gateway may. */
export const REPEATED: SensAnswer = ({ headers, body }) => ({
  status: 400,
  body: {
    status: 400,
    errorMessage: `${headers} ${body}`,
    errors: [headers, body],
    ...{ message: `${body} ${headers}`, error: `${headers} ${body}` },
  },
});
