import { expect, test } from 'vitest';
import { deliver } from '../../../../../src/main/engine/send/channels/deliver';
import { channelSchema, type Channel } from '../../../../../src/shared/settings/channels/channel-schema';
import { channelBench } from '../../../../support/channels/channel-bench';
import { mailServer, MAIL_PASSWORD, type MailServer } from '../../../../support/channels/mail-server';
import { PATIENT_TIMEOUTS, QUICK_TIMEOUTS } from '../../../../support/channels/quick-channels';
import { FACTS, messageWith, quickMeans } from '../../../../support/channels/samples';
import { trust } from '../../../../support/channels/trust';
import { certificateFor, type Certificate } from '../../../../support/sens/certificates';
import { rawServer } from '../../../../support/sens/raw-server';

const SECRETS = { password: MAIL_PASSWORD } as const;

interface Mailing {
  readonly server: MailServer;
  readonly channel: Channel;
}

function mailChannel(port: number, change: Readonly<Record<string, unknown>> = {}): Channel {
  return channelSchema.parse({
    ...{ id: 'mail', kind: 'email', host: 'localhost', port, security: 'tls', user: 'logbell' },
    ...{ from: 'Logbell <logbell@example.com>', to: ['ops@example.com', 'boss@example.com'], ...change },
  });
}

async function mailing(
  change: Readonly<Record<string, unknown>> = {},
  security: 'tls' | 'starttls' = 'tls',
  certificate: Certificate = certificateFor('localhost'),
): Promise<Mailing> {
  trust(certificate);
  const server = await mailServer({ security, certificate });
  return { server, channel: mailChannel(server.port, { security, ...change }) };
}

function bodyOf(mail: string): string {
  const [head = '', body = ''] = mail.split(/\r?\n\r?\n/, 2);
  if (/base64/i.test(head)) {
    return Buffer.from(body, 'base64').toString('utf8');
  }
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function header(mail: string, name: string): string {
  return new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(mail)?.[1]?.replace(/\r?\n[ \t]/g, ' ') ?? '';
}

test.each(['tls', 'starttls'] as const)(
  '%s: a mail with login reaches the Maildir as plain UTF-8',
  async (security) => {
    const { server, channel } = await mailing({}, security);
    const text = '디스크 가득 참\nERROR disk full 🔔\n.\n';
    const result = await deliver(messageWith({ title: '디스크', text }), { channel, secrets: SECRETS }, quickMeans());
    expect(result).toEqual({ ok: true, value: { refusedRecipients: 0 } });
    const [mail = ''] = server.mails();
    expect(server.mails()).toHaveLength(1);
    expect(bodyOf(mail).replace(/\r\n/g, '\n').trim()).toBe(text.trim());
    expect(header(mail, 'From')).toBe('Logbell <logbell@example.com>');
    expect(header(mail, 'To')).toBe('ops@example.com, boss@example.com');
    expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(mail, 'Date')).toBe(new Date(FACTS.at).toUTCString().replace('GMT', '+0000'));
    expect(header(mail, 'Content-Type')).toMatch(/^text\/plain; charset=utf-8/);
  },
);

test('mails of one incident form a thread, and a repeated delivery keeps its id', async () => {
  const { server, channel } = await mailing();
  for (const [key, incident] of [
    ['a', 7],
    ['b', 7],
    ['a', 7],
    ['c', 8],
    ['d', null],
  ] as const) {
    const message = messageWith({ key, facts: { ...FACTS, incident } });
    expect(await deliver(message, { channel, secrets: SECRETS }, quickMeans())).toMatchObject({ ok: true });
  }
  const mails = server.mails();
  const ids = mails.map((mail) => header(mail, 'Message-ID'));
  const threads = mails.map((mail) => header(mail, 'References'));
  expect(new Set(ids).size).toBe(4);
  expect([new Set(threads).size, threads.filter((thread) => thread === '').length]).toEqual([3, 1]);
  expect(mails.map((mail) => header(mail, 'In-Reply-To'))).toEqual(threads);
  expect(ids.every((id) => /^<logbell\.[0-9a-f]{32}@example\.com>$/.test(id))).toBe(true);
});

test('a log line cannot add a header or a recipient', async () => {
  const { server, channel } = await mailing();
  const title = 'x\r\nBcc: evil@example.com\r\n\r\nbody';
  expect(await deliver(messageWith({ title }), { channel, secrets: SECRETS }, quickMeans())).toMatchObject({
    ok: true,
  });
  const [mail = ''] = server.mails();
  expect(header(mail, 'Subject')).toBe('x');
  expect(mail).not.toContain('evil@example.com');
});

test.each([
  { to: ['busy@example.com'], error: { code: 'channel-server', outcome: 'retry', params: { status: 451 } } },
  { to: ['never@example.com'], error: { code: 'channel-bad-request', outcome: 'refused' } },
  { to: ['gone@example.com'], error: { code: 'channel-bad-request', outcome: 'refused' } },
  { to: ['later@example.com'], error: { code: 'channel-server', outcome: 'retry', params: { status: 450 } } },
  { to: ['slow@example.com'], error: { code: 'channel-unreachable', outcome: 'unknown' } },
  { to: ['cut@example.com'], error: { code: 'channel-unreachable', outcome: 'unknown' } },
])('$to.0: $error.code, $error.outcome', async ({ to, error }) => {
  const { channel } = await mailing({ to });
  const means = quickMeans(to.includes('slow@example.com') ? { timeouts: QUICK_TIMEOUTS } : {});
  const result = await deliver(messageWith(), { channel, secrets: SECRETS }, means);
  expect(result).toMatchObject({ ok: false, error });
  expect(JSON.stringify(result)).not.toMatch(/@|secret/);
});

test('the sender: a busy server gets the mail again, a lost answer stays unconfirmed, and partial refusal is noted', async () => {
  const { server, channel } = await mailing({ to: ['slow@example.com'] });
  const bench = channelBench();
  const to = (id: string, address: readonly string[]): Channel => ({ ...channel, id, to: [...address] }) as Channel;
  bench.set({ channel: to('lost', ['slow@example.com']), secrets: SECRETS });
  bench.set({ channel: to('partly', ['ops@example.com', 'gone@example.com']), secrets: SECRETS });
  bench.set({ channel: to('busy', ['busy@example.com']), secrets: SECRETS });
  const [lost, partly, busy] = ['lost', 'partly', 'busy'].map((id) => bench.owe(id, id)) as [number, number, number];
  const sender = bench.start({ timeouts: { ...PATIENT_TIMEOUTS, answerMs: 4_000 } });
  await expect.poll(() => bench.text(lost).state).toBe('unknown');
  await expect.poll(() => bench.text(partly).state).toBe('delivered');
  await expect.poll(() => bench.text(busy).attempts).toBeGreaterThan(1);
  expect(bench.text(partly).reason).toEqual({ code: 'channel-partly', params: { count: 1 } });
  bench.set({ channel: to('busy', ['ops@example.com']), secrets: SECRETS });
  sender.again();
  await expect.poll(() => bench.text(busy).state).toBe('delivered');
  expect(server.mails()).toHaveLength(3);
});

test('one refused recipient: the others get the mail, and the result says how many did not', async () => {
  const { server, channel } = await mailing({ to: ['ops@example.com', 'gone@example.com', 'later@example.com'] });
  const result = await deliver(messageWith(), { channel, secrets: SECRETS }, quickMeans());
  expect(result).toEqual({ ok: true, value: { refusedRecipients: 2 } });
  expect(server.mails()).toHaveLength(1);
});

test('a wrong password is refused and not told', async () => {
  const { server, channel } = await mailing();
  const result = await deliver(messageWith(), { channel, secrets: { password: 'other-secret' } }, quickMeans());
  expect(result).toMatchObject({ ok: false, error: { code: 'channel-refused', outcome: 'refused' } });
  expect(JSON.stringify(result)).not.toMatch(/secret|b3RoZXI/);
  expect(server.mails()).toEqual([]);
});

test.each([
  { name: 'tls', security: 'tls', host: 'localhost', trusted: false },
  { name: 'starttls', security: 'starttls', host: 'localhost', trusted: false },
  { name: 'tls, another host', security: 'tls', host: 'mail.example.com', trusted: true },
] as const)('$name: a certificate that is not trusted gets neither the password nor the mail', async (given) => {
  const certificate = certificateFor(given.host);
  if (given.trusted) {
    trust(certificate);
  }
  const server = await mailServer({ security: given.security, certificate });
  const channel = mailChannel(server.port, { security: given.security });
  const result = await deliver(messageWith(), { channel, secrets: SECRETS }, quickMeans());
  expect(result).toMatchObject({ ok: false, error: { code: 'channel-certificate', outcome: 'retry' } });
  expect(server.mails()).toEqual([]);
});

test('a server without STARTTLS gets nothing where it is required', async () => {
  const server = await mailServer({ security: 'none', certificate: certificateFor('localhost'), password: '' });
  const channel = mailChannel(server.port, { security: 'starttls' });
  expect(await deliver(messageWith(), { channel, secrets: SECRETS }, quickMeans())).toMatchObject({ ok: false });
  expect(server.mails()).toEqual([]);
});

test('a server on this machine may go without encryption, another one may not', async () => {
  const server = await mailServer({ security: 'none', certificate: certificateFor('localhost'), password: '' });
  const channel = mailChannel(server.port, { security: 'none', user: '' });
  expect(await deliver(messageWith(), { channel, secrets: {} }, quickMeans())).toMatchObject({ ok: true });
  const other = mailChannel(server.port, { security: 'none', user: '', host: 'mail.example.com' });
  expect(await deliver(messageWith(), { channel: other, secrets: {} }, quickMeans())).toMatchObject({
    error: { code: 'channel-incomplete', params: { context: 'insecure' } },
  });
});

test('a server that hangs, drips or talks nonsense before the mail is retried', async () => {
  for (const behave of ['hang', 'drip', 'nonsense', 'close'] as const) {
    const server = await rawServer(() => undefined);
    const port = Number(new URL(server.baseUrl).port);
    const channel = mailChannel(port, { security: 'none', user: '' });
    const delivered = deliver(
      messageWith(),
      { channel, secrets: {} },
      quickMeans({ timeouts: { connectMs: 200, answerMs: 100 } }),
    );
    await expect.poll(() => server.sockets.length).toBe(1);
    const [socket] = server.sockets;
    const timer = setInterval(() => behave === 'drip' && socket?.write('2'), 5);
    if (behave === 'nonsense') {
      socket?.write('HTTP/1.1 400 Bad Request\r\n\r\n');
    } else if (behave === 'close') {
      socket?.destroy();
    }
    expect(await delivered, behave).toMatchObject({ ok: false, error: { outcome: 'retry' } });
    clearInterval(timer);
  }
});

test('nobody listens: retried', async () => {
  const channel = mailChannel(1, { security: 'tls' });
  expect(await deliver(messageWith(), { channel, secrets: SECRETS }, quickMeans())).toMatchObject({
    error: { code: 'channel-unreachable', outcome: 'retry', params: { reason: 'ECONNREFUSED' } },
  });
});
