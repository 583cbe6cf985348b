import { expect, test } from 'vitest';
import type { SendRequest } from '../../../src/main/practice/validation/check-send';
import { getMessage, listMessages } from '../../../src/main/practice/api/list-messages';
import {
  createMessageStore,
  newRequestId,
  type MessageStore,
  type PracticeMessage,
} from '../../../src/main/practice/store/message-store';

/** 22 November 2026, 12:00:00 in Korea. */
const NOON = Date.UTC(2026, 10, 22, 3, 0, 0);

function request(content: string, to: readonly string[] = ['01012345678'], type: 'SMS' | 'LMS' = 'SMS'): SendRequest {
  return {
    type,
    contentType: 'COMM',
    countryCode: '82',
    from: '0212345678',
    messages: to.map((number) => ({ to: number, subject: '', content })),
    files: [],
    reserve: null,
  };
}

interface Bench {
  readonly store: MessageStore;
  readonly take: (request: SendRequest) => readonly PracticeMessage[];
}

function ids(answer: { readonly status: number; readonly body: unknown }): string[] {
  const body = answer.body as { messages?: { messageId: string }[] } | null;
  return (body?.messages ?? []).map(({ messageId }) => messageId);
}

function storeAt(time: { now: number }): Bench {
  const store = createMessageStore({ now: () => time.now, deliveryMs: 800, listedMs: 0, kept: 1_000 });
  let requests = 0;
  return {
    store,
    take: (taken) => {
      requests += 1;
      const requestId = newRequestId(time.now, requests);
      store.add(taken, { requestId, requestedAt: time.now, sentAt: time.now, idTail: '', undeliveredTo: () => null });
      return store.ofRequest(requestId);
    },
  };
}

test('ids have the documented form and are never equal', () => {
  const { take } = storeAt({ now: NOON });
  const taken = [...take(request('a')), ...take(request('b'))];
  for (const { requestId, messageId } of taken) {
    expect(requestId).toMatch(/^RSSA-\d{13}-\d{4}-\d{8}-[A-Za-z]{8}$/);
    expect(messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  }
  expect(new Set(taken.map(({ requestId }) => requestId)).size).toBe(2);
});

test('the result is available only once the delivery time has passed', () => {
  const time = { now: NOON };
  const { store, take } = storeAt(time);
  const [message] = take(request('a'));
  const listed = (): unknown => listMessages(store, new URLSearchParams({ requestId: message?.requestId ?? '' })).body;
  expect(listed()).toMatchObject({ messages: [{ status: 'READY' }] });
  expect(listed()).not.toMatchObject({ messages: [{ statusCode: expect.anything() as string }] });
  time.now += 500;
  expect(listed()).toMatchObject({ messages: [{ status: 'PROCESSING' }] });
  time.now += 300;
  expect(listed()).toMatchObject({
    messages: [{ status: 'COMPLETED', statusCode: '0', statusName: 'success', requestTime: '2026-11-22 12:00:00' }],
  });
});

test('a text that is too long is cut on the phone only, between characters', () => {
  const { store, take } = storeAt({ now: NOON });
  const [sms] = take(request(`a${'가'.repeat(45)}`));
  expect(sms?.arrived).toBe(`a${'가'.repeat(44)}`);
  expect(getMessage(store, sms?.messageId ?? '').body).toMatchObject({
    messages: [{ content: `a${'가'.repeat(45)}` }],
  });
  const [lms] = take(request('x'.repeat(2_001), undefined, 'LMS'));
  expect(lms?.arrived).toHaveLength(2_000);
});

test.each(['불이야 🔥', 'caf\u00e9', '₩9', '가\u0301'])('%s is accepted but never arrives', (content) => {
  const time = { now: NOON };
  const { store, take } = storeAt(time);
  const [message] = take(request(content));
  time.now += 800;
  expect(getMessage(store, message?.messageId ?? '').body).toMatchObject({
    messages: [{ status: 'COMPLETED', statusName: 'fail' }],
  });
});

test('nothing found is a 404 without a body', () => {
  const { store } = storeAt({ now: NOON });
  expect(listMessages(store, new URLSearchParams({ requestId: 'none' }))).toEqual({ status: 404, body: null });
  expect(getMessage(store, 'none')).toEqual({ status: 404, body: null });
});

test('a time window includes its ends and nothing else; filters narrow it', () => {
  const time = { now: NOON };
  const { store, take } = storeAt(time);
  const [first] = take(request('a'));
  time.now += 10_000;
  const [second] = take(request('b', ['01012345679']));
  const search = (query: Record<string, string>): string[] => ids(listMessages(store, new URLSearchParams(query)));
  const window = { requestStartTime: '2026-11-22 12:00:00', requestEndTime: '2026-11-22 12:00:10' };
  expect(search(window)).toEqual([first?.messageId, second?.messageId]);
  expect(search({ ...window, requestEndTime: '2026-11-22 12:00:09' })).toEqual([first?.messageId]);
  expect(search({ ...window, to: '01012345679' })).toEqual([second?.messageId]);
  expect(search({ ...window, status: 'COMPLETED' })).toEqual([first?.messageId]);
  expect(search({ completeStartTime: '2026-11-22 12:00:01', completeEndTime: '2026-11-22 12:00:20' })).toHaveLength(1);
});

test('pages contain the requested entries and lead to the next', () => {
  const { store, take } = storeAt({ now: NOON });
  const to = Array.from({ length: 45 }, (_, index) => `0101234${String(index).padStart(4, '0')}`);
  const requestId = take(request('a', to))[0]?.requestId ?? '';
  const found: string[] = [];
  let nextToken: string | undefined;
  let pages = 0;
  do {
    const query = new URLSearchParams({ requestId, ...(nextToken === undefined ? {} : { nextToken }) });
    const answer = listMessages(store, query);
    found.push(...ids(answer));
    nextToken = (answer.body as { nextToken?: string }).nextToken;
    pages += 1;
  } while (nextToken !== undefined && pages < 10);
  expect(pages).toBe(3);
  expect(new Set(found).size).toBe(45);
});

test.each([
  ['no group', {}],
  ['half a window', { requestStartTime: '2026-11-22 12:00:00' }],
  ['a window without seconds', { requestStartTime: '2026-11-22 12:00', requestEndTime: '2026-11-22 12:01' }],
  ['more than thirty days', { requestStartTime: '2026-10-01 00:00:00', requestEndTime: '2026-11-22 00:00:00' }],
  [
    'more than a day of completions',
    { completeStartTime: '2026-11-20 00:00:00', completeEndTime: '2026-11-22 00:00:00' },
  ],
  ['too large a page', { requestId: 'x', pageSize: '101' }],
  ['no page at all', { requestId: 'x', pageSize: '0' }],
])('a list with %s is refused', (_, query) => {
  expect(listMessages(storeAt({ now: NOON }).store, new URLSearchParams(query))).toMatchObject({ status: 400 });
});
