import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { PROJECT } from '../../support/docs/page';
import { scratchDir } from '../../support/files/scratch-dir';
import { promtool, serve } from '../../support/metrics/programs';
import { freePort } from '../../support/free-port';
import { metricsAt, valueOf } from '../../support/metrics/scrape';
import { until } from '../../support/time/until';

const RULES = join(PROJECT, 'docs', 'prometheus', 'logbell-rules.yml');
/** Longest wait for a scrape, an evaluation and a notification, ms. */
const LIMIT_MS = 120_000;

let listen = '';

/** Starts a Logbell whose budget is nearly used up, and that has one match. */
beforeEach(async () => {
  const dir = configured('{}');
  const log = join(dir, 'app.log');
  writeFileSync(log, 'disk full\n');
  listen = `127.0.0.1:${await freePort()}`;
  const settings = {
    metrics: { listen },
    policy: { budget: { textsPerDay: 5 } },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log, start: 'beginning' }],
    rules: [{ id: 'disk', match: { text: 'disk' } }],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'text', state: 'delivered' });
  await until(async () => valueOf(await metricsAt(listen).catch(() => ''), 'logbell_healthy') === 1, 'it answers');
});

/** Answer of the HTTP API of Prometheus to a query: the value of the first series. */
async function queried(prometheus: string, query: string): Promise<string | undefined> {
  const url = `http://${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`;
  const response = await fetch(url).catch(() => null);
  if (response?.ok !== true) {
    return undefined;
  }
  const { data } = (await response.json()) as {
    readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  return data?.result[0]?.value[1];
}

/** Receiver of the notifications of Alertmanager: names of the alerts that fire. */
async function receiver(): Promise<{ readonly url: string; readonly firing: Set<string> }> {
  const firing = new Set<string>();
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { alerts } = JSON.parse(body) as { alerts: readonly { status: string; labels: { alertname: string } }[] };
      alerts.filter(({ status }) => status === 'firing').forEach(({ labels }) => firing.add(labels.alertname));
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, firing };
}

it('promtool finds nothing to improve in the metrics and the rules', async () => {
  expect(await promtool(['check', 'metrics'], await metricsAt(listen))).toEqual({ status: 0, output: '' });
  expect(await promtool(['check', 'rules', RULES])).toMatchObject({ status: 0 });
});

it('Prometheus scrapes it, and a shipped rule fires through Alertmanager', { timeout: 2 * LIMIT_MS }, async () => {
  const dir = scratchDir();
  const file = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const { url, firing } = await receiver();
  const [prometheus, alertmanager] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const routes = `
route: { receiver: test, group_wait: 0s, group_interval: 1s }
receivers: [{ name: test, webhook_configs: [{ url: '${url}' }] }]`;
  serve('prometheus-alertmanager', [
    ...[`--config.file=${file('alertmanager.yml', routes)}`, `--storage.path=${join(dir, 'alertmanager')}`],
    ...[`--web.listen-address=${alertmanager}`, '--cluster.listen-address='],
  ]);
  const scraping = `
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['${RULES}']
scrape_configs: [{ job_name: logbell, static_configs: [{ targets: ['${listen}'] }] }]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${alertmanager}'] }] }] }`;
  serve('prometheus', [
    ...[`--config.file=${file('prometheus.yml', scraping)}`, `--storage.tsdb.path=${join(dir, 'prometheus')}`],
    `--web.listen-address=${prometheus}`,
  ]);
  const value = (query: string) => async (): Promise<string | null> => (await queried(prometheus, query)) ?? null;
  expect(await until(value('logbell_matches_total{job="logbell",rule="disk"}'), 'it is scraped', LIMIT_MS)).toBe('1');
  expect(await value('up{job="logbell"}')()).toBe('1');
  expect(await value('logbell_ledger_commit_seconds_count > 0')()).not.toBeNull();
  await until(() => firing.has('LogbellBudgetLow'), 'the rule has fired', LIMIT_MS);
  expect(firing).toEqual(new Set(['LogbellBudgetLow']));
});
