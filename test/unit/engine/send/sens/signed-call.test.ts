import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLoopback } from '../../../../../src/main/engine/send/sens/http';
import { serviceTarget } from '../../../../../src/main/engine/send/sens/signed-call';
import { koreanTime, reserveTime, sensTime } from '../../../../../src/main/engine/send/sens/time';

const ACCESS = { baseUrl: 'https://sens.apigw.ntruss.com', serviceId: 'ncp:sms:kr:123456789012:demo' };

test('the target is the end of the address, with raw colons in the service id', () => {
  expect(serviceTarget(ACCESS, '/messages', {})).toEqual({
    url: 'https://sens.apigw.ntruss.com/sms/v2/services/ncp:sms:kr:123456789012:demo/messages',
    target: '/sms/v2/services/ncp:sms:kr:123456789012:demo/messages',
  });
});

test('query values are encoded once', () => {
  const at = serviceTarget(ACCESS, '/messages', { requestStartTime: '2026-11-22 12:00:00', nextToken: 'a+b&c=%' });
  expect(at?.target).toBe(
    '/sms/v2/services/ncp:sms:kr:123456789012:demo/messages?requestStartTime=2026-11-22%2012%3A00%3A00&nextToken=a%2Bb%26c%3D%25',
  );
  expect(at?.url.endsWith(at.target)).toBe(true);
});

test('a service id cannot escape its path segment', () => {
  const at = serviceTarget({ ...ACCESS, serviceId: 'a/b?c#d é' }, '/messages', {});
  expect(at?.target).toBe('/sms/v2/services/a%2Fb%3Fc%23d%20%C3%A9/messages');
});

test('an invalid address gives none', () => {
  expect(serviceTarget({ ...ACCESS, baseUrl: 'not an address' }, '/messages', {})).toBeNull();
});

test('loopback is recognized in all its forms', () => {
  for (const url of ['http://127.0.0.1:8', 'http://127.9.9.9/', 'http://localhost/', 'http://[::1]:8/']) {
    expect(isLoopback(url)).toBe(true);
  }
  for (const url of ['http://127.0.0.1.example.com/', 'https://sens.apigw.ntruss.com/', 'http://localhost.example/']) {
    expect(isLoopback(url)).toBe(false);
  }
});

test('times are Korean, whatever the local zone', () => {
  expect(koreanTime(Date.UTC(2026, 10, 22, 15, 4, 5, 999))).toBe('2026-11-23 00:04:05');
});

test('a scheduled time is written in its zone, to the minute, never earlier than requested', () => {
  expect(reserveTime(Date.UTC(2026, 10, 22, 15, 4, 0, 0), 'Asia/Seoul')).toBe('2026-11-23 00:04');
  expect(reserveTime(Date.UTC(2026, 10, 22, 15, 4, 0, 1), 'Asia/Seoul')).toBe('2026-11-23 00:05');
  expect(reserveTime(Date.UTC(2026, 6, 1, 12, 0), 'Europe/Berlin')).toBe('2026-07-01 14:00');
  expect(reserveTime(Date.UTC(2026, 11, 31, 15, 0), 'Asia/Seoul')).toBe('2027-01-01 00:00');
});

test('times of SENS are read with their zone, or as Korean without one', () => {
  const at = Date.UTC(2026, 10, 22, 15, 4, 5, 678);
  expect(sensTime('2026-11-23T00:04:05.678')).toBe(at);
  expect(sensTime('2026-11-22T15:04:05.678Z')).toBe(at);
  expect(sensTime('2026-11-22T10:04:05.678-05:00')).toBe(at);
  expect(sensTime('2026-11-23 00:04:05')).toBe(at - 678);
  for (const text of ['', 'soon', '2026-13-45T00:00:00']) {
    expect(sensTime(text)).toBeNull();
  }
});

test('a time scheduled in Korea is read back as the minute it was rounded up to', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }), (at) => {
      const read = sensTime(`${reserveTime(at, 'Asia/Seoul')}:00`) ?? 0;
      expect(read).toBeGreaterThanOrEqual(at);
      expect(read - at).toBeLessThan(60_000);
      expect(koreanTime(read)).toBe(`${reserveTime(at, 'Asia/Seoul')}:00`);
    }),
  );
});
