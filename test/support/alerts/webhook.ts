import { createHash } from 'node:crypto';
import http from 'node:http';

/** An alert of a webhook in a test. */
export interface TestAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly startsAt?: string;
  readonly status?: 'firing' | 'resolved';
}

/** Start of an alert unless a test says otherwise. */
export const STARTED = '2026-11-30T08:00:00.123456789Z';

/** Body of a webhook as Alertmanager 0.25 sends it. */
export function webhookBody(...alerts: readonly TestAlert[]): object {
  return {
    ...{ version: '4', groupKey: '{}:{}', truncatedAlerts: 0, status: 'firing', receiver: 'logbell' },
    ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://127.0.0.1:9093' },
    alerts: alerts.map(({ labels, summary, startsAt = STARTED, status = 'firing' }) => ({
      ...{ status, labels, startsAt, annotations: summary === undefined ? {} : { summary } },
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date().toISOString(),
      generatorURL: 'http://127.0.0.1:9090/graph',
      fingerprint: createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16),
    })),
  };
}

/** Sends a JSON body on a connection of its own; returns the status. */
export function postJson(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } };
    const request = http.request(url, options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}
