import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchDir } from '../files/scratch-dir';
import { serve } from '../metrics/programs';
import { freePort } from '../free-port';
import { valueOf } from '../metrics/scrape';
import { until } from '../time/until';

/** An alert as a member shows it (api/v2/openapi.yaml, gettableAlert). */
export interface ShownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly fingerprint: string;
}

/** One running Alertmanager. */
export interface Member {
  readonly url: string;
  /** Alerts that fire now; null while it does not answer. */
  alerts(): Promise<readonly ShownAlert[] | null>;
  /** Number of webhooks that it has sent. */
  notifications(): Promise<number>;
  kill(): Promise<void>;
}

/** Configuration that keeps what it gets. */
const QUIET = 'route: { receiver: none }\nreceivers: [{ name: none }]\n';

/** Name of a member in the history. */
export function nameOf({ url }: Pick<Member, 'url'>): string {
  return `Alertmanager ${url.slice('http://'.length)}`;
}

/** Configuration that sends every alert to a receiver at once, and again each second. */
export function notifies(url: string): string {
  const often = "group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 1s";
  return `route: { receiver: phone, ${often} }
receivers: [{ name: phone, webhook_configs: [{ url: '${url}/alertmanager' }] }]\n`;
}

/** Starts a cluster of Alertmanagers on loopback, which ends with the test. */
export async function startCluster(
  size: number,
  config = QUIET,
  args: readonly string[] = [],
): Promise<readonly Member[]> {
  const ports = await Promise.all(
    Array.from({ length: size }, async () => [await freePort(), await freePort()] as const),
  );
  const peers = ports.map(([, gossip]) => `--cluster.peer=127.0.0.1:${gossip}`);
  const members = ports.map(([port, gossip], index) => {
    const dir = scratchDir();
    const file = join(dir, 'alertmanager.yml');
    writeFileSync(file, config);
    const kill = serve('prometheus-alertmanager', [
      ...[`--config.file=${file}`, `--storage.path=${join(dir, 'data')}`, `--web.listen-address=127.0.0.1:${port}`],
      ...[`--cluster.listen-address=127.0.0.1:${gossip}`, '--cluster.settle-timeout=1s'],
      ...peers.filter((_peer, other) => other !== index),
      ...args,
    ]);
    const url = `http://127.0.0.1:${port}`;
    return { url, kill, alerts: () => alertsAt(url), notifications: () => notificationsAt(url) };
  });
  await until(
    async () => (await Promise.all(members.map(({ url }) => peersAt(url)))).every((n) => n === size),
    'a cluster',
    180_000,
  );
  return members;
}

async function alertsAt(url: string): Promise<readonly ShownAlert[] | null> {
  const answer = await fetch(`${url}/api/v2/alerts`).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as readonly ShownAlert[]) : null;
}

async function notificationsAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`).catch(() => null);
  return answer === null ? 0 : valueOf(await answer.text(), 'alertmanager_notifications_total{integration="webhook"}');
}

async function peersAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/v2/status`).catch(() => null);
  const status = answer?.ok === true ? ((await answer.json()) as { cluster: { peers?: readonly unknown[] } }) : null;
  return status?.cluster.peers?.length ?? 0;
}
