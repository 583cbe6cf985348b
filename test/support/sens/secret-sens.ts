import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

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

/** A SENS that accepts any key. */
export interface AnyKeySens {
  readonly baseUrl: string;
  /** Number of requests so far. */
  asked(): number;
  close(): void;
}

/** Starts the server on this machine; answers each request with `answer`. */
export async function startAnyKeySens(answer: SensAnswer): Promise<AnyKeySens> {
  let asked = 0;
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked += 1;
      const said = { headers: request.rawHeaders.join(' '), body: Buffer.concat(parts).toString('utf8') };
      const { status, body } = answer(said);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Refuses a request and repeats all of it, as a verbose gateway may. */
export const REPEATED: SensAnswer = ({ headers, body }) => ({
  status: 400,
  body: { status: 400, errorMessage: `${headers} ${body}`, errors: [headers, body] },
});
