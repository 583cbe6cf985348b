import { expect, it } from 'vitest';
import { startCluster } from '../support/alertmanager/cluster';
import { report, type Row } from './report';
import { scaled } from './run-size';

/** Machines and open incidents of each. */
const FLEETS = [
  [3, 10],
  [100, 10],
  [1_000, 10],
  [scaled(10_000, 2_000), 10],
] as const;
/** Requests under way at once. */
const AT_ONCE = 4;
/** Time for which a machine's alerts stay open without another post, ms. */
const OPEN_MS = 240_000;

/** An alert as Logbell posts it (docs/explain/many-machines.md). */
function alertOf(machine: number, incident: number): object {
  const now = Date.now();
  return {
    labels: {
      ...{ alertname: 'Payment refused', rule: 'refused', host: `web${machine}`, log: '/var/log/app/app.log' },
      ...{ key: `card-${incident}`, team: 'pay' },
    },
    annotations: {
      line: `2026-11-30T12:00:00Z ERROR payment refused for card-${incident} after 3 attempts, code 51`,
      ...{
        count: '7',
        first: '2026-11-30T12:00:00.000Z',
        last: '2026-11-30T12:05:00.000Z',
        incident: String(incident),
      },
    },
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + OPEN_MS).toISOString(),
  };
}

/** Metric of an Alertmanager without labels. */
async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** Posts the alerts of all machines once. */
async function postAll(url: string, machines: number, incidents: number): Promise<void> {
  let next = 0;
  const post = async (): Promise<void> => {
    while (next < machines) {
      const machine = next;
      next += 1;
      const body = JSON.stringify(Array.from({ length: incidents }, (_none, incident) => alertOf(machine, incident)));
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body });
      expect(answer.status).toBe(200);
      await answer.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
}

it('one post of all machines, on one member', async () => {
  const rows: Row[] = [];
  for (const [machines, incidents] of FLEETS) {
    const [member] = await startCluster(1);
    const url = member?.url ?? '';
    const before = await metric(url, 'process_cpu_seconds_total');
    await postAll(url, machines, incidents);
    const cpu = (await metric(url, 'process_cpu_seconds_total')) - before;
    rows.push({
      machines,
      alerts: machines * incidents,
      'bytes per alert': JSON.stringify(alertOf(machines, 1)).length,
      'CPU s': cpu,
      'CPU % at a post a minute': (cpu / 60) * 100,
      'memory MB': (await metric(url, 'process_resident_memory_bytes')) / 2 ** 20,
    });
    await member?.kill();
  }
  report('alertmanager', { rows, verdicts: [] });
}, 300_000);
