import { expect, onTestFinished, test } from 'vitest';
import { startPracticeServer } from '../../../../../src/main/practice/practice-server';
import { systemClock } from '../../../../../src/main/engine/common/clock';
import { channelSchema, type Channel } from '../../../../../src/shared/settings/channels/channel-schema';
import { deliverySchema } from '../../../../../src/shared/settings/schema';
import { channelBench, type ChannelBench } from '../../../../support/channels/channel-bench';
import { type ChannelService, channelService } from '../../../../support/channels/channel-service';
import { ACCEPTS, httpChannel } from '../../../../support/channels/samples';

type HttpKind = Exclude<Channel['kind'], 'email'>;

/** Adds a channel of this kind with its service. */
async function channelOf(bench: ChannelBench, kind: HttpKind, id: string): Promise<ChannelService> {
  const service = await channelService(ACCEPTS[kind]);
  const { channel, secrets } = httpChannel(kind, service.url);
  bench.set({ channel: { ...channel, id }, secrets });
  return service;
}

async function settled(bench: ChannelBench, ...ids: readonly number[]): Promise<void> {
  const isOpen = (id: number): boolean => ['owed', 'sending'].includes(bench.text(id).state);
  await expect.poll(() => ids.some(isOpen), { interval: 5 }).toBe(false);
}

function codes({ board }: ChannelBench): readonly string[] {
  return board.standing().map(({ code, subject }) => `${code} ${subject}`);
}

test('each channel gets its messages in order', async () => {
  const bench = channelBench();
  const kinds = ['webhook', 'slack', 'discord', 'mattermost', 'ntfy'] as const;
  const services = await Promise.all(kinds.map((kind) => channelOf(bench, kind, kind)));
  const ids = Array.from({ length: 5 }, (_, index) => kinds.map((kind) => bench.owe(kind, `message ${index}`))).flat();
  bench.start();
  await settled(bench, ...ids);
  expect(ids.filter((id) => bench.text(id).state !== 'delivered' || bench.text(id).attempts !== 1)).toEqual([]);
  for (const { requests } of services) {
    expect(requests.map(({ body }) => /message (\d)/.exec(body)?.[1])).toEqual(['0', '1', '2', '3', '4']);
  }
  expect(codes(bench)).toEqual([]);
});

test('a channel that hangs delays no other', async () => {
  const bench = channelBench();
  const slow = await channelOf(bench, 'slack', 'slow');
  const quick = await channelOf(bench, 'webhook', 'quick');
  slow.script.push({ kind: 'hang' });
  const hung = bench.owe('slow', 'a');
  const ids = Array.from({ length: 20 }, (_, index) => bench.owe('quick', `b${index}`));
  bench.start({ timeouts: { connectMs: 60_000, answerMs: 60_000 } });
  await settled(bench, ...ids);
  expect(quick.requests).toHaveLength(20);
  expect(bench.text(hung).state).toBe('sending');
});

test('a channel that asks to wait: the messages follow in order, and the time survives a restart', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'slack', 'ops');
  service.script.push({ kind: 'answer', status: 429, headers: { 'Retry-After': '1' } });
  const ids = [bench.owe('ops', 'first'), bench.owe('ops', 'second')];
  const asked = Date.now();
  const first = bench.start();
  await expect.poll(() => codes(bench)).toEqual(['channel-too-fast ops']);
  await first.stop(0);
  expect(bench.text(ids[0] ?? 0)).toMatchObject({ state: 'owed', reason: { code: 'channel-too-fast' } });
  bench.start();
  await settled(bench, ...ids);
  expect(Date.now() - asked).toBeGreaterThanOrEqual(1_000);
  expect(service.requests.map(({ body }) => /first|second/.exec(body)?.[0])).toEqual(['first', 'first', 'second']);
  expect(codes(bench)).toEqual([]);
});

test('a refused channel keeps its messages until its settings change', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'slack', 'ops');
  service.script.push({ kind: 'answer', status: 404, body: 'no_service' });
  const id = bench.owe('ops', 'a');
  const sender = bench.start({ refusedRetryMs: 600_000 });
  await expect.poll(() => codes(bench)).toEqual(['channel-refused ops']);
  await expect.poll(() => bench.text(id).state).toBe('owed');
  sender.wake();
  expect(service.requests).toHaveLength(1);
  const other = await channelService(ACCEPTS.slack);
  bench.set(httpChannel('slack', other.url));
  sender.wake();
  await settled(bench, id);
  expect([service.requests.length, other.requests.length]).toEqual([1, 1]);
  expect(codes(bench)).toEqual([]);
});

test('a refused channel is tried again after a while, and once a person asks', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'slack', 'ops');
  const refuse = { kind: 'answer', status: 403, body: 'invalid_token' } as const;
  service.script.push(refuse, refuse);
  const id = bench.owe('ops', 'a');
  bench.start({ refusedRetryMs: 100 });
  await settled(bench, id);
  expect(service.requests).toHaveLength(3);
  service.script.push(refuse);
  const asked = bench.owe('ops', 'b');
  const sender = bench.start({ refusedRetryMs: 600_000 });
  await expect.poll(() => service.requests.length).toBe(4);
  await expect.poll(() => bench.text(asked).reason?.code).toBe('channel-refused');
  sender.again();
  await settled(bench, asked);
});

test('a message that the service cannot take ends, and the next one goes out', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'slack', 'ops');
  service.script.push({ kind: 'answer', status: 400, body: 'invalid_payload' });
  const ids = [bench.owe('ops', 'a'), bench.owe('ops', 'b')];
  bench.start();
  await settled(bench, ...ids);
  expect(ids.map((id) => bench.text(id).state)).toEqual(['failed', 'delivered']);
  expect(bench.text(ids[0] ?? 0).reason).toEqual({
    code: 'channel-bad-request',
    params: { detail: 'HTTP 400: invalid_payload' },
  });
});

test('a lost answer: chat keeps the message unconfirmed, a webhook gets it again with the same key', async () => {
  const bench = channelBench();
  const chat = await channelOf(bench, 'slack', 'chat');
  const hook = await channelOf(bench, 'webhook', 'hook');
  [chat, hook].forEach(({ script }) => script.push({ kind: 'reset-after-body' }));
  const ids = [bench.owe('chat', 'a'), bench.owe('hook', 'a')];
  bench.start();
  await settled(bench, ...ids);
  expect(bench.text(ids[0] ?? 0)).toMatchObject({ state: 'unknown', reason: { code: 'channel-answer-lost' } });
  expect(bench.text(ids[1] ?? 0)).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(chat.requests).toHaveLength(1);
  const keys = hook.requests.map(({ headers }) => headers['idempotency-key']);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  expect(codes(bench)).toEqual(['channel-unreachable chat', 'channel-unconfirmed chat']);
  expect(bench.ledger.texts.resend(ids[0] ?? 0, Date.now())).toEqual({ ok: false, error: 'may-repeat' });
  expect(bench.ledger.texts.resend(ids[0] ?? 0, Date.now(), true)).toMatchObject({ ok: true });
  bench.start();
  await settled(bench, ...ids);
  expect(chat.requests).toHaveLength(2);
  expect(codes(bench)).toEqual([]);
});

test('a message in flight when Logbell ended: unconfirmed in a chat, sent again to a webhook', async () => {
  const bench = channelBench();
  const chat = await channelOf(bench, 'discord', 'chat');
  const hook = await channelOf(bench, 'webhook', 'hook');
  const ids = [bench.owe('chat', 'a'), bench.owe('hook', 'a')];
  const sending = { state: 'sending', reason: null, attempts: 1 } as const;
  bench.ledger.texts.changeTexts(
    ids.map((id) => ({ text: bench.text(id), ...sending })),
    Date.now(),
  );
  bench.start();
  await settled(bench, ...ids);
  expect(ids.map((id) => bench.text(id).state)).toEqual(['unknown', 'delivered']);
  expect([chat.requests.length, hook.requests.length]).toEqual([0, 1]);
});

test('a message too old for its channel, or without its channel, ends with a reason', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'webhook', 'ops');
  service.script.push(...Array.from({ length: 200 }, () => ({ kind: 'answer', status: 503 }) as const));
  bench.delivery = deliverySchema.parse({ maxAge: '5m' });
  let shift = 0;
  bench.clock = { ...systemClock, now: () => Date.now() + shift };
  const ids = [bench.owe('ops', 'late'), bench.owe('gone', 'nowhere')];
  const sender = bench.start();
  await expect.poll(() => service.requests.length).toBeGreaterThan(2);
  expect(bench.text(ids[0] ?? 0).state).not.toBe('failed');
  shift = 301_000;
  sender.wake();
  await settled(bench, ...ids);
  expect(ids.map((id) => bench.text(id).reason?.code)).toEqual(['channel-too-late', 'channel-removed']);
});

test('a channel without its secret says so, and sends once it has it', async () => {
  const bench = channelBench();
  const service = await channelService(ACCEPTS.discord);
  bench.set({ channel: channelSchema.parse({ id: 'ops', kind: 'discord' }), secrets: {} });
  const id = bench.owe('ops', 'a');
  const sender = bench.start();
  await expect.poll(() => codes(bench)).toEqual(['channel-incomplete ops']);
  await expect.poll(() => bench.text(id).reason?.params).toEqual({ context: 'missing' });
  bench.set(httpChannel('discord', service.url));
  sender.again();
  await settled(bench, id);
  expect(service.requests).toHaveLength(1);
});

test('in practice mode nothing leaves the machine, and the practice phone gets every message', async () => {
  const practice = await startPracticeServer();
  onTestFinished(() => practice.close());
  const bench = channelBench();
  const service = await channelOf(bench, 'slack', 'ops');
  const mail = { id: 'mail', kind: 'email', host: 'mail.example.com', from: 'a@example.com', to: ['b@example.com'] };
  bench.set({ channel: channelSchema.parse(mail), secrets: {} });
  const live = bench.owe('ops', 'live');
  const ids = [bench.owe('ops', 'a', { practice: true }), bench.owe('mail', 'b', { practice: true })];
  bench.settings = { ...bench.settings, practice: true };
  const sender = bench.start();
  sender.wake();
  bench.settings = { ...bench.settings, practiceUrl: practice.baseUrl };
  sender.wake();
  await settled(bench, ...ids);
  expect(practice.posted().map(({ kind, channel, text }) => [kind, channel, text])).toEqual([
    ['slack', 'ops', 'a'],
    ['email', 'mail', 'b'],
  ]);
  expect([bench.text(live).state, service.requests.length]).toEqual(['owed', 0]);
  const late = bench.owe('ops', 'c', { practice: true });
  bench.settings = { ...bench.settings, practice: false, practiceUrl: null };
  sender.again();
  await settled(bench, live, late);
  expect([bench.text(live).state, bench.text(late).reason?.code]).toEqual(['delivered', 'practice-ended']);
  expect(service.requests).toHaveLength(1);
});

test('nothing secret is in the ledger, in reasons or in problems', async () => {
  const bench = channelBench();
  const service = await channelOf(bench, 'webhook', 'ops');
  const echo = JSON.stringify({ error: `bad token at ${service.url}/hook: see top-secret-token, top-secret-key` });
  service.script.push({ kind: 'answer', status: 401, body: echo });
  const id = bench.owe('ops', 'a');
  bench.start();
  await expect.poll(() => codes(bench)).toEqual(['channel-refused ops']);
  await expect.poll(() => bench.text(id).state).toBe('owed');
  expect(JSON.stringify([bench.board.standing(), bench.text(id)])).not.toMatch(/secret/);
});
