import { createHash } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../../../src/main/engine/common/clock';
import { createSensClient, type SensClient } from '../../../../../src/main/engine/send/sens/client';
import { createLazyHttp } from '../../../../../src/main/engine/send/sens/lazy-http';
import type { MmsImage, SensAccess } from '../../../../../src/main/engine/send/sens/types';
import {
  type PracticeOptions,
  type PracticeServer,
  startPracticeServer,
} from '../../../../../src/main/practice/practice-server';
import { createMemoryFiles, type MemoryFiles } from '../../../../support/files/memory-files';
import { jpegBytes } from '../../../../support/sens/jpeg-bytes';
import { practiceAccess } from '../../../../support/sens/sens-access';
import { NO_LIMIT, SMS_REQUEST as SMS } from '../../../../support/sens/sens-requests';

const MINUTE_MS = 60_000;
interface Bench {
  readonly server: PracticeServer;
  readonly access: SensAccess;
  readonly client: SensClient;
  readonly files: MemoryFiles;
  /** Advances the clocks of both sides, ms. */
  readonly advance: (ms: number) => void;
  readonly uploads: () => number;
}

async function bench(options: PracticeOptions = {}): Promise<Bench> {
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const server = await startPracticeServer({ deliveryMs: 0, now, ...options });
  onTestFinished(() => server.close());
  const files = createMemoryFiles();
  const clock = { ...systemClock, now };
  const client = createSensClient({
    clock,
    http: createLazyHttp(clock, { connectMs: 2_000, answerMs: 2_000 }),
    userAgent: 'Logbell/0.0.0',
    files,
    turn: NO_LIMIT,
  });
  onTestFinished(() => client.close());
  return {
    server,
    client,
    files,
    access: practiceAccess(server),
    advance: (ms) => {
      ahead += ms;
    },
    uploads: () => server.asked().filter(({ target }) => target.endsWith('/files')).length,
  };
}

function picture(width: number): MmsImage {
  const body = jpegBytes(width, 100);
  return { hash: createHash('sha256').update(body).digest('hex'), body };
}

async function sent(answer: ReturnType<SensClient['send']>): Promise<string> {
  const result = await answer;
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value : '';
}

test('an LMS has its subject, and an SMS none', async () => {
  const { server, client, access } = await bench();
  await sent(client.send(access, { ...SMS, type: 'LMS', subject: '제목', content: '가'.repeat(100) }));
  await sent(client.send(access, { ...SMS, subject: 'ignored' }));
  expect(server.received().map(({ type, subject }) => [type, subject])).toEqual([
    ['LMS', '제목'],
    ['SMS', ''],
  ]);
});

test('advertisements and other countries are named in the request', async () => {
  const { server, client, access } = await bench();
  await sent(client.send({ ...access, contentType: 'AD' }, SMS));
  await sent(client.send(access, { ...SMS, countryCode: '1', to: ['2125550100'] }));
  expect(server.received().map(({ contentType, countryCode, to }) => [contentType, countryCode, to])).toEqual([
    ['AD', '82', '01012345678'],
    ['COMM', '1', '2125550100'],
  ]);
});

test('an image is uploaded once and sent as an MMS; another one is another file', async () => {
  const { server, client, access, uploads } = await bench();
  const mms = { ...SMS, type: 'MMS', subject: 'Logbell' } as const;
  const one = picture(10);
  const two = picture(11);
  expect(one.body).toHaveLength(two.body.length);
  for (const image of [one, one, two, one]) {
    await sent(client.send(access, { ...mms, image }));
  }
  expect(uploads()).toBe(2);
  expect(server.received().map(({ type }) => type)).toEqual(['MMS', 'MMS', 'MMS', 'MMS']);
  const ids = server.received().map(({ files }) => files[0]?.fileId);
  expect(new Set(ids).size).toBe(2);
  expect([ids[1], ids[3]]).toEqual([ids[0], ids[0]]);
});

test('an expired file is uploaded again, without an error of SENS', async () => {
  const { server, client, access, advance, uploads } = await bench();
  const mms = { ...SMS, type: 'MMS', image: picture(10) } as const;
  await sent(client.send(access, mms));
  advance(6 * 86_400_000 - 2 * 3_600_000);
  await sent(client.send(access, mms));
  expect(uploads()).toBe(1);
  advance(3 * 3_600_000);
  await sent(client.send(access, mms));
  expect(uploads()).toBe(2);
  expect(server.received().map(({ type }) => type)).toEqual(['MMS', 'MMS', 'MMS']);
});

test('a file that SENS lost is uploaded again, and the message goes out once', async () => {
  const { server, client, access, files, uploads } = await bench();
  const image = picture(10);
  const service = `${access.baseUrl} ${access.serviceId}`;
  files.save(service, image.hash, { fileId: 'gone', expiresAt: Date.now() + 86_400_000 });
  await sent(client.send(access, { ...SMS, type: 'MMS', image }));
  expect(uploads()).toBe(1);
  expect(server.received()).toHaveLength(1);
  expect(files.find(service, image.hash)?.fileId).toBe(server.received()[0]?.files[0]?.fileId);
});

test('a refusal for another reason is not taken for a lost file forever', async () => {
  const { client, access, uploads } = await bench();
  const mms = { ...SMS, type: 'MMS', image: picture(10) } as const;
  await sent(client.send(access, mms));
  expect(await client.send(access, { ...mms, to: ['12'] })).toMatchObject({
    ok: false,
    error: { code: 'sens-bad-request', outcome: 'refused' },
  });
  expect(uploads()).toBe(2);
});

test.each([
  ['reset', { kind: 'reset', takes: true }, 'sens-unreachable', 'retry'],
  ['a 500', { kind: 'server-error', takes: true }, 'sens-server', 'retry'],
  ['half a JSON', { kind: 'odd-answer', form: 'half-json', takes: true }, 'sens-odd-answer', 'retry'],
  ['a refusal', { kind: 'bad-request' }, 'sens-bad-request', 'refused'],
] as const)(
  'an upload that fails (%s) leaves no doubt: the message was not sent',
  async (_name, fault, code, outcome) => {
    const { server, client, access } = await bench();
    server.fail(fault, 1, 'upload');
    const mms = { ...SMS, type: 'MMS', image: picture(10) } as const;
    expect(await client.send(access, mms)).toMatchObject({ ok: false, error: { code, outcome } });
    expect(server.received()).toEqual([]);
    await sent(client.send(access, mms));
    expect(server.received()).toHaveLength(1);
  },
);

test('a scheduled message waits for its time, and can be looked up by then', async () => {
  const { server, client, access, advance } = await bench();
  const at = Date.now() + 30 * MINUTE_MS;
  const requestId = await sent(client.send(access, { ...SMS, reserve: { at, zone: 'Europe/Berlin' } }));
  const waiting = await client.reservation(access, requestId);
  expect(waiting).toMatchObject({ ok: true, value: { reserveId: requestId, state: 'READY' } });
  const due = waiting.ok ? (waiting.value?.at ?? 0) : 0;
  expect(due).toBeGreaterThanOrEqual(at);
  expect(due - at).toBeLessThan(MINUTE_MS);
  expect(server.received()).toEqual([]);
  advance(32 * MINUTE_MS);
  expect(await client.reservation(access, requestId)).toMatchObject({ ok: true, value: { state: 'DONE' } });
  expect(server.received()).toHaveLength(1);
  expect(await client.listByRequest(access, requestId)).toMatchObject({
    ok: true,
    value: { messages: [{ requestId, statusCode: '0' }] },
  });
});

test('a canceled scheduled message never goes out, and cannot be canceled again', async () => {
  const { server, client, access, advance } = await bench();
  const reserve = { at: Date.now() + 30 * MINUTE_MS, zone: 'Asia/Seoul' };
  const requestId = await sent(client.send(access, { ...SMS, reserve }));
  expect(await client.cancelReservation(access, requestId)).toEqual({ ok: true, value: undefined });
  advance(32 * MINUTE_MS);
  expect(await client.reservation(access, requestId)).toMatchObject({ ok: true, value: { state: 'CANCELED' } });
  expect(await client.cancelReservation(access, requestId)).toMatchObject({ ok: false });
  expect(server.received()).toEqual([]);
});

test.each(['FAIL', 'STALE', 'SKIP'] as const)('a scheduled message can fail (%s)', async (reserveStatus) => {
  const { server, client, access, advance } = await bench();
  server.fail({ kind: 'reservation-lost', reserveStatus });
  const reserve = { at: Date.now() + 30 * MINUTE_MS, zone: 'Asia/Seoul' };
  const requestId = await sent(client.send(access, { ...SMS, reserve }));
  advance(32 * MINUTE_MS);
  expect(await client.reservation(access, requestId)).toMatchObject({ ok: true, value: { state: reserveStatus } });
});

test('a scheduled message unknown to SENS is not found, and an odd answer about one is reported', async () => {
  const { server, client, access } = await bench();
  expect(await client.reservation(access, 'RSSA-none')).toEqual({ ok: true, value: null });
  server.fail({ kind: 'odd-answer', form: 'half-json', takes: true }, 1, 'reserve-status');
  const reserve = { at: Date.now() + 30 * MINUTE_MS, zone: 'Asia/Seoul' };
  const requestId = await sent(client.send(access, { ...SMS, reserve }));
  expect(await client.reservation(access, requestId)).toMatchObject({ ok: false, error: { code: 'sens-odd-answer' } });
});

test('a time too near is refused by SENS with its reason', async () => {
  const { client, access } = await bench();
  const reserve = { at: Date.now() + MINUTE_MS, zone: 'Asia/Seoul' };
  expect(await client.send(access, { ...SMS, reserve })).toMatchObject({
    ok: false,
    error: { code: 'sens-bad-request', outcome: 'refused' },
  });
});

test('each try has its own time and signature, so that one an hour later is no replay', async () => {
  const { server, client, access, advance } = await bench();
  await sent(client.send(access, SMS));
  advance(3_600_000);
  await sent(client.send(access, SMS));
  expect(server.received()).toHaveLength(2);
});

test('ids of control characters are never used: the send and every lookup of it stay unconfirmed', async () => {
  const { server, client, access } = await bench();
  server.fail({ kind: 'control-ids' });
  expect(await client.send(access, SMS)).toMatchObject({
    ok: false,
    error: { code: 'sens-odd-answer', outcome: 'unknown' },
  });
  const requested = { from: Date.now() - MINUTE_MS, to: Date.now() + MINUTE_MS };
  expect(await client.listByTime(access, { requested, type: 'SMS', to: null })).toMatchObject({
    ok: false,
    error: { code: 'sens-odd-answer' },
  });
});
