import { expect, test } from 'vitest';
import { parsePage, parseRequestId, saysFailed } from '../../../../../src/main/engine/send/sens/responses';

test('the request id of an accepted request', () => {
  expect(parseRequestId('{"requestId":"RSSA-1","statusCode":"202","extra":{}}')).toBe('RSSA-1');
});

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"requestId":""}',
  '{"requestId":{}}',
  '<html>',
  '{"requestId":"a',
  '{"requestId":"a\\u0000b"}',
  '{"requestId":"a\\nb"}',
  '{"requestId":"a b"}',
  '{"requestId":"RSSA-1","statusCode":"400","statusName":"fail"}',
])('no request id in %j', (text) => {
  expect(parseRequestId(text)).toBeNull();
});

test('a page with the fewest and the most fields of SENS', () => {
  const text = JSON.stringify({
    statusCode: '200',
    messages: [
      { requestId: 'r', messageId: 'm', to: '01012345678' },
      { requestId: 's', messageId: 'n', status: 'COMPLETED', statusCode: 0, statusMessage: null, content: 'c' },
    ],
    nextToken: 'more',
  });
  const page = parsePage(text);
  expect(page?.nextToken).toBe('more');
  expect(page?.messages).toHaveLength(2);
  expect(page?.messages[0]).toMatchObject({ requestId: 'r', content: null, statusCode: '' });
  expect(page?.messages[1]).toMatchObject({ statusCode: '0', statusMessage: '', content: 'c' });
});

test.each(['', '{}', '{"messages":{}}', '[]', '<html>'])('no page in %j', (text) => {
  expect(parsePage(text)).toBeNull();
});

test('an invalid id is rejected: too long, of control characters, with half a character', () => {
  for (const id of ['x'.repeat(301), '\u001b[31m', '\ud800', '가']) {
    expect(parseRequestId(JSON.stringify({ requestId: id }))).toBeNull();
  }
});

test.each([
  ['no object', 'nonsense'],
  ['no requestId', { messageId: 'm', to: '01012345678' }],
  ['no messageId', { requestId: 'r', to: '01012345678' }],
  ['a requestId of controls', { requestId: 'r\u0000', messageId: 'm' }],
  ['half a character in the messageId', { requestId: 'r', messageId: '\udc00' }],
] as const)('one message with %s invalidates the page: a lookup must not overlook it', (_fault, message) => {
  const good = { requestId: 'r', messageId: 'm', to: '01012345678' };
  expect(parsePage(JSON.stringify({ messages: [good] }))).not.toBeNull();
  expect(parsePage(JSON.stringify({ messages: [good, message] }))).toBeNull();
});

test('an invalid token invalidates the page: its messages are incomplete', () => {
  expect(parsePage(JSON.stringify({ messages: [], nextToken: 'a\u0007' }))).toBeNull();
});

test('a body that reports a failure and names no request', () => {
  expect(saysFailed('{"statusCode":"500","statusName":"fail"}')).toBe(true);
  for (const text of ['', '{}', '{"statusName":"success"}', '{"statusName":"fail","requestId":"r"}', '<html>fail']) {
    expect(saysFailed(text)).toBe(false);
  }
});
