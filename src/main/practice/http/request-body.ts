import type { IncomingMessage } from 'node:http';
import { NOT_UTF8, TOO_LARGE, type Answer } from './answers';
import { fail, ok, type Result } from '../../../shared/common/result';

/** Fits 100 recipients with a full LMS each (about 600 KB) and a 300 KB picture in base64 (400 KB). */
const MAX_BODY_BYTES = 1_000_000;

/** Reads the body as text; fails with the answer to one that is too long or not UTF-8. */
export async function readBody(request: IncomingMessage): Promise<Result<string, Answer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Stays open after an early exit, since the refusal is sent on the same connection.
  const incoming = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      return fail(TOO_LARGE);
    }
    chunks.push(chunk);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return fail(NOT_UTF8);
  }
}

/** Parses a body as JSON; undefined if it is invalid. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
