import { expect, it } from 'vitest';
import { dryRunAlerts } from '../../../../src/main/engine/dry-run/alerts-dry-run';
import { readWebhook } from '../../../../src/main/engine/watch/alerts/payloads';
import type { DryRunResult } from '../../../../src/shared/contract/dry-run';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { type TestAlert, webhookBody } from '../../../support/alerts/webhook';

const NOW = Date.UTC(2026, 10, 30, 12);
const WEB1 = { alertname: 'Slow', instance: 'web-1', severity: 'page' };
const WEB2 = { ...WEB1, instance: 'web-2' };

function tried(alerts: readonly TestAlert[], more: object = {}, labels: object = {}): DryRunResult {
  const { settings } = parseSettings({
    receive: { listen: '127.0.0.1:9095' },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [
      { id: 'am', alerts: { labels } },
      { id: 'app', path: '/var/log/app.log' },
    ],
    rules: [
      {
        ...{ id: 'slow', match: { text: 'Slow' }, key: 'labels.instance', cooldown: '0s', ...more },
        message: '{{labels.instance}} {{annotations.summary}}',
      },
    ],
  });
  const [rule] = settings.rules;
  const read = readWebhook(JSON.stringify(webhookBody(...alerts)));
  if (rule === undefined || !read.ok) {
    throw new Error('The settings or alerts of the test are wrong.');
  }
  return dryRunAlerts({ settings, rule, alerts: read.value, bytes: 1, hostName: 'test', now: NOW });
}

function texts(result: DryRunResult): string[] {
  return result.texts.first.map(({ content }) => content);
}

it('tells what each alert would do, and its end', () => {
  const alert = { labels: WEB1, summary: 'is slow' };
  const end = { ...alert, status: 'resolved' } as const;
  const result = tried([alert, { labels: WEB2 }, alert, end], { okMessage: 'OK {{labels.instance}}' });
  expect(texts(result)).toEqual(['web-1 is slow', 'web-2 ', 'OK web-1']);
  expect(result).toMatchObject({ lines: 4, matches: { total: 3 }, warnings: [] });
});

it('leaves out alerts that the log does not select, and ends of unknown ones', () => {
  const result = tried([{ labels: WEB1 }, { labels: WEB2, status: 'resolved' }], {}, { severity: 'critical' });
  expect(result).toMatchObject({ lines: 2, sent: 0, matches: { total: 0 } });
});

it('takes all alerts for a rule without a log of alerts', () => {
  const result = tried([{ labels: WEB1 }], { files: ['app'], key: undefined });
  expect(texts(result)).toEqual(['web-1 ']);
});
