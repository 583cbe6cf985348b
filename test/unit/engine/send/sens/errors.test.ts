import { expect, test } from 'vitest';
import { sensFailure } from '../../../../../src/main/engine/send/sens/errors';
import type { Exchange } from '../../../../../src/main/engine/send/sens/http';
import { resources } from '../../../../../src/shared/i18n/resources';
import { translator } from '../../../../../src/shared/i18n/translator';
import { en, ko } from '../../../../support/text/strings';

const NOW = Date.UTC(2026, 10, 22, 3, 0, 0);

function answer(
  status: number,
  body: unknown = '',
  more: Partial<Extract<Exchange, { kind: 'answer' }>> = {},
): Exchange {
  return {
    kind: 'answer',
    status,
    text: typeof body === 'string' ? body : JSON.stringify(body),
    fault: null,
    contentType: 'application/json',
    date: new Date(NOW).toUTCString(),
    retryAfter: undefined,
    receivedAt: NOW,
    ...more,
  };
}

function broken(code: string, mayBeWritten = false): Exchange {
  return { kind: 'broken', code, mayBeWritten, reused: false };
}

function gateway(errorCode: string, message: string): unknown {
  return { error: { errorCode, message, details: 'Invalid authentication information.' } };
}

const brokenOff = { text: '', fault: { kind: 'broken-off', code: 'ECONNRESET' } } as const;
const tooLong = { text: '', fault: { kind: 'odd', code: 'too-long' } } as const;
const tenMinutesAhead = { date: new Date(NOW + 600_000).toUTCString() };
const page = { contentType: 'text/html' };

const TABLE = [
  {
    name: 'gateway 401, code 200',
    exchange: answer(401, gateway('200', 'Authentication Failed')),
    code: 'sens-refused-key',
    outcome: 'refused',
  },
  {
    name: 'gateway 401, code 210',
    exchange: answer(401, gateway('210', 'Permission Denied')),
    code: 'sens-no-right',
    outcome: 'refused',
  },
  {
    name: '401 and a clock far off',
    exchange: answer(401, gateway('200', ''), tenMinutesAhead),
    code: 'sens-clock',
    outcome: 'retry',
  },
  {
    name: '401 without a body or date',
    exchange: answer(401, '', { date: undefined }),
    code: 'sens-refused-key',
    outcome: 'refused',
  },
  {
    name: '403',
    exchange: answer(403, { status: 403, error: 'Forbidden', message: 'Forbidden' }),
    code: 'sens-no-right',
    outcome: 'refused',
  },
  {
    name: '400',
    exchange: answer(400, { status: 400, errors: ['from'], errorMessage: 'Bad' }),
    code: 'sens-bad-request',
    outcome: 'refused',
  },
  { name: '413', exchange: answer(413, gateway('430', 'Too Large')), code: 'sens-bad-request', outcome: 'refused' },
  {
    name: 'gateway 404',
    exchange: answer(404, gateway('300', 'Not Found')),
    code: 'sens-unknown-service',
    outcome: 'refused',
  },
  { name: 'empty 404', exchange: answer(404), code: 'sens-unknown-service', outcome: 'refused' },
  { name: '408', exchange: answer(408), code: 'sens-server', outcome: 'retry' },
  { name: '429', exchange: answer(429, gateway('400', 'Quota Exceeded')), code: 'sens-too-fast', outcome: 'retry' },
  { name: '500', exchange: answer(500, { status: 500, errorMessage: 'x' }), code: 'sens-server', outcome: 'unknown' },
  { name: '502 page', exchange: answer(502, '<html></html>', page), code: 'sens-server', outcome: 'unknown' },
  { name: '503', exchange: answer(503, gateway('500', 'Endpoint Error')), code: 'sens-server', outcome: 'unknown' },
  { name: '504', exchange: answer(504, gateway('510', 'Endpoint Timeout')), code: 'sens-server', outcome: 'unknown' },
  {
    name: '500 that says it failed',
    exchange: answer(500, { statusCode: '500', statusName: 'fail' }),
    code: 'sens-server',
    outcome: 'retry',
  },
  { name: '503, cut off', exchange: answer(503, '', brokenOff), code: 'sens-server', outcome: 'unknown' },
  { name: '202, cut off', exchange: answer(202, '', brokenOff), code: 'sens-unreachable', outcome: 'unknown' },
  { name: '202, too long', exchange: answer(202, '', tooLong), code: 'sens-odd-answer', outcome: 'unknown' },
  { name: '401, cut off', exchange: answer(401, '', brokenOff), code: 'sens-refused-key', outcome: 'refused' },
  { name: '400, too long', exchange: answer(400, '', tooLong), code: 'sens-bad-request', outcome: 'refused' },
  { name: '404, cut off', exchange: answer(404, '', brokenOff), code: 'sens-unknown-service', outcome: 'refused' },
  { name: '429, cut off', exchange: answer(429, '', brokenOff), code: 'sens-too-fast', outcome: 'retry' },
  {
    name: 'no HTTP at all',
    exchange: broken('HPE_INVALID_CONSTANT', true),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'endless headers',
    exchange: broken('HPE_HEADER_OVERFLOW', true),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  { name: 'a proxy that refuses', exchange: broken('proxy 502'), code: 'sens-unreachable', outcome: 'retry' },
  { name: 'a host without a route', exchange: broken('EHOSTUNREACH'), code: 'sens-unreachable', outcome: 'retry' },
  { name: 'a write that failed', exchange: broken('EPIPE'), code: 'sens-unreachable', outcome: 'retry' },
  { name: '202 without an id', exchange: answer(202, {}), code: 'sens-odd-answer', outcome: 'unknown' },
  { name: '202 with broken JSON', exchange: answer(202, '{"requestId":'), code: 'sens-odd-answer', outcome: 'unknown' },
  { name: '200 page', exchange: answer(200, '<html></html>', page), code: 'sens-odd-answer', outcome: 'unknown' },
  { name: 'redirect', exchange: answer(302), code: 'sens-odd-answer', outcome: 'retry' },
  { name: 'proxy wants a password', exchange: answer(407), code: 'sens-odd-answer', outcome: 'retry' },
  {
    name: '403 page',
    exchange: answer(403, '  <!doctype html>', { contentType: '' }),
    code: 'sens-odd-answer',
    outcome: 'retry',
  },
  { name: 'no such host', exchange: broken('ENOTFOUND'), code: 'sens-unreachable', outcome: 'retry' },
  { name: 'refused connection', exchange: broken('ECONNREFUSED'), code: 'sens-unreachable', outcome: 'retry' },
  { name: 'time-out before the connection', exchange: broken('timeout'), code: 'sens-unreachable', outcome: 'retry' },
  {
    name: 'time-out after the connection',
    exchange: broken('timeout', true),
    code: 'sens-unreachable',
    outcome: 'unknown',
  },
  {
    name: 'reset after the connection',
    exchange: broken('ECONNRESET', true),
    code: 'sens-unreachable',
    outcome: 'unknown',
  },
  { name: 'expired certificate', exchange: broken('CERT_HAS_EXPIRED'), code: 'sens-certificate', outcome: 'retry' },
  {
    name: 'certificate of its own',
    exchange: broken('DEPTH_ZERO_SELF_SIGNED_CERT'),
    code: 'sens-certificate',
    outcome: 'retry',
  },
  {
    name: 'certificate of another host',
    exchange: broken('ERR_TLS_CERT_ALTNAME_INVALID'),
    code: 'sens-certificate',
    outcome: 'retry',
  },
  { name: 'no TLS at all', exchange: broken('EPROTO'), code: 'sens-certificate', outcome: 'retry' },
] as const;

test.each(TABLE)('$name → $code, $outcome', ({ exchange, code, outcome }) => {
  expect(sensFailure(exchange)).toMatchObject({ code, outcome });
});

test.each(TABLE)('$name has a complete sentence in both languages', ({ exchange }) => {
  const { code, params } = sensFailure(exchange);
  for (const language of ['ko', 'en'] as const) {
    const sentence = translator(language)(`reason.${code}`, params);
    expect(sentence).not.toBe(`reason.${code}`);
    expect(sentence).not.toMatch(/\{\{|undefined|\(\)/);
  }
});

test('both languages have a sentence for every reason, with the same placeholders', () => {
  const values = (sentence: string): string[] =>
    [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
  const english: Readonly<Record<string, string>> = resources.en.translation.reason;
  for (const [code, korean] of Object.entries(resources.ko.translation.reason)) {
    expect(values(english[code] ?? '')).toEqual(values(korean));
    expect(korean.length * (english[code]?.length ?? 0)).toBeGreaterThan(0);
  }
});

test('the minutes of a clock that is off are counted in both directions', () => {
  for (const [shift, context] of [
    [1, 'behind'],
    [-1, 'ahead'],
  ] as const) {
    const date = new Date(NOW + shift * 23 * 60_000).toUTCString();
    expect(sensFailure(answer(401, '', { date })).params).toEqual({ minutes: 23, context });
  }
  const date = new Date(NOW + 4 * 60_000).toUTCString();
  expect(sensFailure(answer(401, '', { date })).code).toBe('sens-refused-key');
});

test('error texts of SENS are shown in each of their formats, sanitized', () => {
  const detail = (body: unknown): unknown => sensFailure(answer(400, body)).params['detail'];
  expect(detail({ status: 400, errors: ['from'], errorMessage: 'Invalid <b>from</b>\n01012345678' })).toBe(
    'Invalid from 010******78 / from',
  );
  expect(detail({ status: 400, error: 'Bad Request', message: '발신번호' })).toBe('발신번호 / Bad Request');
  expect(detail(gateway('100', 'Bad Request Exception'))).toBe(
    'Bad Request Exception / Invalid authentication information.',
  );
  expect(detail('')).toBe('HTTP 400');
  expect(detail('{"status":')).toBe('HTTP 400');
  expect(String(detail({ errorMessage: '가'.repeat(500) })).length).toBe(120);
});

test('Retry-After is read as seconds and as a date', () => {
  expect(sensFailure(answer(429, '', { retryAfter: '7' })).retryAfterMs).toBe(7_000);
  const retryAfter = new Date(NOW + 9_000).toUTCString();
  expect(sensFailure(answer(429, '', { retryAfter })).retryAfterMs).toBe(9_000);
  expect(sensFailure(answer(429, '', { retryAfter: 'soon' })).retryAfterMs).toBeNull();
  expect(sensFailure(answer(429, '', { retryAfter: '999999999' })).retryAfterMs).toBe(3_600_000);
});

test.each([
  ['behind', 7],
  ['ahead', -7],
] as const)('the sentences in both languages state that a clock is %s', (direction, minutes) => {
  const date = new Date(NOW + minutes * 60_000).toUTCString();
  const { code, params } = sensFailure(answer(401, '', { date }));
  for (const [language, string] of [
    ['ko', ko],
    ['en', en],
  ] as const) {
    const t = translator(language);
    expect(t(`problem.${code}.title`, params)).toBe(string(`problem.sens-clock.title_${direction}`, { minutes: 7 }));
    expect(t(`reason.${code}`, params)).toBe(string(`reason.sens-clock_${direction}`, { minutes: 7 }));
  }
});
