import { expect, test } from 'vitest';
import { batchOf, type Addressed } from '../../../../../src/main/engine/send/dispatch/next-batch';
import type { OutboxText } from '../../../../../src/main/engine/ledger/tables/outbox/types';
import type { SensFailure } from '../../../../../src/main/engine/send/sens/errors';
import { sendSplitting } from '../../../../../src/main/engine/send/dispatch/send-batch';

function addressed(
  id: number,
  more: Partial<OutboxText> = {},
  number = `0101234${String(id).padStart(4, '0')}`,
  countryCode = '82',
): Addressed {
  const text: OutboxText = {
    id,
    channel: '',
    alertId: 1,
    recipientId: `r${id}`,
    to: '',
    type: 'SMS',
    subject: '',
    content: 'x',
    image: null,
    state: 'owed',
    reason: null,
    practice: false,
    attempts: 0,
    requestId: null,
    createdAt: 0,
    changedAt: 0,
    owedSince: 0,
    isDigest: false,
    costWon: 9,
    reserveAt: null,
    facts: null,
    ...more,
  };
  return { text, number, countryCode };
}

function ids(batch: readonly Addressed[]): number[] {
  return batch.map(({ text }) => text.id);
}

const BAD: SensFailure = { code: 'sens-bad-request', params: {}, outcome: 'refused', retryAfterMs: null };
const DOWN: SensFailure = { code: 'sens-unreachable', params: {}, outcome: 'retry', retryAfterMs: null };

test('a batch is one message: same alert, type, subject and content', () => {
  const owed = [
    addressed(1),
    addressed(2, { alertId: 2 }),
    addressed(3),
    addressed(4, { content: 'y' }),
    addressed(5, { type: 'LMS' }),
    addressed(6, { subject: 's' }),
  ];
  expect(ids(batchOf(addressed(1), owed))).toEqual([1, 3]);
  expect(ids(batchOf(addressed(1), []))).toEqual([1]);
});

test('a batch has at most a hundred numbers, none of them twice', () => {
  const owed = Array.from({ length: 250 }, (_, index) => addressed(index + 1));
  expect(batchOf(addressed(1), owed)).toHaveLength(100);
  const [one, same, other] = [addressed(1, {}, '021234567'), addressed(2, {}, '021234567'), addressed(3)] as const;
  expect(ids(batchOf(one, [same, other]))).toEqual([1, 3]);
});

test('splitting finds exactly the numbers at fault, and every other is accepted once', async () => {
  const batch = Array.from({ length: 100 }, (_, index) => addressed(index + 1));
  const bad = new Set([1, 50, 51, 100]);
  const taken: number[] = [];
  const outcome = await sendSplitting(batch, (part) => {
    if (ids(part).some((id) => bad.has(id))) {
      return Promise.resolve({ kind: 'failed', failure: BAD, left: part });
    }
    taken.push(...ids(part));
    return Promise.resolve({ kind: 'accepted', requestId: String(taken.length) });
  });
  expect(new Set(outcome.refusedAlone.map(({ text }) => text.id))).toEqual(bad);
  expect(taken.sort((one, other) => one - other)).toEqual(ids(batch).filter((id) => !bad.has(id)));
  expect(outcome.requestIds).not.toHaveLength(0);
});

test('any other failure ends the splitting', async () => {
  const answers = [BAD, DOWN];
  const outcome = await sendSplitting([addressed(1), addressed(2)], (left) =>
    Promise.resolve({ kind: 'failed', failure: answers.shift() ?? BAD, left }),
  );
  expect(outcome).toEqual({ requestIds: [], refusedAlone: [], refusedTogether: [], failure: DOWN });
});

function refusedWith(detail: string): SensFailure {
  return { ...BAD, params: { detail } };
}

test.each(['Calling number is not registered.', 'Bad / from', 'Invalid parameter: from', '발신번호 미등록'])(
  'a refused sender number (%s) does not depend on the recipients: one request',
  async (detail) => {
    const batch = Array.from({ length: 100 }, (_, index) => addressed(index + 1));
    let requests = 0;
    const outcome = await sendSplitting(batch, (left) => {
      requests += 1;
      return Promise.resolve({ kind: 'failed', failure: refusedWith(detail), left });
    });
    expect(requests).toBe(1);
    expect(outcome).toMatchObject({ requestIds: [], refusedAlone: [], failure: { params: { detail } } });
    expect(outcome.refusedTogether.map(({ id }) => id)).toEqual(ids(batch));
  },
);

test('a refusal that repeats for every part of a hundred is not split further', async () => {
  const batch = Array.from({ length: 100 }, (_, index) => addressed(index + 1));
  let requests = 0;
  const outcome = await sendSplitting(batch, (left) => {
    requests += 1;
    return Promise.resolve({ kind: 'failed', failure: refusedWith('Request from here is bad'), left });
  });
  expect(requests).toBe(15);
  expect(outcome.refusedAlone).toEqual([]);
  expect(outcome.refusedTogether.map(({ id }) => id).sort((one, other) => one - other)).toEqual(ids(batch));
});
