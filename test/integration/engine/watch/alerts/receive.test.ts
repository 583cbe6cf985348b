import { readFileSync } from 'node:fs';
import http from 'node:http';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../../bench/random';
import { Receiving } from '../../../../support/alerts/receiving';
import { STARTED, webhookBody } from '../../../../support/alerts/webhook';

const WEB1 = { alertname: 'HighLatency', instance: 'web-1', severity: 'page' };
const WEB2 = { ...WEB1, instance: 'web-2' };
const BY_INSTANCE = { key: 'labels.instance', message: '{{labels.instance}} {{annotations.summary}}' };

it('an alert is one text, however often it is sent, and its end is one recovery', async () => {
  const receiving = await Receiving.begin({ rule: BY_INSTANCE });
  const alert = { labels: WEB1, summary: 'slow' };
  expect(await receiving.webhook(alert)).toBe(200);
  expect(await receiving.webhook(alert, alert)).toBe(200);
  await receiving.watching.restart();
  expect(await receiving.webhook({ ...alert, startsAt: '2026-11-30T08:00:00.123Z' })).toBe(200);
  expect(await receiving.webhook({ ...alert, status: 'resolved' })).toBe(200);
  expect(await receiving.webhook({ ...alert, status: 'resolved' }, alert)).toBe(200);
  expect(receiving.texts()).toEqual(['web-1 slow', 'OK web-1']);
  expect(receiving.incidents()).toEqual(['open', 'closed']);
});

it('rules see name, summary and sorted labels in one line', async () => {
  const receiving = await Receiving.begin({ rule: { message: '{{line}}' } });
  await receiving.webhook({ labels: { ...WEB1, path: 'C:\\a "b"' }, summary: 'slow\nfor 5 min' });
  expect(receiving.watching.lines()).toEqual([
    'HighLatency: slow for 5 min {instance="web-1", path="C:\\\\a \\"b\\"", severity="page"}',
  ]);
});

it('the history keeps labels and annotations', async () => {
  const receiving = await Receiving.begin({ rule: { ...BY_INSTANCE, okMessage: 'OK' } });
  await receiving.webhook({ labels: WEB1, summary: 'slow' });
  await receiving.webhook({ labels: WEB1, summary: 'slow', status: 'resolved' });
  const entries = await receiving.watching.engine.history({ before: null, search: '', limit: 10 });
  expect(entries.map((entry) => (entry.kind === 'match' ? entry.received : null))).toEqual([
    { labels: WEB1, annotations: { summary: 'slow' } },
    { labels: WEB1, annotations: { summary: 'slow' } },
  ]);
});

it('takes only alerts whose labels are selected, and ignores the others', async () => {
  const receiving = await Receiving.begin({ labels: { severity: 'critical|page', team: '|pay' } });
  expect(await receiving.webhook({ labels: WEB1 }, { labels: { ...WEB1, team: 'web' } })).toBe(200);
  expect(await receiving.webhook({ labels: { ...WEB1, severity: 'pager' } })).toBe(200);
  expect(receiving.watching.lines()).toEqual(['HighLatency {instance="web-1", severity="page"}']);
});

it('an incident stays open while another alert with its rule and group value fires', async () => {
  const receiving = await Receiving.begin();
  await receiving.webhook({ labels: WEB1 }, { labels: WEB2 });
  await receiving.webhook({ labels: WEB1, status: 'resolved' });
  expect(receiving.incidents()).toEqual(['open']);
  await receiving.webhook({ labels: WEB2, status: 'resolved' });
  expect(receiving.incidents()).toEqual(['open', 'closed']);
  expect(receiving.texts()).toHaveLength(3);
});

it('a later start is a new alert; the end of an unknown alert and an earlier end are none', async () => {
  const receiving = await Receiving.begin({ rule: BY_INSTANCE });
  expect(await receiving.webhook({ labels: WEB2, status: 'resolved' })).toBe(200);
  expect(await receiving.webhook({ labels: WEB2 })).toBe(200);
  expect(receiving.texts()).toEqual([]);
  await receiving.webhook({ labels: WEB1, summary: 'one' });
  await receiving.webhook({ labels: WEB1, summary: 'two', startsAt: '2126-11-30T09:00:00Z' });
  await receiving.webhook({ labels: WEB1, status: 'resolved' });
  expect(receiving.texts()).toEqual(['web-1 one', 'web-1 two']);
});

it('takes the alerts of Prometheus, and ends those that are not sent again', async () => {
  const receiving = await Receiving.begin({ rule: BY_INSTANCE });
  const alert = { labels: WEB1, annotations: { summary: 'slow' }, startsAt: STARTED };
  const soon = new Date(Date.now() + 1_000).toISOString();
  expect(await receiving.post('/api/v2/alerts', [{ ...alert, endsAt: soon }])).toBe(200);
  expect(await receiving.post('/api/v2/alerts', [{ ...alert, startsAt: '2026-11-30T08:00:02Z', endsAt: soon }])).toBe(
    200,
  );
  expect(receiving.texts()).toEqual(['web-1 slow']);
  await expect.poll(() => receiving.texts()).toEqual(['web-1 slow', 'OK web-1']);
  expect(await receiving.post('/api/v2/alerts', [{ labels: WEB2 }])).toBe(200);
  expect(await receiving.post('/api/v2/alerts', [{ labels: WEB2, endsAt: new Date().toISOString() }])).toBe(200);
  expect(receiving.texts().slice(2)).toEqual(['web-2 ', 'OK web-2']);
});

it('status shows it like a log, with the time of the last alert', async () => {
  const receiving = await Receiving.begin({ labels: { severity: 'page' } });
  const status = (): object | undefined => receiving.watching.engine.status().files[0];
  expect(status()).toMatchObject({ fileId: 'am', path: 'alerts: severity=page', state: 'following', isAlerts: true });
  await receiving.webhook({ labels: WEB1 });
  expect(status()).toMatchObject({ lastAlertAt: expect.closeTo(Date.now(), -5) as number });
});

it('a taken port is a problem until it is free', async () => {
  const first = await Receiving.begin();
  const listen = first.url.replace('http://', '');
  const second = await Receiving.begin({ receive: { listen } });
  expect(second.watching.problems()).toEqual(['receive-unavailable']);
  expect(second.watching.engine.status().files).toMatchObject([{ state: 'unreadable' }]);
  await first.watching.stop();
  await expect.poll(() => second.watching.problems()).toEqual([]);
});

it('answers why a request can never be accepted', async () => {
  const receiving = await Receiving.begin();
  const webhook = webhookBody({ labels: WEB1 });
  const cases: readonly (readonly [number, string, unknown, Record<string, string>?])[] = [
    [400, '/alertmanager', '{'],
    [400, '/alertmanager', []],
    [400, '/alertmanager', { ...webhook, version: '3' }],
    [400, '/alertmanager', { ...webhook, alerts: [{ status: 'odd', labels: WEB1 }] }],
    [400, '/alertmanager', { ...webhook, alerts: [{ status: 'firing', labels: {} }] }],
    [400, '/api/v2/alerts', {}],
    [400, '/api/v2/alerts', [{ labels: { alertname: 1 } }]],
    [400, '/api/v2/alerts', [{ labels: WEB1, startsAt: 'yesterday' }]],
    [404, '/api/v1/alerts', []],
    [413, '/alertmanager', `"${'a'.repeat(1_048_576)}"`],
    [415, '/alertmanager', webhook, { 'content-type': 'text/plain' }],
  ];
  for (const [status, path, body, headers] of cases) {
    expect([path, await receiving.post(path, body, headers).catch(() => 413)]).toEqual([path, status]);
  }
  expect((await fetch(`${receiving.url}/alertmanager`)).status).toBe(405);
  expect((await fetch(`${receiving.url}/-/healthy`)).status).toBe(200);
  expect((await fetch(`${receiving.url}/-/ready`)).status).toBe(200);
  expect(receiving.texts()).toEqual([]);
});

it('takes nothing without one of the tokens, or for a foreign host', async () => {
  const tokens = ['made-up-token-1', 'made-up-token-2'];
  const receiving = await Receiving.begin({ receive: { tokens: ['a', 'b'] } }, { receiveTokens: tokens });
  const body = webhookBody({ labels: WEB1 });
  const sent = (authorization: string): Promise<number> => receiving.post('/alertmanager', body, { authorization });
  expect(await receiving.post('/alertmanager', body)).toBe(401);
  expect(await sent('Bearer made-up-token-3')).toBe(401);
  expect(await sent('Basic made-up-token-1')).toBe(401);
  expect(await sent('Bearer made-up-token-2')).toBe(200);
  const { port } = new URL(receiving.url);
  const foreign = await new Promise((resolve) => {
    http.get({ port, host: '127.0.0.1', headers: { host: 'pay.example.com' } }, ({ statusCode }) =>
      resolve(statusCode),
    );
  });
  expect(foreign).toBe(403);
});

it('takes nothing if the values of its tokens are unknown', async () => {
  const receiving = await Receiving.begin({ receive: { tokens: ['a'] } });
  expect(await receiving.post('/alertmanager', webhookBody(), { authorization: 'Bearer ' })).toBe(401);
});

it('survives odd bodies with a 4xx, and takes the next alert', async () => {
  const receiving = await Receiving.begin();
  const whole = JSON.stringify(webhookBody({ labels: WEB1, summary: 'slow' }));
  const random = seededRandom(20);
  const odd = ['null', '0', '"', '{"alerts":null}', '[{"labels":{"__proto__":"x"}}]', '[[]]', '\u0000', '[1e999]'];
  const cut = Array.from({ length: 100 }, () => {
    const at = random(whole.length);
    return `${whole.slice(0, at)}${odd[random(odd.length)] ?? ''}${whole.slice(at + random(20))}`;
  });
  for (const body of [...odd, ...cut]) {
    for (const path of ['/alertmanager', '/api/v2/alerts']) {
      expect([200, 400]).toContain(await receiving.post(path, body));
    }
  }
  expect(await receiving.webhook({ labels: WEB2 })).toBe(200);
  expect(receiving.watching.lines().at(-1)).toBe('HighLatency {instance="web-2", severity="page"}');
});

it.each(['grafana', 'loki-ruler'])('takes what %s sends', async (sender) => {
  const receiving = await Receiving.begin();
  const body = readFileSync(new URL(`${sender}.json`, import.meta.url), 'utf8');
  const path = sender === 'grafana' ? '/alertmanager' : '/api/v2/alerts';
  expect(await receiving.post(path, body)).toBe(200);
  expect(receiving.watching.lines()).toEqual([
    {
      grafana: 'High memory usage: Memory is above 90 % {instance="host1", severity="page", team="blue"}',
      'loki-ruler': 'HighPercentageError: High request latency {job="foo/app", severity="page"}',
    }[sender],
  ]);
});
