import http from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { practicePhone } from '../../../../src/main/practice/phone/phone';
import { startPracticeServer, type PracticeServer } from '../../../../src/main/practice/practice-server';
import type { PhoneText } from '../../../../src/shared/contract/delivery/practice-phone';
import type { Language } from '../../../../src/shared/settings/schema';
import { jpegOf } from '../../../support/sens/jpeg';
import { askPractice, sendTo } from '../../../support/sens/practice-client';
import { en, ko } from '../../../support/text/strings';
import { until } from '../../../support/time/until';

const PRICES = { SMS: 9, LMS: 31, MMS: 110 } as const;

let practice: PracticeServer;
let language: Language;
const pages: http.ClientRequest[] = [];

beforeEach(async () => {
  language = 'ko';
  const phone = practicePhone({ language: () => language, prices: () => PRICES });
  practice = await startPracticeServer({ deliveryMs: 0, phone });
});

afterEach(async () => {
  pages.splice(0).forEach((page) => page.destroy());
  await practice.close();
});

function address(part = ''): string {
  return `${practice.phoneUrl ?? ''}${part}`;
}

async function get(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  const request = http.request(url, { headers, method, agent: false }).end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

interface FeedEvent {
  readonly event: string;
  readonly texts: readonly PhoneText[];
}

/** Opens the event stream of the page and collects its events. */
async function openFeed(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  const request = http.get(address('texts'), { agent: false });
  request.on('error', () => undefined);
  pages.push(request);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(response.headers['content-type']).toBe('text/event-stream');
  let rest = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    events.push(...parts.map(parseEvent));
  });
  response.on('error', () => undefined);
  await until(() => events.length > 0, 'the page is told what is there');
  return events;
}

function parseEvent(text: string): FeedEvent {
  const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(text) ?? [];
  return { event, texts: JSON.parse(data) as PhoneText[] };
}

test('messages of channels arrive beside the texts, once each, and only as JSON', async () => {
  const post = async (key: string, kind: string, type = 'application/json'): Promise<number> => {
    const body = JSON.stringify({ key, kind, channel: '<b>ops</b>', title: 'Disk', text: '<i>full</i>' });
    const url = `${practice.baseUrl}/practice/channel-messages`;
    return (await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body })).status;
  };
  await sendTo(practice);
  const events = await openFeed();
  expect(await Promise.all([post('a', 'slack'), post('a', 'slack')])).toEqual([202, 202]);
  await until(() => events.length === 2, 'the page is told of the message');
  expect(events[1]).toEqual({
    event: 'new',
    texts: [
      expect.objectContaining({ from: 'Slack', to: '<b>ops</b>', subject: 'Disk', content: '<i>full</i>', facts: [] }),
    ],
  });
  expect(await post('b', 'slack', 'text/plain')).toBe(415);
  expect(await post('b', 'pager')).toBe(400);
  expect(practice.posted().map(({ key }) => key)).toEqual(['a']);
});

async function firstText(change: Readonly<Record<string, unknown>>): Promise<PhoneText | undefined> {
  await sendTo(practice, change);
  return (await openFeed())[0]?.texts[0];
}

test('a page gets the existing texts, and then each new one', async () => {
  await sendTo(practice, { content: 'first' });
  const events = await openFeed();
  expect(events).toMatchObject([{ event: 'all', texts: [{ content: 'first' }] }]);
  await sendTo(practice, { content: 'second' });
  await until(() => events.length === 2, 'the new text is told');
  expect(events[1]).toMatchObject({ event: 'new', texts: [{ content: 'second' }] });
  const later = await openFeed();
  expect(later[0]?.texts.map(({ content }) => content)).toEqual(['first', 'second']);
});

test('a text is shown when it has arrived, not when it was accepted', async () => {
  await practice.close();
  let now = Date.now();
  const phone = practicePhone({ language: () => language, prices: () => PRICES });
  practice = await startPracticeServer({ deliveryMs: 1_000, now: () => now, phone });
  await sendTo(practice, {}, { at: now });
  const events = await openFeed();
  expect(events[0]?.texts).toEqual([]);
  now += 1_000;
  await until(() => events.length === 2, 'the text is told');
  expect(events[1]?.texts).toMatchObject([{ content: 'hello', at: new Date(now).toISOString() }]);
});

test('of a flood the newest two hundred are shown', async () => {
  const to = Array.from({ length: 100 }, () => ({ to: '01012345678' }));
  for (const content of ['first', 'second', 'third']) {
    await sendTo(practice, { content, messages: to });
  }
  const texts = (await openFeed())[0]?.texts.map(({ content }) => content) ?? [];
  expect(texts).toEqual([...Array<string>(100).fill('second'), ...Array<string>(100).fill('third')]);
});

test('it shows sender, number, kind, bytes and cost', async () => {
  expect(await firstText({ content: '디스크 90%' })).toMatchObject({
    arrived: true,
    from: '02-1234-5678',
    to: '010-1234-5678',
    content: '디스크 90%',
    facts: ['SMS', ko('phone.bytes', { bytes: 10 }), ko('phone.cost', { won: 9 })],
    notice: '',
  });
});

test('a cut text shows how much was cut off', async () => {
  const text = await firstText({ content: '가'.repeat(50) });
  expect(text).toMatchObject({
    content: '가'.repeat(45),
    facts: ['SMS', ko('phone.bytes', { bytes: 100 }), ko('phone.cost', { won: 9 })],
  });
  expect(text?.notice).toBe(ko('phone.cut', { bytes: 10 }));
});

test('an LMS has its subject, and the language follows the settings', async () => {
  language = 'en';
  expect(await firstText({ type: 'LMS', subject: 'Disk', content: 'x'.repeat(91) })).toMatchObject({
    subject: 'Disk',
    facts: ['LMS', en('phone.bytes', { bytes: 91 }), en('phone.cost', { won: 31 })],
  });
  expect((await get(address())).body.toString()).toContain('<html lang="en">');
});

test('a text that reaches no phone is shown as such, without a cost', async () => {
  practice.unreachable('01012345678', { statusCode: '3003', statusMessage: 'Power off' });
  const text = await firstText({});
  expect(text).toMatchObject({ arrived: false, facts: ['SMS', ko('phone.bytes', { bytes: 5 })] });
  expect(text?.notice).toContain('3003');
  expect(text?.notice).toContain('Power off');
});

test('the image of an MMS is visible, to its page only', async () => {
  const picture = jpegOf(640, 480);
  const body = { fileName: 'graph.jpg', fileBody: picture.toString('base64') };
  const { fileId } = (await askPractice(practice, { to: '/files', body })).json as { fileId: string };
  const text = await firstText({ type: 'MMS', files: [{ fileId }] });
  const shown = await get(address(text?.pictures[0]));
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect(shown.body.equals(picture)).toBe(true);
  expect((await get(address('picture/none'))).status).toBe(404);
});

test('invisible characters show as their numbers', async () => {
  expect(await firstText({ content: 'a\u202etxt.exe\u200b\n\u0007b' })).toMatchObject({
    content: 'a[U+202E]txt.exe[U+200B]\n[U+0007]b',
  });
});

test('the page runs only its own script and style, and is not stored, framed or read by others', async () => {
  const page = await get(address());
  expect(page.status).toBe(200);
  const policy = page.headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:/);
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(page.body.toString()).not.toMatch(/<script(?! type="module" src="phone\.js">)|<style|https?:/);
  for (const [part, type] of [
    ['phone.js', 'text/javascript'],
    ['phone.css', 'text/css'],
  ] as const) {
    expect((await get(address(part))).headers['content-type']).toContain(type);
  }
});

test('no answer lets another origin read it', async () => {
  for (const part of ['', 'phone.js', 'picture/none']) {
    const answer = await get(address(part), { Origin: 'http://attacker.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test.each(['attacker.example', '127.0.0.1.attacker.example', 'localhost.attacker.example:80'])(
  'a page that calls this machine %j is refused',
  async (host) => {
    expect((await get(address(), { Host: host })).status).toBe(421);
  },
);

test('nothing is served without the token, which is different each time', async () => {
  const { origin, pathname } = new URL(address());
  expect(pathname).toMatch(/^\/phone\/[\w-]{22}\/$/);
  for (const path of ['/phone/', '/phone/texts', pathname.slice(0, -2), `${pathname.slice(0, -2)}x/`, `${pathname}x`]) {
    expect([path, (await get(origin + path)).status]).toEqual([path, 404]);
  }
  expect((await get(address(), {}, 'POST')).status).toBe(404);
  const other = await startPracticeServer({ phone: practicePhone({ language: () => 'ko', prices: () => PRICES }) });
  await other.close();
  expect(new URL(other.phoneUrl ?? '').pathname).not.toBe(pathname);
});

test('viewing the page uses up no fault, and is no call of SENS', async () => {
  practice.fail({ kind: 'unknown-service' });
  await get(address());
  await openFeed();
  expect(practice.asked()).toEqual([]);
  expect((await sendTo(practice)).status).toBe(404);
});
