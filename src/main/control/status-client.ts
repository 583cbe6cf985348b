import http from 'node:http';
import { errorCode } from '../engine/common/error-code';
import { runningStatusSchema, type RunningStatus } from './running-status';

/** Longest wait for an answer, ms. */
const ANSWER_MS = 3_000;
/** Largest answer read, bytes. */
const MAX_ANSWER_BYTES = 262_144;

/** Outcome of asking a socket. */
export type Answer =
  | { readonly kind: 'status'; readonly status: RunningStatus }
  /** Nobody listens any more. */
  | { readonly kind: 'gone' }
  /** This user may not connect. */
  | { readonly kind: 'denied' }
  /** No answer in time, or none that this version understands. */
  | { readonly kind: 'silent' };

/** Asks the Logbell behind a socket for its status. */
export async function askStatus(socketPath: string, waitMs = ANSWER_MS): Promise<Answer> {
  try {
    const parsed = runningStatusSchema.safeParse(JSON.parse(await readAnswer(socketPath, waitMs)));
    return parsed.success ? { kind: 'status', status: parsed.data } : { kind: 'silent' };
  } catch (error) {
    switch (errorCode(error)) {
      case 'ECONNREFUSED':
      case 'ENOENT':
        return { kind: 'gone' };
      case 'EACCES':
      case 'EPERM':
        return { kind: 'denied' };
      default:
        return { kind: 'silent' };
    }
  }
}

function readAnswer(socketPath: string, waitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(waitMs);
    const request = http.get({ socketPath, path: '/status', signal, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_ANSWER_BYTES) {
          request.destroy(new Error('The answer is too long.'));
        }
      });
      response.on('end', () => resolve(body));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
