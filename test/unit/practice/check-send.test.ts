import { expect, test } from 'vitest';
import { checkSend } from '../../../src/main/practice/validation/check-send';

const GOOD = {
  type: 'SMS',
  from: '0212345678',
  content: 'hello',
  messages: [{ to: '01012345678' }],
};

const FACTS = { registered: ['0212345678'], now: 0, file: () => null };

function check(change: Readonly<Record<string, unknown>>): boolean {
  return checkSend(JSON.stringify({ ...GOOD, ...change }), FACTS).ok;
}

test('the minimum that SENS requires is enough, and its defaults are filled in', () => {
  const checked = checkSend(JSON.stringify(GOOD), FACTS);
  expect(checked).toEqual({
    ok: true,
    value: {
      type: 'SMS',
      contentType: 'COMM',
      countryCode: '82',
      from: '0212345678',
      messages: [{ to: '01012345678', subject: '', content: 'hello' }],
      files: [],
      reserve: null,
    },
  });
});

test('an individual message overrides the default', () => {
  const checked = checkSend(
    JSON.stringify({
      ...GOOD,
      type: 'lms',
      subject: 's',
      messages: [{ to: '01012345678', content: 'own', subject: 't' }],
    }),
    FACTS,
  );
  expect(checked).toMatchObject({ ok: true, value: { type: 'LMS', messages: [{ content: 'own', subject: 't' }] } });
});

test('a hundred recipients are accepted, one more is not', () => {
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
  ['a subject of its own on an SMS', { messages: [{ to: '01012345678', subject: 's' }] }],
  ['a domestic number without its 0', { messages: [{ to: '821012345678' }] }],
  ['a country code with a plus', { countryCode: '+82' }],
  ['an LMS abroad', { type: 'LMS', countryCode: '1', messages: [{ to: '2025550123' }] }],
  ['an unknown kind of content', { contentType: 'NEWS' }],
])('%s is refused', (_, change) => {
  expect(check(change)).toBe(false);
});

test.each([
  ['an advertisement', { contentType: 'AD' }],
  ['an SMS abroad', { countryCode: '1', messages: [{ to: '2025550123' }] }],
  ['a land line', { messages: [{ to: '021234567' }] }],
  ['a service number', { messages: [{ to: '15881234' }] }],
  ['a text far too long', { content: '가'.repeat(5_000) }],
])('%s is accepted', (_, change) => {
  expect(check(change)).toBe(true);
});

test('anything but JSON is refused', () => {
  expect(checkSend('', FACTS).ok).toBe(false);
  expect(checkSend('{', FACTS).ok).toBe(false);
});
