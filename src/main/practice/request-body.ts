import type { IncomingMessage } from 'node:http';

/** A request of 100 recipients with a full LMS each is about 600 KB. */
const LONGEST_BODY = 1_000_000;

/** The whole body as text; null when it is longer than any request of SENS can be. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Left open when the rest is not wanted: the refusal still has to go out on it.
  const incoming = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
