import http from 'node:http';
import { onLoopback } from './loopback-server';

/** A response of the front itself. */
export interface FrontAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Starts a server in front of a practice SENS that answers some requests itself, by method and target (null:
 * forwarded). Returns its address; stops with the test.
 */
export async function interceptingFront(
  practiceUrl: string,
  own: (method: string, target: string) => FrontAnswer | null | Promise<FrontAnswer>,
): Promise<string> {
  const server = http.createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const answer = own(method, url);
    if (answer !== null) {
      request.resume();
      void Promise.resolve(answer).then(({ status, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
      });
      return;
    }
    const passed = http.request(`${practiceUrl}${url}`, { method, headers }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  return onLoopback(server);
}
