import { createHmac } from 'node:crypto';
import type { SensMethod } from './sens-http';

/** What is signed of a request. The body is not part of it, whatever older SENS pages say. */
export interface SignedParts {
  readonly method: SensMethod;
  /** Path and query exactly as they stand on the wire, without scheme and host. */
  readonly target: string;
  /** ms since 1970 as text, the same string as in `x-ncp-apigw-timestamp`. */
  readonly timestamp: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The value of `x-ncp-apigw-signature-v2` (SENS API overview page): base64 of HMAC-SHA256 under the secret key. */
export function signature(parts: SignedParts): string {
  const message = `${parts.method} ${parts.target}\n${parts.timestamp}\n${parts.accessKey}`;
  return createHmac('sha256', parts.secretKey).update(message, 'utf8').digest('base64');
}
