import { expect, test } from 'vitest';
import { checkSignature } from '../../../src/main/practice/validation/check-signature';

const SERVICE = '/sms/v2/services/ncp:sms:kr:123456789012:demo';
const REQUEST = 'RSSA-1700000000000-0001-00000000-AbCdEfGh';
const OWN = { accessKey: 'ACCESSKEYEXAMPLE0001', secretKey: 'SECRETKEYEXAMPLE0000000000000000000001' } as const;
const AT = 1_700_000_000_000;

/** The first vector comes from an independent client; the others were computed by hand. */
const VECTORS = [
  {
    name: 'a query',
    request: 'GET /vserver/v2/getServerInstanceList?responseFormatType=json',
    at: 1_234_567_890_123,
    keys: { accessKey: 'TestAccessKey', secretKey: 'TestSecretKey' },
    signature: 'FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=',
  },
  {
    name: 'a send',
    request: `POST ${SERVICE}/messages`,
    at: AT,
    keys: OWN,
    signature: 'bTGXHasd5of8hS9PFihEdKc/jw9Xh+JCfZLdFkjuo1Y=',
  },
  {
    name: 'a send with encoded colons',
    request: `POST ${SERVICE.replaceAll(':', '%3A')}/messages`,
    at: AT,
    keys: OWN,
    signature: 'Hjj/fYnlASk/YAgb+4DUB5kw8AxRCD4tgxjFAPynO7M=',
  },
  {
    name: 'a list',
    request: `GET ${SERVICE}/messages?requestId=${REQUEST}`,
    at: AT,
    keys: OWN,
    signature: '8/e5/DZWyHI53xInY5RGEA1qK2FwUXhqZrLiswSF+jE=',
  },
  {
    name: 'a cancel',
    request: `DELETE ${SERVICE}/reservations/${REQUEST}`,
    at: AT,
    keys: OWN,
    signature: '29u0sS1VwYhwCmnmracNcZTPz4pRBbA9X5xYVs685dM=',
  },
] as const;

function signed(vector: (typeof VECTORS)[number], change: Readonly<Record<string, string>> = {}) {
  const [method = '', target = ''] = vector.request.split(' ');
  const headers = {
    'x-ncp-apigw-timestamp': String(vector.at),
    'x-ncp-iam-access-key': vector.keys.accessKey,
    'x-ncp-apigw-signature-v2': vector.signature,
    ...change,
  };
  return { method, target, headers };
}

test.each(VECTORS)('accepts $name, and only as it was signed', (vector) => {
  const request = signed(vector);
  const check = (changed: Partial<typeof request>): number | undefined =>
    checkSignature({ ...request, ...changed }, vector.keys, vector.at)?.status;
  expect(check({})).toBeUndefined();
  expect(check({ method: 'PATCH' })).toBe(401);
  expect(check({ method: request.method.toLowerCase() })).toBe(401);
  expect(check({ target: `${request.target}&more=1` })).toBe(401);
  expect(check(signed(vector, { 'x-ncp-apigw-timestamp': String(vector.at + 1) }))).toBe(401);
  expect(check(signed(vector, { 'x-ncp-iam-access-key': 'OTHER' }))).toBe(401);
  expect(check(signed(vector, { 'x-ncp-apigw-signature-v2': vector.signature.slice(0, -1) }))).toBe(401);
});

test.each(VECTORS)('$name is in time for less than five minutes either side', (vector) => {
  const at = (shift: number): number | undefined =>
    checkSignature(signed(vector), vector.keys, vector.at + shift)?.status;
  expect([at(-299_999), at(299_999)]).toEqual([undefined, undefined]);
  expect([at(-300_000), at(300_000)]).toEqual([401, 401]);
});
