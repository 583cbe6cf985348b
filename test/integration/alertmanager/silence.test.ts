import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type Member, startCluster } from '../../support/alertmanager/cluster';
import { Receiving } from '../../support/alerts/receiving';
import { postJson, webhookBody } from '../../support/alerts/webhook';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { channelService } from '../../support/channels/channel-service';
import { amtool } from '../../support/metrics/programs';
import { freePort } from '../../support/free-port';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const LIMIT_MS = 60_000;
const WEB1 = { alertname: 'HighLatency', instance: 'web-1', path: 'C:\\a "b"' };
const WEB2 = { ...WEB1, instance: 'web-2' };

/** A silence as `amtool` shows it. */
interface ShownSilence {
  readonly id: string;
  readonly matchers: readonly { readonly name: string; readonly value: string; readonly isRegex: boolean }[];
  readonly createdBy: string;
  readonly comment: string;
}

/** Silences of a member that are active, or that have ended. */
async function silences(url: string, isOver = false): Promise<readonly ShownSilence[]> {
  const which = isOver ? ['--expired'] : [];
  const { output } = await amtool([`--alertmanager.url=${url}`, 'silence', 'query', ...which, '-o', 'json']);
  return (JSON.parse(output) ?? []) as readonly ShownSilence[];
}

/** Waits until members have this number of active silences, and returns those of the first. */
async function silenced(members: readonly Member[], count: number): Promise<readonly ShownSilence[]> {
  const all = members.map(({ url }) =>
    until(
      async () => {
        const shown = await silences(url);
        return shown.length === count ? shown : null;
      },
      `${count} silences are active`,
      LIMIT_MS,
    ),
  );
  const [first = []] = await Promise.all(all);
  return first;
}

/** An engine that receives alerts, and silences them at these members. */
function begin(urls: readonly string[], mode = 'live'): Promise<Receiving> {
  const sens = { mode, from: '0212345678', serviceId: 'ncp:sms:kr:123456789012:logbell' };
  return Receiving.begin({ more: { sens, alertmanager: { urls, silence: '2h' } } });
}

/** State of the silence of the first incident. */
async function stateOf({ watching }: Receiving, which: 'open' | 'closed' = 'open'): Promise<string | undefined> {
  const [incident] = await watching.engine.incidents({ which, before: null, limit: 1 });
  return incident?.silence?.state;
}

async function becomes(receiving: Receiving, state: string, which?: 'closed'): Promise<void> {
  await until(async () => (await stateOf(receiving, which)) === state, `the silence is ${state}`, LIMIT_MS);
}

it('acknowledging silences the alerts, and closing ends the silences', { timeout: 3 * LIMIT_MS }, async () => {
  const members = await startCluster(2);
  const receiving = await begin(members.map(({ url }) => url));
  const { engine } = receiving.watching;
  await receiving.webhook({ labels: WEB1 }, { labels: WEB2 });
  await engine.acknowledge(1);
  const shown = await silenced(members, 2);
  const sets = shown.map(({ matchers }) => Object.fromEntries(matchers.map(({ name, value }) => [name, value])));
  expect(sets).toEqual(expect.arrayContaining([WEB1, WEB2]));
  expect(shown[0]).toMatchObject({
    createdBy: 'Logbell test',
    comment: expect.stringContaining('incident 1 of all') as string,
  });
  await becomes(receiving, 'active');
  await engine.closeIncident(1);
  await silenced(members, 0);
  await becomes(receiving, 'ended', 'closed');
  expect(await silences(members[0]?.url ?? '', true)).toHaveLength(2);
  const entries = await engine.incidentHistory(1);
  const told = entries.flatMap((entry) => (entry.kind === 'silence' ? [[entry.content, entry.texts.length]] : []));
  expect(told).toEqual([
    [expect.stringContaining('web-1'), 2],
    [expect.stringContaining('web-1'), 2],
  ]);
  expect(receiving.watching.problems()).not.toContain('channel-unreachable');
});

it('a silence whose answer is lost is made once, and ends with the alert', { timeout: 3 * LIMIT_MS }, async () => {
  const members = await startCluster(1);
  const [member] = members;
  const receiving = await begin([await losesAnswer(member?.url ?? '')]);
  await receiving.webhook({ labels: WEB1 });
  await receiving.watching.engine.acknowledge(1);
  await becomes(receiving, 'active');
  expect(await silences(member?.url ?? '')).toHaveLength(1);
  await receiving.webhook({ labels: WEB1, status: 'resolved' });
  await silenced(members, 0);
  expect(await silences(member?.url ?? '', true)).toHaveLength(1);
});

it(
  'an incident that is closed first needs no silence, and practice mode makes none',
  { timeout: 3 * LIMIT_MS },
  async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const receiving = await begin([nobody]);
    await receiving.webhook({ labels: WEB1 });
    await receiving.watching.engine.acknowledge(1);
    expect(await stateOf(receiving)).toBe('requested');
    await until(() => receiving.watching.problems().includes('channel-unreachable'), 'nobody answers', LIMIT_MS);
    await receiving.watching.engine.closeIncident(1);
    expect(await stateOf(receiving, 'closed')).toBe('ending');
    const practice = await begin([nobody], 'practice');
    await practice.webhook({ labels: WEB1 });
    await practice.watching.engine.acknowledge(1);
    expect(await stateOf(practice)).toBeUndefined();
  },
);

it('the command line silences, too, and shows it', { timeout: 3 * LIMIT_MS }, async () => {
  const dir = configured('{}');
  const service = await channelService({ kind: 'hang' });
  const listen = `127.0.0.1:${await freePort()}`;
  configure(dir, {
    ...{ sens: { mode: 'live' }, receive: { listen }, alertmanager: { urls: [service.url], silence: '2h' } },
    files: [{ id: 'am', alerts: {} }],
    channels: [{ id: 'ops', kind: 'webhook', url: service.url }],
    rules: [{ id: 'slow', match: { text: 'HighLatency' }, recipients: [], channels: ['ops'] }],
  });
  const run = new CommandLine(dir, ['watch', '--json']);
  await until(() => run.events().some(({ event }) => event === 'started'), 'it watches', LIMIT_MS);
  await postJson(`http://${listen}/alertmanager`, webhookBody({ labels: WEB1 }));
  const ack = new CommandLine(dir, ['incidents', 'ack', '1']);
  expect(await ack.exitStatus()).toBe(0);
  await until(() => service.requests.some(({ path }) => path.startsWith('/api/v2/silences')), 'it asks', LIMIT_MS);
  const list = new CommandLine(dir, ['incidents']);
  expect(await list.exitStatus()).toBe(0);
  expect(list.out.join('\n')).toContain(en('incident.silence.requested'));
});

/** Starts a proxy that loses the first answer to a new silence, which the member has taken by then. */
async function losesAnswer(target: string): Promise<string> {
  let losing = true;
  const server = http.createServer((request, response) => {
    const { method, url = '/', headers } = request;
    const loses = losing && method === 'POST';
    losing &&= !loses;
    const forwarded = http.request(`${target}${url}`, { method: method ?? 'GET', headers, agent: false }, (answer) => {
      if (loses) {
        answer.resume().on('end', () => request.socket.resetAndDestroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
