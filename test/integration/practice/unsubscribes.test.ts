import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { askPractice, lookUp, sendTo } from '../../support/sens/practice-client';

let practice: PracticeServer;

beforeEach(async () => {
  practice = await startPracticeServer({ deliveryMs: 0 });
});

afterEach(async () => {
  await practice.close();
});

const LIST = [{ clientTelNo: '01012345671' }, { clientTelNo: '01012345672' }];

test('an advertisement does not reach people who opted out; a notice does', async () => {
  expect((await askPractice(practice, { to: '/unsubscribes', body: LIST.slice(0, 1) })).status).toBe(201);
  const both = { messages: LIST.map(({ clientTelNo }) => ({ to: clientTelNo })) };
  await sendTo(practice, { ...both, contentType: 'AD' });
  await sendTo(practice, { ...both, contentType: 'COMM' });
  const arrived = practice.received().map(({ contentType, undelivered }) => [contentType, undelivered === null]);
  expect(arrived).toEqual([
    ['AD', false],
    ['AD', true],
    ['COMM', true],
    ['COMM', true],
  ]);
});

test('the list has pages, by number and by time, and shrinks when a number is removed', async () => {
  await askPractice(practice, { to: '/unsubscribes', body: LIST });
  const page = await lookUp(practice, '/unsubscribes?pageSize=1&pageIndex=1');
  expect(page.json).toEqual([
    {
      clientTelNo: '01012345672',
      registerTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/) as string,
      registerType: 'M',
    },
  ]);
  expect((await lookUp(practice, '/unsubscribes?clientTelNo=01012345671')).json).toHaveLength(1);
  expect((await lookUp(practice, `/unsubscribes?startTime=${Date.now() + 60_000}`)).status).toBe(404);
  expect((await lookUp(practice, '/unsubscribes?pageSize=101')).status).toBe(400);
  const removed = await askPractice(practice, { method: 'DELETE', to: '/unsubscribes', body: LIST.slice(0, 1) });
  expect([removed.status, removed.text]).toEqual([204, '']);
  expect((await lookUp(practice, '/unsubscribes')).json).toHaveLength(1);
});

test.each([
  ['an object', LIST[0]],
  ['an empty list', []],
  ['a number with hyphens', [{ clientTelNo: '010-1234-5678' }]],
])('%s is not a list of numbers', async (_, body) => {
  expect((await askPractice(practice, { to: '/unsubscribes', body })).status).toBe(400);
});
