import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PhoneReceiver } from '../../support/alertmanager/phone-receiver';
import { scratchDir } from '../../support/files/scratch-dir';
import { serve } from '../../support/metrics/programs';
import { freePort } from '../../support/free-port';
import { metricsAt, valueOf } from '../../support/metrics/scrape';
import { until } from '../../support/time/until';

const LIMIT_MS = 180_000;

it(
  'an alert of Prometheus without Alertmanager is one text, however often it is sent, and one recovery',
  { timeout: 3 * LIMIT_MS },
  async () => {
    const messages = { message: '{{labels.alertname}}: {{annotations.summary}}', okMessage: 'over {{key}}' };
    const receiver = await PhoneReceiver.begin({ key: 'labels.alertname', ...messages });
    const dir = scratchDir();
    const [rules, config] = [join(dir, 'rules.yml'), join(dir, 'prometheus.yml')];
    const fireIf = (expr: string): void => {
      const rule = `{ alert: AlwaysOn, expr: '${expr}', annotations: { summary: 'one is {{ $value }}' } }`;
      writeFileSync(rules, `groups: [{ name: test, rules: [${rule}] }]\n`);
    };
    fireIf('vector(1)');
    writeFileSync(
      config,
      `global: { evaluation_interval: 1s }
rule_files: ['${rules}']
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${receiver.url.replace('http://', '')}'] }] }] }\n`,
    );
    const listen = `127.0.0.1:${await freePort()}`;
    serve('prometheus', [
      ...[`--config.file=${config}`, `--storage.tsdb.path=${join(dir, 'data')}`, `--web.listen-address=${listen}`],
      // An alert ends by itself after four times this delay.
      ...['--rules.alert.resend-delay=5s', '--web.enable-lifecycle'],
    ]);
    await receiver.gets('AlwaysOn: one is 1');
    const isRepeated = async (): Promise<boolean> =>
      valueOf(await metricsAt(listen), 'prometheus_notifications_sent_total') >= 2;
    await until(isRepeated, 'it is sent again', LIMIT_MS);
    fireIf('vector(1) > 1');
    expect(await fetch(`http://${listen}/-/reload`, { method: 'POST' })).toMatchObject({ status: 200 });
    await receiver.gets('over AlwaysOn');
    expect(receiver.texts()).toEqual(['AlwaysOn: one is 1', 'over AlwaysOn']);
  },
);
