import { expect, test } from 'vitest';
import { connectionFailure, exchangeFailure } from '../../../../../src/main/engine/send/channels/failures';

test.each([
  { code: 'ENOTFOUND', mayBeWritten: false, expected: 'channel-unreachable', outcome: 'retry' },
  { code: 'EAI_AGAIN', mayBeWritten: false, expected: 'channel-unreachable', outcome: 'retry' },
  { code: 'ECONNREFUSED', mayBeWritten: false, expected: 'channel-unreachable', outcome: 'retry' },
  { code: 'timeout', mayBeWritten: false, expected: 'channel-unreachable', outcome: 'retry' },
  { code: 'timeout', mayBeWritten: true, expected: 'channel-unreachable', outcome: 'unknown' },
  { code: 'ECONNRESET', mayBeWritten: true, expected: 'channel-unreachable', outcome: 'unknown' },
  { code: 'proxy 407', mayBeWritten: false, expected: 'channel-unreachable', outcome: 'retry' },
  { code: 'CERT_HAS_EXPIRED', mayBeWritten: false, expected: 'channel-certificate', outcome: 'retry' },
  { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', mayBeWritten: false, expected: 'channel-certificate', outcome: 'retry' },
  { code: 'HPE_INVALID_CONSTANT', mayBeWritten: true, expected: 'channel-odd-answer', outcome: 'unknown' },
  { code: 'ERR_INVALID_CHAR', mayBeWritten: false, expected: 'channel-incomplete', outcome: 'refused' },
])('$code, written $mayBeWritten: $expected, $outcome', ({ expected, outcome, ...broken }) => {
  expect(connectionFailure(broken)).toMatchObject({ code: expected, outcome, retryAfterMs: null });
});

test('a service that recognizes a repeated message gets it again whenever the outcome is unknown', () => {
  const broken = { kind: 'broken', code: 'timeout', mayBeWritten: true, reused: false } as const;
  const rules = { detail: () => '' };
  expect(exchangeFailure(broken, { ...rules, repeatable: true }).outcome).toBe('retry');
  expect(exchangeFailure(broken, { ...rules, repeatable: false }).outcome).toBe('unknown');
});
