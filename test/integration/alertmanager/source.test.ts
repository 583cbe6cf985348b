import { expect, it } from 'vitest';
import { type Member, nameOf, type ShownAlert, startCluster } from '../../support/alertmanager/cluster';
import { Source } from '../../support/alertmanager/source';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { channelService } from '../../support/channels/channel-service';
import { ACCEPTS } from '../../support/channels/samples';
import { amtool } from '../../support/metrics/programs';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const LIMIT_MS = 120_000;

async function shown(
  member: Member,
  wanted: (alerts: readonly ShownAlert[]) => boolean,
  what: string,
): Promise<readonly ShownAlert[]> {
  return until(
    async () => {
      const alerts = await member.alerts();
      return alerts !== null && wanted(alerts) ? alerts : null;
    },
    what,
    LIMIT_MS,
  );
}

const fires = (alerts: readonly ShownAlert[]): boolean => alerts.length > 0;
const none = (alerts: readonly ShownAlert[]): boolean => alerts.length === 0;

it('a line fires on every member of the cluster, and its recovery resolves it', { timeout: 3 * LIMIT_MS }, async () => {
  const members = await startCluster(2);
  const source = new Source(members);
  const run = await source.watch();
  source.write('refused A1');
  source.write('refused A1');
  source.write('refused B2');
  for (const member of members) {
    const alerts = await shown(
      member,
      (all) => all.length === 2 && all.some(({ annotations }) => annotations['count'] === '2'),
      'both fire',
    );
    const first = alerts.find(({ labels }) => labels['key'] === 'A1');
    expect(first?.labels).toMatchObject({ alertname: '결제 거절', rule: 'refused', log: source.log, team: 'pay' });
    expect(first?.annotations).toMatchObject({ line: 'refused A1', incident: '1' });
  }
  const [one] = members;
  const query = await amtool([`--alertmanager.url=${one?.url}`, 'alert', 'query', 'key=B2', '-o', 'json']);
  expect((JSON.parse(query.output) as readonly ShownAlert[]).map(({ labels }) => labels['rule'])).toEqual(['refused']);
  const names = members.map(nameOf);
  await until(
    () => names.every((name) => source.states(name).filter((state) => state === 'delivered').length === 3),
    'it is delivered',
  );
  source.write('accepted A1');
  for (const member of members) {
    const left = await shown(member, (all) => all.length === 1, 'one is resolved');
    expect(left[0]?.labels['key']).toBe('B2');
  }
  const closing = new CommandLine(source.dir, ['incidents', 'close', '2']);
  expect(await closing.exitStatus()).toBe(0);
  await Promise.all(members.map((member) => shown(member, none, 'the other is resolved')));
  expect(run.events().filter(({ event }) => event === 'problem')).toEqual([]);
});

it('kill -9 and a restart keep the alert', { timeout: 3 * LIMIT_MS }, async () => {
  const members = await startCluster(2);
  const source = new Source(members);
  await source.watch();
  source.write('refused A1');
  await until(() => members.every((member) => source.states(nameOf(member)).includes('delivered')), 'it is delivered');
  await source.run.end('SIGKILL');
  const before = await Promise.all(members.map((member) => shown(member, fires, 'it fires')));
  await source.watch();
  for (const [index, member] of members.entries()) {
    const first = before[index]?.[0];
    const isLater = ({ endsAt }: ShownAlert): boolean => endsAt !== first?.endsAt;
    const [alert] = await shown(member, (all) => all.some(isLater), 'it is posted again');
    expect(alert).toMatchObject({ fingerprint: first?.fingerprint, startsAt: first?.startsAt });
  }
  expect(source.run.events().filter(({ event }) => event === 'text')).toEqual([]);
});

it(
  'without one member the other takes alerts; without any, the fallback channel does',
  { timeout: 4 * LIMIT_MS },
  async () => {
    const members = await startCluster(2);
    const hook = await channelService(ACCEPTS.webhook);
    const source = new Source(members, () => ({
      channels: [{ id: 'ops', kind: 'webhook', url: hook.url }],
      delivery: { fallback: { to: ['ops'], after: '1s' } },
    }));
    const [one, other] = members;
    if (one === undefined || other === undefined) {
      throw new Error('The cluster has two members.');
    }
    await one.kill();
    const run = await source.watch();
    source.write('refused A1');
    await shown(other, fires, 'the other has it');
    await run.event({ event: 'problem', code: 'channel-unreachable' });
    await other.kill();
    source.write('refused B2');
    await until(() => hook.requests.length > 0, 'the fallback has it', LIMIT_MS);
    const bodies = hook.requests.map(({ body }) => JSON.parse(body) as { line: string; text: string });
    expect(bodies.map(({ line }) => line)).toEqual(['refused B2']);
  },
);

it('in practice mode, nothing leaves the machine', { timeout: 2 * LIMIT_MS }, async () => {
  const service = await channelService(ACCEPTS.webhook);
  const source = new Source([{ url: service.url }], () => ({ sens: { mode: 'practice' } }));
  const run = await source.watch();
  source.write('refused A1');
  await run.event({ event: 'text', state: 'delivered' });
  expect(service.requests).toEqual([]);
});

it('logbell check names the role, and needs no SENS keys', async () => {
  const source = new Source([{ url: 'http://127.0.0.1:9093' }]);
  const check = new CommandLine(source.dir, ['check', '--json']);
  expect(await check.exitStatus()).toBe(0);
  expect(JSON.parse(check.out.join(''))).toMatchObject({ ok: true, role: 'source', problems: [] });
});

it('logbell check names the role of a receiver', async () => {
  const dir = configured('{}');
  configure(dir, { receive: { listen: '127.0.0.1:9095' }, files: [{ id: 'am', alerts: {} }] });
  const check = new CommandLine(dir, ['check']);
  expect(await check.exitStatus()).toBe(0);
  expect(check.out).toContain(en('cli.checkRole.receiver'));
});
