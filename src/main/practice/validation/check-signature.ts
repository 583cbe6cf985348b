import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AUTHENTICATION_FAILED, gatewayError, type Answer } from '../http/answers';

/** Difference from the gateway's clock at which a timestamp becomes invalid (SENS overview page). */
const WINDOW_MS = 5 * 60_000;

/** Parts of a request that the gateway checks. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

export interface ApiKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Checks key, signature and time of a request; returns the gateway's refusal, or null to accept it. */
export function checkSignature(request: SignedRequest, keys: ApiKeys, now: number): Answer | null {
  const timestamp = header(request.headers, 'x-ncp-apigw-timestamp');
  const accessKey = header(request.headers, 'x-ncp-iam-access-key');
  const given = header(request.headers, 'x-ncp-apigw-signature-v2');
  if (timestamp === '' || accessKey === '' || given === '') {
    return gatewayError(401, '200', 'Authentication Failed', 'Authentication information are missing.');
  }
  const inTime = /^\d{1,16}$/.test(timestamp) && Math.abs(now - Number(timestamp)) < WINDOW_MS;
  const lines = [`${request.method} ${request.target}`, timestamp, keys.accessKey].join('\n');
  const expected = createHmac('sha256', keys.secretKey).update(lines).digest('base64');
  return inTime && accessKey === keys.accessKey && same(given, expected) ? null : AUTHENTICATION_FAILED;
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function same(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}
