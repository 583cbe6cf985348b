import { expect, test } from 'vitest';
import { checkSend } from '../../../src/main/practice/check-send';

const GOOD = {
  type: 'SMS',
  from: '0212345678',
  content: 'hello',
  messages: [{ to: '01012345678' }],
};

function check(change: Readonly<Record<string, unknown>>): boolean {
  return checkSend(JSON.stringify({ ...GOOD, ...change }), ['0212345678']).ok;
}

test('the least that SENS wants is enough, and its defaults are filled in', () => {
  const checked = checkSend(JSON.stringify(GOOD), ['0212345678']);
  expect(checked).toEqual({
    ok: true,
    value: {
      type: 'SMS',
      contentType: 'COMM',
      countryCode: '82',
      from: '0212345678',
      subject: '',
      content: 'hello',
      messages: [{ to: '01012345678', subject: '', content: 'hello' }],
    },
  });
});

test('a message of its own wins over the default', () => {
  const checked = checkSend(
    JSON.stringify({
      ...GOOD,
      type: 'lms',
      subject: 's',
      messages: [{ to: '01012345678', content: 'own', subject: 't' }],
    }),
    ['0212345678'],
  );
  expect(checked).toMatchObject({ ok: true, value: { type: 'LMS', messages: [{ content: 'own', subject: 't' }] } });
});

test('a hundred recipients are taken, one more is not', () => {
  const messages = Array.from({ length: 101 }, () => ({ to: '01012345678' }));
  expect(check({ messages: messages.slice(0, 100) })).toBe(true);
  expect(check({ messages })).toBe(false);
});

test.each([
  ['a hyphen in to', { messages: [{ to: '010-1234-5678' }] }],
  ['a country code in to', { messages: [{ to: '+821012345678' }] }],
  ['no recipients', { messages: [] }],
  ['the old to', { messages: undefined, to: ['01012345678'] }],
  ['an unregistered sender', { from: '0298765432' }],
  ['a sender with hyphens', { from: '02-1234-5678' }],
  ['an unknown type', { type: 'FAX' }],
  ['a country code that is a number', { countryCode: 82 }],
  ['no content', { content: '' }],
  ['a subject on an SMS', { subject: 's' }],
])('%s is refused', (_, change) => {
  expect(check(change)).toBe(false);
});

test('what is no JSON is refused', () => {
  expect(checkSend('', []).ok).toBe(false);
  expect(checkSend('{', []).ok).toBe(false);
});
