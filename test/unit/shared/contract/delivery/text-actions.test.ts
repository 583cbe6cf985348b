import { expect, test } from 'vitest';
import type { TextState } from '../../../../../src/shared/contract/history';
import {
  dropRefusal,
  resendRefusal,
  type ActionRefusal,
} from '../../../../../src/shared/contract/delivery/text-actions';

interface Case {
  readonly state: TextState;
  readonly code: string;
  readonly resend: ActionRefusal | null;
  readonly drop: ActionRefusal | null;
}

test.each<Case>([
  { state: 'owed', code: '', resend: 'not-now', drop: null },
  { state: 'owed', code: 'sens-unreachable', resend: 'not-now', drop: null },
  { state: 'owed', code: 'sens-refused-key', resend: null, drop: null },
  { state: 'owed', code: 'sens-bad-request', resend: null, drop: null },
  { state: 'owed', code: 'channel-refused', resend: null, drop: null },
  { state: 'owed', code: 'channel-unreachable', resend: 'not-now', drop: null },
  { state: 'unknown', code: 'channel-answer-lost', resend: 'may-repeat', drop: null },
  { state: 'sending', code: 'being-sent', resend: 'not-now', drop: 'not-now' },
  { state: 'accepted', code: '', resend: 'not-now', drop: 'not-now' },
  { state: 'accepted', code: 'reserved', resend: 'not-now', drop: null },
  { state: 'accepted', code: 'cancelling', resend: 'not-now', drop: 'not-now' },
  { state: 'owed', code: 'held', resend: 'not-now', drop: null },
  { state: 'unknown', code: 'no-receipt', resend: 'may-repeat', drop: null },
  { state: 'failed', code: 'not-delivered', resend: null, drop: 'over' },
  { state: 'failed', code: 'may-be-delivered', resend: 'may-repeat', drop: 'over' },
  { state: 'failed', code: 'in-digest', resend: 'may-repeat', drop: 'over' },
  { state: 'delivered', code: '', resend: 'over', drop: 'over' },
])('$state $code: possible actions', ({ state, code, resend, drop }) => {
  const text = { state, reason: code === '' ? null : { code, params: {} }, practice: false };
  expect(resendRefusal(text)).toBe(resend);
  expect(dropRefusal(text)).toBe(drop);
});

test('a practice text that has ended is never sent', () => {
  const reason = { code: 'practice-ended', params: {} };
  expect(resendRefusal({ state: 'failed', reason, practice: true })).toBe('practice');
});
