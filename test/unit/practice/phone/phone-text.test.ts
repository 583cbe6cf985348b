import { expect, test } from 'vitest';
import type { PracticeMessage } from '../../../../src/main/practice/store/message-store';
import { phoneText } from '../../../../src/main/practice/phone/phone-text';
import { visibleText } from '../../../../src/main/practice/phone/visible-text';
import { translator } from '../../../../src/shared/i18n/translator';

const AT = Date.UTC(2026, 10, 22, 3, 0, 0);
const MESSAGE: PracticeMessage = {
  requestId: 'r',
  messageId: 'm',
  type: 'SMS',
  contentType: 'COMM',
  countryCode: '82',
  from: '021234567',
  to: '01012345678',
  subject: '',
  content: 'hello',
  arrivedSubject: '',
  arrived: 'hello',
  files: [],
  requestedAt: AT,
  sentAt: AT,
  completesAt: AT + 800,
  undelivered: null,
};

function shown(change: Partial<PracticeMessage>): ReturnType<typeof phoneText> {
  const prices = { SMS: 0, LMS: 30, MMS: 100 };
  return phoneText({ ...MESSAGE, ...change }, { translate: translator('ko'), language: 'ko', prices });
}

test.each([
  ['01012345678', '010-1234-5678'],
  ['0111234567', '011-123-4567'],
  ['021234567', '02-123-4567'],
  ['0212345678', '02-1234-5678'],
  ['0311234567', '031-123-4567'],
  ['15881234', '1588-1234'],
  ['12', '12'],
])('the digits %s are read as %s', (to, read) => {
  expect(shown({ to }).to).toBe(read);
});

test('a foreign number starts with its country code', () => {
  expect(shown({ countryCode: '1', to: '2025550123' }).to).toBe('+1 2025550123');
});

test('the time is that of arrival', () => {
  expect(shown({}).at).toBe('2026-11-22T03:00:00.800Z');
  expect(shown({}).time).toContain('12:00:00');
});

test('an image that was not delivered is not shown', () => {
  const files = [{ fileId: 'f', name: 'graph.jpg' }];
  expect(shown({ type: 'MMS', files }).pictures).toEqual(['picture/f']);
  const undelivered = { statusCode: '1', statusMessage: '' };
  expect(shown({ type: 'MMS', files, undelivered }).pictures).toEqual([]);
});

test.each([
  ['plain\ntext', 'plain\ntext'],
  ['\u202eevil', '[U+202E]evil'],
  ['\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['\u001b[31m\r\t', '[U+001B][31m[U+000D][U+0009]'],
  ['\u2028\u{e0041}', '[U+2028][U+E0041]'],
  ['\ud800', '[U+D800]'],
])('invisible characters of %j show as their numbers', (text, visible) => {
  expect(visibleText(text)).toBe(visible);
});
