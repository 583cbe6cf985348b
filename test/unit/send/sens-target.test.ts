import { expect, test } from 'vitest';
import { isLoopback, messagesTarget } from '../../../src/main/engine/send/sens-target';
import { koreanTime } from '../../../src/main/engine/send/sens-time';

const ACCESS = { baseUrl: 'https://sens.apigw.ntruss.com', serviceId: 'ncp:sms:kr:123456789012:demo' };

test('the target is what the address ends with, service id with raw colons', () => {
  expect(messagesTarget(ACCESS, '', {})).toEqual({
    url: 'https://sens.apigw.ntruss.com/sms/v2/services/ncp:sms:kr:123456789012:demo/messages',
    target: '/sms/v2/services/ncp:sms:kr:123456789012:demo/messages',
  });
});

test('query values are encoded once', () => {
  const at = messagesTarget(ACCESS, '', { requestStartTime: '2026-11-22 12:00:00', nextToken: 'a+b&c=%' });
  expect(at?.target).toBe(
    '/sms/v2/services/ncp:sms:kr:123456789012:demo/messages?requestStartTime=2026-11-22%2012%3A00%3A00&nextToken=a%2Bb%26c%3D%25',
  );
  expect(at?.url.endsWith(at.target)).toBe(true);
});

test('a service id cannot break out of its place', () => {
  const at = messagesTarget({ ...ACCESS, serviceId: 'a/b?c#d é' }, '', {});
  expect(at?.target).toBe('/sms/v2/services/a%2Fb%3Fc%23d%20%C3%A9/messages');
});

test('an address that is none gives none', () => {
  expect(messagesTarget({ ...ACCESS, baseUrl: 'not an address' }, '', {})).toBeNull();
});

test('loopback is known in all its forms', () => {
  for (const url of ['http://127.0.0.1:8', 'http://127.9.9.9/', 'http://localhost/', 'http://[::1]:8/']) {
    expect(isLoopback(url)).toBe(true);
  }
  for (const url of ['http://127.0.0.1.example.com/', 'https://sens.apigw.ntruss.com/', 'http://localhost.example/']) {
    expect(isLoopback(url)).toBe(false);
  }
});

test('times are Korean ones, whatever this computer thinks', () => {
  expect(koreanTime(Date.UTC(2026, 10, 22, 15, 4, 5, 999))).toBe('2026-11-23 00:04:05');
});
