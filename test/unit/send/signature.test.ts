import { expect, test } from 'vitest';
import { signature } from '../../../src/main/engine/send/signature';
import { checkSignature } from '../../../src/main/practice/check-signature';

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
] as const;

test.each(VECTORS)('signs $name as known', ({ parts, expected }) => {
  expect(signature(parts)).toBe(expected);
});

test.each(VECTORS)('the practice SENS, by its own arithmetic, lets $name through', ({ parts, expected }) => {
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
  expect(checkSignature({ ...request, method: 'DELETE' }, parts, now)).toMatchObject({ status: 401 });
  expect(checkSignature({ ...request, headers: {} }, parts, now)).toMatchObject({
    status: 401,
    body: { error: { errorCode: '200', details: 'Authentication information are missing.' } },
  });
});
