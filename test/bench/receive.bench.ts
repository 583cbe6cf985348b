import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { webhookBody } from '../support/alerts/webhook';
import { freePort } from '../support/free-port';
import { judge } from './bars';
import { startLogbell, watching } from './logbell';
import { memoryOf } from './process-facts';
import { report } from './report';
import { scaled } from './run-size';
import { distribution } from './statistics';

const ALERTS_A_REQUEST = 4;
const EVERY_MS = 4;
const SECONDS = scaled(20, 6);
const REQUESTS = (SECONDS * 1_000) / EVERY_MS;
/** Time after which memory is compared, requests. */
const WARM = 5_000 / EVERY_MS;

it('a thousand alerts a second, each committed before its answer', async () => {
  const port = await freePort();
  const logbell = startLogbell({
    receive: { listen: `127.0.0.1:${port}` },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'am', alerts: {} }],
    rules: [{ id: 'all', match: { regex: '.' }, key: 'labels.instance', cooldown: '1h', cooldownBy: 'rule' }],
  });
  await watching(logbell);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  onTestFinished(() => agent.destroy());
  const waits: number[] = [];
  let lost = 0;
  const send = (number: number): Promise<void> => {
    const alerts = Array.from({ length: ALERTS_A_REQUEST }, (_none, index) => ({
      labels: { alertname: 'Down', instance: `web-${number * ALERTS_A_REQUEST + index}`, severity: 'page' },
      summary: 'The service does not answer',
    }));
    const body = JSON.stringify(webhookBody(...alerts));
    const from = performance.now();
    return new Promise((resolve) => {
      const headers = { 'content-type': 'application/json' };
      const options = { port, host: '127.0.0.1', path: '/alertmanager', method: 'POST', agent, headers };
      const ended = (isTaken: boolean): void => {
        waits.push(performance.now() - from);
        lost += isTaken ? 0 : ALERTS_A_REQUEST;
        resolve();
      };
      const request = http.request(options, (response) => {
        response.resume().on('end', () => ended(response.statusCode === 200));
      });
      request.on('error', () => ended(false));
      request.end(body);
    });
  };
  const sent: Promise<void>[] = [];
  const start = performance.now();
  let warm = 0;
  for (let number = 0; number < REQUESTS; number += 1) {
    await sleep(Math.max(0, start + number * EVERY_MS - performance.now()));
    sent.push(send(number));
    if (number === WARM) {
      warm = memoryOf(logbell.pid).nowMb;
    }
  }
  await Promise.all(sent);
  const seconds = (performance.now() - start) / 1_000;
  const added = memoryOf(logbell.pid).nowMb - warm;
  const { p50, p99, max } = distribution(waits);
  report('receive', {
    rows: [
      {
        alerts: REQUESTS * ALERTS_A_REQUEST,
        'alerts/s': (REQUESTS * ALERTS_A_REQUEST) / seconds,
        ...{ 'p50 ms': p50, 'p99 ms': p99, 'max ms': max, 'memory added MB': added },
      },
    ],
    verdicts: [judge('receive p99', p99), judge('receive lost', lost), judge('receive memory', added)],
    notes: [`Each request has ${ALERTS_A_REQUEST} new alerts; it is answered once they are in the history database.`],
  });
  expect(lost, 'alerts refused').toBe(0);
}, 120_000);
