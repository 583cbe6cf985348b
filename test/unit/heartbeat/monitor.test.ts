import { describe, expect, it } from 'vitest';
import { clockProblem } from '../../../src/main/heartbeat/clock-check';
import { heartbeatUrl } from '../../../src/main/heartbeat/heartbeat-url';
import { hostOf, monitorRequest, refusalOf } from '../../../src/main/heartbeat/monitor';

const PING = 'https://hc-ping.com/f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
const PUSH = 'http://127.0.0.1:3001/api/push/kUmAtOkEn0?status=up&msg=OK&ping=';

describe('a check of healthchecks.io', () => {
  it('hears a success at its URL, by the method of the settings', () => {
    expect(monitorRequest(PING, 'GET', null)).toEqual({ method: 'GET', url: PING, headers: {}, body: null });
    expect(monitorRequest(PING, 'POST', null)).toMatchObject({ method: 'POST', url: PING, body: '' });
  });

  it('hears the reasons of a failure in the body', () => {
    expect(monitorRequest(PING, 'GET', ['One.', 'Two.'])).toEqual({
      ...{ method: 'POST', url: `${PING}/fail`, body: 'One.\nTwo.' },
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  });

  it.each([
    ['https://hc-ping.com/key/slug/', 'https://hc-ping.com/key/slug/fail'],
    ['https://hc-ping.com/key/slug?create=1', 'https://hc-ping.com/key/slug/fail?create=1'],
  ])('keeps the rest of %s', (url, failure) => {
    expect(monitorRequest(url, 'GET', ['One.']).url).toBe(failure);
  });

  it('gets at most 2,000 characters', () => {
    expect(monitorRequest(PING, 'GET', ['x'.repeat(5_000)]).body).toHaveLength(2_000);
  });
});

describe('a push monitor of Uptime Kuma', () => {
  it('hears a success, and a failure with its reasons, in the query', () => {
    expect(monitorRequest(PUSH, 'GET', null)).toEqual({ method: 'GET', url: PUSH, headers: {}, body: null });
    const { method, url, body } = monitorRequest(PUSH, 'GET', ['Permission denied: /var/log/a b.log', 'Two & three']);
    const { searchParams } = new URL(url);
    expect([method, body, Object.fromEntries(searchParams)]).toEqual([
      'GET',
      null,
      { status: 'down', msg: 'Permission denied: /var/log/a b.log Two & three', ping: '' },
    ]);
  });

  it('is found below a prefix, with or without a query', () => {
    expect(monitorRequest('https://kuma.example.com/status/api/push/abc', 'GET', null).url).toBe(
      'https://kuma.example.com/status/api/push/abc?status=up&msg=OK&ping=',
    );
  });
});

it.each([
  [200, 'OK', null],
  [204, '', null],
  [200, '{"ok":true}', null],
  [200, 'OK (not found)', 'not-found'],
  [200, '{"ok":false,"msg":"Monitor not found or not active."}', 'not-found'],
  [301, '', 'HTTP 301'],
  [404, 'not found', 'HTTP 404'],
  [500, '', 'HTTP 500'],
])('an answer of %i %j is %j', (status, text, refusal) => {
  expect(refusalOf(status, text)).toBe(refusal);
});

it('only the host of a URL is shown', () => {
  expect([hostOf(PING), hostOf(PUSH)]).toEqual(['hc-ping.com', '127.0.0.1:3001']);
});

it('a URL that is not in the settings is a secret of its own', () => {
  const found = (url: string | undefined, known: string | undefined): string | null => {
    const beat = { id: 'ops', every: '1m', method: 'GET', ...(url !== undefined && { url }) } as const;
    const secrets = {
      known: (ids: readonly string[]) =>
        Object.fromEntries(ids.map((id) => [id, known === undefined ? {} : { url: known }])),
    };
    return heartbeatUrl(beat, [beat, { every: '1m', method: 'GET', url: PING }], secrets);
  };
  expect(found(undefined, PING)).toBe(PING);
  expect(found(PUSH, PING)).toBe(PUSH);
  expect([found(undefined, undefined), found(undefined, 'https://hc-ping.com:99999/')]).toEqual([null, null]);
});

it.each([
  [0, null],
  [4 * 60_000, null],
  [10 * 60_000, { minutes: 10, context: 'ahead' }],
  [-10 * 60_000, { minutes: 10, context: 'behind' }],
])('a clock that is %i ms off is compared with the limit of SENS', (ms, params) => {
  const receivedAt = Date.UTC(2026, 10, 30);
  const date = new Date(receivedAt - ms).toUTCString();
  expect(clockProblem({ date, receivedAt })?.params ?? null).toEqual(params);
  expect(clockProblem({ date: undefined, receivedAt })).toBeNull();
});
