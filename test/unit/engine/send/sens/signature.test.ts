import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceTarget, signature } from '../../../../../src/main/engine/send/sens/signed-call';
import { checkSignature } from '../../../../../src/main/practice/validation/check-signature';

const SERVICE = '/sms/v2/services/ncp:sms:kr:123456789012:demo';
const REQUEST = 'RSSA-1700000000000-0001-00000000-AbCdEfGh';
const OWN = {
  timestamp: '1700000000000',
  accessKey: 'ACCESSKEYEXAMPLE0001',
  secretKey: 'SECRETKEYEXAMPLE0000000000000000000001',
} as const;

const VECTORS = [
  {
    name: 'a query, from an independent client',
    parts: {
      method: 'GET',
      target: '/vserver/v2/getServerInstanceList?responseFormatType=json',
      timestamp: '1234567890123',
      accessKey: 'TestAccessKey',
      secretKey: 'TestSecretKey',
    },
    expected: 'FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=',
  },
  {
    name: 'a send',
    parts: { method: 'POST', target: `${SERVICE}/messages`, ...OWN },
    expected: 'bTGXHasd5of8hS9PFihEdKc/jw9Xh+JCfZLdFkjuo1Y=',
  },
  {
    name: 'a send with an encoded service',
    parts: { method: 'POST', target: `${SERVICE.replaceAll(':', '%3A')}/messages`, ...OWN },
    expected: 'Hjj/fYnlASk/YAgb+4DUB5kw8AxRCD4tgxjFAPynO7M=',
  },
  {
    name: 'a list',
    parts: { method: 'GET', target: `${SERVICE}/messages?requestId=${REQUEST}`, ...OWN },
    expected: '8/e5/DZWyHI53xInY5RGEA1qK2FwUXhqZrLiswSF+jE=',
  },
  {
    name: 'the cancel of a reservation',
    parts: { method: 'DELETE', target: `${SERVICE}/reservations/${REQUEST}`, ...OWN },
    expected: '29u0sS1VwYhwCmnmracNcZTPz4pRBbA9X5xYVs685dM=',
  },
] as const;

test.each(VECTORS)('signs $name like the test vector', ({ parts, expected }) => {
  expect(signature(parts)).toBe(expected);
});

test.each(VECTORS)('the practice SENS, by its own computation, accepts $name', ({ parts, expected }) => {
  const headers = {
    'x-ncp-apigw-timestamp': parts.timestamp,
    'x-ncp-iam-access-key': parts.accessKey,
    'x-ncp-apigw-signature-v2': expected,
  };
  const request = { method: parts.method, target: parts.target, headers };
  const now = Number(parts.timestamp);
  expect(checkSignature(request, parts, now)).toBeNull();
  expect(checkSignature(request, parts, now + 299_999)).toBeNull();
  expect(checkSignature(request, parts, now + 300_000)).toMatchObject({ status: 401 });
  expect(checkSignature(request, parts, now - 300_000)).toMatchObject({ status: 401 });
  expect(checkSignature({ ...request, target: `${parts.target}&more=1` }, parts, now)).toMatchObject({ status: 401 });
  expect(checkSignature({ ...request, method: 'PUT' }, parts, now)).toMatchObject({ status: 401 });
  expect(checkSignature({ ...request, headers: {} }, parts, now)).toMatchObject({
    status: 401,
    body: { error: { errorCode: '200', details: 'Authentication information are missing.' } },
  });
});

const keyText = fc.stringMatching(/^[A-Za-z0-9]{8,40}$/);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  serviceId: fc.stringMatching(/^ncp:sms:kr:\d{12}:[^\s/?#]{1,12}$/u),
  query: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme', maxLength: 12 }), {
    maxKeys: 3,
  }),
  time: fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 }),
  accessKey: keyText,
  secretKey: keyText,
});

test('the practice SENS accepts the signature of any request, and no other key, time or target', () => {
  fc.assert(
    fc.property(request, ({ method, serviceId, query, time, accessKey, secretKey }) => {
      const at = serviceTarget({ baseUrl: 'https://sens.example', serviceId }, '/messages', query);
      const target = at?.target ?? '';
      const timestamp = String(time);
      const signed = signature({ method, target, timestamp, accessKey, secretKey });
      const headers = {
        'x-ncp-apigw-timestamp': timestamp,
        'x-ncp-iam-access-key': accessKey,
        'x-ncp-apigw-signature-v2': signed,
      };
      const keys = { accessKey, secretKey };
      expect(target).toMatch(/^\/sms\/v2\/services\/[!-~]+\/messages/);
      expect(signed).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      expect(checkSignature({ method, target, headers }, keys, time)).toBeNull();
      expect(checkSignature({ method, target: `${target}/`, headers }, keys, time)).not.toBeNull();
      expect(checkSignature({ method, target, headers }, { ...keys, secretKey: `${secretKey}x` }, time)).not.toBeNull();
      const later = { ...headers, 'x-ncp-apigw-timestamp': String(time + 1) };
      expect(checkSignature({ method, target, headers: later }, keys, time)).not.toBeNull();
    }),
  );
});
