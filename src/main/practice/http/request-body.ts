import type { IncomingMessage } from 'node:http';
import { NOT_UTF8, TOO_LARGE, type Answer } from './answers';
import { fail, ok, type Result } from '../../../shared/common/result';

/** A request of 100 recipients with a full LMS each is about 600 KB; a picture of 300 KB takes 400 KB in base64. */
const LONGEST_BODY = 1_000_000;

/** The whole body as text; the error is the refusal of one that is too long or is not UTF-8. */
export async function readBody(request: IncomingMessage): Promise<Result<string, Answer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Left open when the rest is not wanted: the refusal still has to go out on it.
  const incoming = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY) {
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

/** A body's JSON; undefined when it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
