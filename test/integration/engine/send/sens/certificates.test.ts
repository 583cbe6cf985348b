import { expect, onTestFinished, test, vi } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../../../src/main/practice/practice-server';
import { certificateFor, type Certificate } from '../../../../support/sens/certificates';
import { CommandLine, configure, configured } from '../../../../support/app/command-line';
import { connectProxy } from '../../../../support/sens/connect-proxy';
import { keysOf, liveSettings } from '../../../../support/engine/live-settings';
import { accessTo } from '../../../../support/sens/sens-access';
import { newClient, SMS_REQUEST } from '../../../../support/sens/sens-requests';
import { tlsFront, type TlsFront } from '../../../../support/sens/tls-front';

const UNTRUSTED = { ok: false, error: { code: 'sens-certificate', outcome: 'retry' } } as const;

async function practice(): Promise<PracticeServer> {
  const server = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => server.close());
  return server;
}

async function behindTls(server: PracticeServer, certificate: Certificate): Promise<TlsFront> {
  return tlsFront(certificate, Number(new URL(server.baseUrl).port));
}

/** Runs `logbell send-test` in live mode against this address; returns its exit status and output. */
async function sendTest(
  server: PracticeServer,
  baseUrl: string,
  env: Readonly<Record<string, string>>,
): Promise<{ status: number | null; run: CommandLine }> {
  const dir = configured('{}');
  configure(dir, liveSettings({ ...server, baseUrl }, dir));
  const run = new CommandLine(dir, ['send-test', '--json'], { ...keysOf(server), ...env });
  return { status: await run.exitStatus(), run };
}

test('an untrusted certificate: nothing is sent, whatever the environment says', async () => {
  const server = await practice();
  const front = await behindTls(server, certificateFor('localhost'));
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await newClient().send(accessTo(`https://localhost:${front.port}`), SMS_REQUEST)).toMatchObject(UNTRUSTED);
  expect(front.heard()).toBe('');
  expect(server.asked()).toEqual([]);
});

test('a trusted certificate of this host: the text goes out', async () => {
  const server = await practice();
  const certificate = certificateFor('localhost');
  const front = await behindTls(server, certificate);
  const env = { NODE_EXTRA_CA_CERTS: certificate.file };
  const { status } = await sendTest(server, `https://localhost:${front.port}`, env);
  expect(status).toBe(0);
  expect(server.received()).toHaveLength(1);
});

test.each([
  ['is for another host', 'sens.example', 2, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['has expired', 'localhost', -1, 'CERT_HAS_EXPIRED'],
] as const)(
  'a trusted certificate that %s: nothing is sent, and the problem says why',
  async (_what, host, days, why) => {
    const server = await practice();
    const certificate = certificateFor(host, days);
    const front = await behindTls(server, certificate);
    const env = { NODE_EXTRA_CA_CERTS: certificate.file };
    const { status, run } = await sendTest(server, `https://localhost:${front.port}`, env);
    expect(status).toBe(1);
    const problem = run.events().find(({ event }) => event === 'problem');
    expect(problem).toMatchObject({ code: 'sens-certificate' });
    expect(problem?.['message']).toContain(why);
    expect(run.events().findLast(({ event }) => event === 'text')).toMatchObject({ state: 'owed' });
    expect(front.heard()).toBe('');
  },
);

test('a proxy of the environment: the tunnel carries TLS to SENS, and only the proxy gets its password', async () => {
  const server = await practice();
  const certificate = certificateFor('sens.example');
  const front = await behindTls(server, certificate);
  const proxy = await connectProxy(front.port);
  const { status } = await sendTest(server, 'https://sens.example', {
    NODE_EXTRA_CA_CERTS: certificate.file,
    HTTPS_PROXY: `http://someone:secret@${proxy.host}`,
  });
  expect(status).toBe(0);
  expect(server.received()).toHaveLength(1);
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT sens.example:443']));
  expect(proxy.passwords[0]).toBe(`Basic ${Buffer.from('someone:secret').toString('base64')}`);
  expect(front.heard()).toContain('POST /sms/v2/services/');
  expect(front.heard().toLowerCase()).not.toContain('proxy-authorization');
});

test('a certificate for another host is refused behind a proxy, too', async () => {
  const server = await practice();
  const certificate = certificateFor('other.example');
  const front = await behindTls(server, certificate);
  const proxy = await connectProxy(front.port);
  const env = { NODE_EXTRA_CA_CERTS: certificate.file, HTTPS_PROXY: `http://${proxy.host}` };
  const { status, run } = await sendTest(server, 'https://sens.example', env);
  expect(status).toBe(1);
  expect(run.events().find(({ event }) => event === 'problem')).toMatchObject({ code: 'sens-certificate' });
  expect(run.events().findLast(({ event }) => event === 'text')).toMatchObject({ state: 'owed' });
  expect(front.heard()).toBe('');
});

test.each(['407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway'])(
  'a proxy that opens no tunnel (%s) counts as unreachable, and nothing was accepted',
  async (refusal) => {
    const proxy = await connectProxy(9, refusal);
    vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await newClient().send(accessTo('https://sens.example'), SMS_REQUEST)).toMatchObject({
      ok: false,
      error: { code: 'sens-unreachable', params: { reason: `proxy ${refusal.slice(0, 3)}` }, outcome: 'retry' },
    });
  },
);

test('a bad certificate behind a proxy leaves no doubt that nothing was accepted', async () => {
  const server = await practice();
  const front = await behindTls(server, certificateFor('sens.example'));
  const proxy = await connectProxy(front.port);
  vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await newClient().send(accessTo('https://sens.example'), SMS_REQUEST)).toMatchObject(UNTRUSTED);
  expect(front.heard()).toBe('');
});

test('hosts in NO_PROXY bypass the proxy', async () => {
  const proxy = await connectProxy(9);
  vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`);
  vi.stubEnv('NO_PROXY', '.example');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await newClient().send(accessTo('https://sens.example'), SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { outcome: 'retry' },
  });
  expect(proxy.asked).toEqual([]);
});

test('an invalid proxy address counts as unreachable', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://[');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await newClient().send(accessTo('https://sens.example'), SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-unreachable', outcome: 'retry' },
  });
});
