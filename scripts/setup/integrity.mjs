import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * The integrity of a file as npm writes it: `sha512-` and the digest in base64 (W3C Subresource Integrity).
 *
 * @param {string} file
 */
export async function fileIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
