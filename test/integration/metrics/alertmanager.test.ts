import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Receiving } from '../../support/alerts/receiving';
import { scratchDir } from '../../support/files/scratch-dir';
import { amtool, serve } from '../../support/metrics/programs';
import { freePort } from '../../support/free-port';
import { until } from '../../support/time/until';

/** Longest wait for a cluster, a group and a notification, ms. */
const LIMIT_MS = 120_000;

it('an alert of two clustered members is one text, and one recovery', { timeout: 3 * LIMIT_MS }, async () => {
  const rule = { key: 'labels.instance', message: '{{labels.alertname}} {{key}}: {{annotations.summary}}' };
  const receiving = await Receiving.begin({ rule, labels: { severity: 'page' } });
  const dir = scratchDir();
  const config = join(dir, 'alertmanager.yml');
  writeFileSync(
    config,
    `route: { receiver: logbell, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1s }
receivers: [{ name: logbell, webhook_configs: [{ url: '${receiving.url}/alertmanager' }] }]\n`,
  );
  const members = await Promise.all(
    ['a', 'b'].map(async (name) => ({
      name,
      web: `127.0.0.1:${await freePort()}`,
      cluster: `127.0.0.1:${await freePort()}`,
    })),
  );
  const [first] = members;
  for (const { name, web, cluster } of members) {
    serve('prometheus-alertmanager', [
      ...[`--config.file=${config}`, `--storage.path=${join(dir, name)}`, `--web.listen-address=${web}`],
      ...[`--cluster.listen-address=${cluster}`, `--cluster.peer=${first?.cluster ?? ''}`],
      // No waiting for each other, so that both notify.
      ...['--cluster.peer-timeout=0s', '--cluster.settle-timeout=1s'],
    ]);
  }
  const urls = members.map(({ web }) => `--alertmanager.url=http://${web}`);
  const isReady = (web: string) => async (): Promise<boolean> =>
    (await fetch(`http://${web}/-/ready`).catch(() => null))?.ok === true;
  for (const { web } of members) {
    await until(isReady(web), 'a member is ready', LIMIT_MS);
  }
  const start = new Date().toISOString();
  const alert = ['HighLatency', 'instance=web-1', 'severity=page', '--annotation=summary=slow', `--start=${start}`];
  const addToAll = async (...times: readonly string[]): Promise<void> => {
    for (const url of urls) {
      expect(await amtool([url, 'alert', 'add', ...alert, ...times])).toMatchObject({ status: 0 });
    }
  };
  await addToAll();
  await until(() => receiving.texts().length > 0, 'it is texted', LIMIT_MS);
  await addToAll();
  await addToAll(`--end=${new Date().toISOString()}`);
  await until(() => receiving.texts().length > 1, 'its end is texted', LIMIT_MS);
  await receiving.watching.settles();
  expect(receiving.texts()).toEqual(['HighLatency web-1: slow', 'OK web-1']);
  expect(receiving.watching.lines()).toHaveLength(2);
});
