import { expect, test } from 'vitest';
import { parsePage, parseRequestId } from '../../../src/main/engine/send/sens-answer';

test('the request id of an accepted request', () => {
  expect(parseRequestId('{"requestId":"RSSA-1","statusCode":"202","extra":{}}')).toBe('RSSA-1');
});

test.each(['', 'null', '[]', '{}', '{"requestId":""}', '{"requestId":{}}', '<html>', '{"requestId":"a'])(
  'no request id in %j',
  (text) => {
    expect(parseRequestId(text)).toBeNull();
  },
);

test('a page with the least and the most that SENS gives', () => {
  const text = JSON.stringify({
    statusCode: '200',
    messages: [
      { requestId: 'r', messageId: 'm', to: '01012345678' },
      'nonsense',
      { messageId: 'n', status: 'COMPLETED', statusCode: 0, statusMessage: null, content: 'c' },
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
