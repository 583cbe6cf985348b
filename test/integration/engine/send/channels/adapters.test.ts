import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { deliver } from '../../../../../src/main/engine/send/channels/deliver';
import type { Channel } from '../../../../../src/shared/settings/channels/channel-schema';
import { type Behaviour, type ChannelService, channelService } from '../../../../support/channels/channel-service';
import { QUICK_TIMEOUTS } from '../../../../support/channels/quick-channels';
import { ACCEPTS, FACTS, httpChannel, messageWith, quickMeans } from '../../../../support/channels/samples';

type HttpKind = Exclude<Channel['kind'], 'email'>;

const KINDS = ['webhook', 'slack', 'discord', 'mattermost', 'ntfy'] as const satisfies readonly HttpKind[];

async function sent(kind: HttpKind, change: Parameters<typeof messageWith>[0] = {}): Promise<ChannelService> {
  const service = await channelService(ACCEPTS[kind]);
  const result = await deliver(messageWith(change), httpChannel(kind, service.url), quickMeans());
  expect(result).toEqual({ ok: true, value: { refusedRecipients: 0 } });
  expect(service.requests).toHaveLength(1);
  return service;
}

function bodyOf({ requests }: ChannelService): Record<string, unknown> {
  return JSON.parse(requests[0]?.body ?? '') as Record<string, unknown>;
}

test('a webhook gets documented JSON, its key, and a signature over time and body', async () => {
  const { requests } = await sent('webhook');
  const [{ headers, body } = { headers: {}, body: '' }] = requests;
  expect(JSON.parse(body)).toEqual({
    version: 1,
    id: messageWith().key,
    kind: 'alert',
    time: '2026-11-30T07:00:00.000Z',
    channel: 'ops',
    host: 'web1',
    title: 'Disk',
    text: 'ERROR disk full',
    rule: { id: 'disk', name: 'Disk' },
    log: '/var/log/app.log',
    line: 'ERROR disk full',
    severity: null,
    count: 2,
    incident: 7,
    fallback: null,
  });
  const timestamp = String(FACTS.at / 1_000);
  const signature = createHmac('sha256', 'top-secret-key').update(`${timestamp}.${body}`).digest('hex');
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': messageWith().key,
    'logbell-timestamp': timestamp,
    'logbell-signature': `v1=${signature}`,
    authorization: 'Bearer top-secret-token',
    'user-agent': 'Logbell/0.0.0',
  });
});

test('a webhook gets the headers of its settings, but never in place of those of Logbell', async () => {
  const service = await channelService(ACCEPTS.webhook);
  const { channel, secrets } = httpChannel('webhook', service.url);
  const headers = { 'X-Team': 'ops', 'idempotency-key': 'mine', 'LOGBELL-SIGNATURE': 'v1=00', 'Content-Length': '1' };
  await deliver(messageWith(), { channel: { ...channel, headers } as Channel, secrets }, quickMeans());
  expect(service.requests[0]?.headers).toMatchObject({ 'x-team': 'ops', 'idempotency-key': messageWith().key });
  expect(service.requests[0]?.headers['logbell-signature']).toMatch(/^v1=[0-9a-f]{64}$/);
});

test('Slack shows control characters as they are and mentions nobody', async () => {
  const service = await sent('slack', { text: 'a < b & c > d <!channel> <@U1> 가' });
  expect(bodyOf(service)).toEqual({
    text: 'Disk\na &lt; b &amp; c &gt; d &lt;!channel&gt; &lt;@U1&gt; 가',
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  });
});

test('Discord shows Markdown as it is, keeps URLs, mentions nobody and confirms', async () => {
  const service = await sent('discord', { text: '**a** `b` @everyone <@1> https://example.com/a_b_c?d=1' });
  expect(bodyOf(service)).toEqual({
    content: 'Disk\n\\*\\*a\\*\\* \\`b\\` @everyone \\<@1\\> https://example.com/a_b_c?d=1',
    allowed_mentions: { parse: [] },
    flags: 4,
  });
  expect(service.requests[0]?.path).toMatch(/\?wait=true$/);
});

test('Mattermost finds no mention in a message', async () => {
  const service = await sent('mattermost', { text: '@channel @all <!here> *a* a@b.c' });
  const text = String(bodyOf(service)['text']);
  expect(text).not.toMatch(/@(channel|all|b)|<!|<@/);
  expect(text.replace(/\u200B/g, '')).toBe('Disk\n@channel @all \\<\\!here\\> \\*a\\* a@b.c');
});

test('ntfy gets the topic, priority, tags and click URL in JSON, and the token in a header', async () => {
  const service = await channelService(ACCEPTS.ntfy);
  const { channel, secrets } = httpChannel('ntfy', service.url);
  const settings = { ...channel, tags: ['warning'], click: 'https://example.com/', priority: 5 } as Channel;
  const text = '가나다 🔔';
  expect(await deliver(messageWith({ text }), { channel: settings, secrets }, quickMeans())).toMatchObject({
    ok: true,
  });
  expect(service.requests[0]).toMatchObject({ path: '/', headers: { authorization: 'Bearer top-secret-token' } });
  expect(bodyOf(service)).toEqual({
    ...{ topic: 'top-secret-topic', title: 'Disk', message: text, priority: 5 },
    ...{ tags: ['warning'], click: 'https://example.com/' },
  });
});

test.each([
  { kind: 'slack', field: 'text', max: 4_000, size: (text: string) => text.length },
  { kind: 'discord', field: 'content', max: 2_000, size: (text: string) => text.length },
  { kind: 'mattermost', field: 'text', max: 4_000, size: (text: string) => text.length },
  { kind: 'ntfy', field: 'message', max: 4_096, size: (text: string) => Buffer.byteLength(text) },
] as const)(
  '$kind gets a long message cut to its limit, never within a character',
  async ({ kind, field, max, size }) => {
    for (const filler of ['*', '&', '가', '🔔', 'a&']) {
      const text = String(bodyOf(await sent(kind, { text: filler.repeat(10_000) }))[field]);
      expect(size(text)).toBeLessThanOrEqual(max);
      expect(size(text)).toBeGreaterThan(max - 16);
      expect(text.endsWith('…')).toBe(true);
      expect(Buffer.from(text).toString()).toBe(text);
    }
  },
);

const EXPECTED_OF_ANSWERS: readonly {
  readonly kind: HttpKind;
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly error: Readonly<Record<string, unknown>>;
}[] = [
  ...['invalid_token', 'no_service', 'channel_is_archived', 'action_prohibited', 'no_team'].map((body) => ({
    ...{ kind: 'slack' as const, status: 404, body },
    error: { code: 'channel-refused', outcome: 'refused', params: { detail: `HTTP 404: ${body}` } },
  })),
  {
    ...{ kind: 'slack', status: 400, body: 'invalid_payload' },
    error: { code: 'channel-bad-request', outcome: 'refused' },
  },
  {
    ...{ kind: 'slack', status: 429, headers: { 'Retry-After': '30' } },
    error: { code: 'channel-too-fast', outcome: 'retry', retryAfterMs: 30_000 },
  },
  {
    ...{ kind: 'discord', status: 429, body: '{"message":"You are being rate limited.","retry_after":1.5}' },
    error: { code: 'channel-too-fast', outcome: 'retry', retryAfterMs: 1_500 },
  },
  {
    ...{ kind: 'discord', status: 404, body: '{"message":"Unknown Webhook","code":10015}' },
    error: { code: 'channel-refused', outcome: 'refused', params: { detail: 'HTTP 404: Unknown Webhook' } },
  },
  {
    ...{
      kind: 'mattermost',
      status: 400,
      body: '{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook."}',
    },
    error: { code: 'channel-refused', outcome: 'refused' },
  },
  {
    ...{
      kind: 'mattermost',
      status: 501,
      body: '{"id":"web.incoming_webhook.disabled.app_error","message":"Disabled."}',
    },
    error: { code: 'channel-refused', outcome: 'refused' },
  },
  {
    ...{ kind: 'ntfy', status: 403, body: '{"code":40301,"http":403,"error":"forbidden"}' },
    error: { code: 'channel-refused', outcome: 'refused', params: { detail: 'HTTP 403: forbidden' } },
  },
  {
    ...{ kind: 'webhook', status: 401, body: '{"error":"see https://example.com/top-secret?x=1"}' },
    error: { code: 'channel-refused', outcome: 'refused', params: { detail: 'HTTP 401: see ***' } },
  },
  {
    ...{ kind: 'webhook', status: 400, body: '{"error":"cannot use ERROR disk full"}' },
    error: { code: 'channel-bad-request', outcome: 'refused', params: { detail: 'HTTP 400: cannot use ***' } },
  },
];

test.each(EXPECTED_OF_ANSWERS)('$kind answers $status $body: $error.code', async ({ kind, error, ...answer }) => {
  const service = await channelService({ kind: 'answer', ...answer });
  const result = await deliver(messageWith(), httpChannel(kind, service.url), quickMeans());
  expect(result).toMatchObject({ ok: false, error });
});

/** Outcome of each behaviour for a service that does not recognize a repeated message, and for one that does. */
const FAULTS: readonly {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly chat: string;
  readonly webhook: string;
}[] = [
  { name: '400', behaviour: { kind: 'answer', status: 400 }, chat: 'refused', webhook: 'refused' },
  { name: '401', behaviour: { kind: 'answer', status: 401 }, chat: 'refused', webhook: 'refused' },
  { name: '404', behaviour: { kind: 'answer', status: 404 }, chat: 'refused', webhook: 'refused' },
  { name: '410', behaviour: { kind: 'answer', status: 410 }, chat: 'refused', webhook: 'refused' },
  { name: '408', behaviour: { kind: 'answer', status: 408 }, chat: 'retry', webhook: 'retry' },
  { name: '429', behaviour: { kind: 'answer', status: 429 }, chat: 'retry', webhook: 'retry' },
  { name: '503', behaviour: { kind: 'answer', status: 503 }, chat: 'retry', webhook: 'retry' },
  { name: '500', behaviour: { kind: 'answer', status: 500 }, chat: 'unknown', webhook: 'retry' },
  { name: '502', behaviour: { kind: 'answer', status: 502 }, chat: 'unknown', webhook: 'retry' },
  { name: 'hang', behaviour: { kind: 'hang' }, chat: 'unknown', webhook: 'retry' },
  { name: 'reset after the body', behaviour: { kind: 'reset-after-body' }, chat: 'unknown', webhook: 'retry' },
  { name: 'odd body', behaviour: { kind: 'answer', status: 200, body: '{"half' }, chat: 'unknown', webhook: 'ok' },
  {
    name: 'page',
    behaviour: { kind: 'answer', status: 200, body: '<html>log in</html>' },
    chat: 'unknown',
    webhook: 'ok',
  },
  { name: 'huge body', behaviour: { kind: 'huge', status: 200 }, chat: 'unknown', webhook: 'ok' },
  { name: 'huge error', behaviour: { kind: 'huge', status: 404 }, chat: 'refused', webhook: 'refused' },
  { name: 'slow drip', behaviour: { kind: 'drip', status: 200 }, chat: 'unknown', webhook: 'ok' },
];

test.each(KINDS.flatMap((kind) => FAULTS.map((fault) => ({ kind, ...fault }))))(
  '$kind, $name: the outcome is right and nothing secret is told',
  async ({ kind, behaviour, chat, webhook }) => {
    const service = await channelService(behaviour);
    const waits = behaviour.kind === 'hang' || behaviour.kind === 'drip';
    const means = quickMeans(waits ? { timeouts: QUICK_TIMEOUTS } : {});
    const result = await deliver(messageWith(), httpChannel(kind, service.url), means);
    expect(result.ok ? 'ok' : result.error.outcome).toBe(kind === 'webhook' ? webhook : chat);
    expect(JSON.stringify(result)).not.toMatch(/secret|127\.0\.0\.1/);
  },
);

test.each(KINDS)('%s: a redirect is not followed', async (kind) => {
  const other = await channelService(ACCEPTS[kind]);
  for (const status of [301, 302, 307, 308]) {
    const service = await channelService({ kind: 'answer', status, headers: { Location: `${other.url}/elsewhere` } });
    const result = await deliver(messageWith(), httpChannel(kind, service.url), quickMeans());
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'channel-redirected', outcome: 'refused', params: { status } },
    });
  }
  expect(other.requests).toHaveLength(0);
});

test.each(KINDS)('%s: a connection that is refused is retried', async (kind) => {
  const result = await deliver(messageWith(), httpChannel(kind, 'http://127.0.0.1:1'), quickMeans());
  expect(result).toMatchObject({ ok: false, error: { code: 'channel-unreachable', outcome: 'retry' } });
});

test.each(KINDS)('%s: nothing is sent without encryption to another host, nor without a URL', async (kind) => {
  const { channel, secrets } = httpChannel(kind, 'http://ops.example.com');
  expect(await deliver(messageWith(), { channel, secrets }, quickMeans())).toMatchObject({
    error: { code: 'channel-incomplete', outcome: 'refused', params: { context: 'insecure' } },
  });
  expect(await deliver(messageWith(), { channel, secrets: {} }, quickMeans())).toMatchObject({
    error: { code: 'channel-incomplete', outcome: 'refused', params: { context: 'missing' } },
  });
});
