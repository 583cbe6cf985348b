import { statSync } from 'node:fs';
import http from 'node:http';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Receiving } from '../../../../support/alerts/receiving';
import { webhookBody } from '../../../../support/alerts/webhook';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { mountSmallDisk, type SmallDisk } from '../../../../support/small-disk';
import { until } from '../../../../support/time/until';

const WEB1 = { labels: { alertname: 'Down', instance: 'web-1' } };
const WEB2 = { labels: { alertname: 'Down', instance: 'web-2' } };
const RULE = { key: 'labels.instance', message: 'fires {{key}}' };
const LIMIT_MS = 180_000;

/** Sends an alert through a Unix socket; returns the status. */
function postThrough(socketPath: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = { 'content-type': 'application/json', ...headers };
    const options = { socketPath, path: '/alertmanager', method: 'POST', agent: false, headers: sent };
    http
      .request(options, (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)))
      .on('error', reject)
      .end(JSON.stringify(webhookBody(WEB1)));
  });
}

it('takes alerts through a socket that its group may use, also after a restart', async () => {
  const socket = join(scratchDir(), 'am.sock');
  const receive = { listen: `unix:${socket}`, tokens: ['a'] };
  const receiving = await Receiving.begin({ rule: RULE, receive }, { receiveTokens: ['made-up-token'] });
  expect((statSync(socket).mode & 0o777).toString(8)).toBe('660');
  const authorization = 'Bearer made-up-token';
  expect(await postThrough(socket)).toBe(401);
  expect(await postThrough(socket, { authorization: 'Bearer made-up-tokem' })).toBe(401);
  expect(await postThrough(socket, { authorization, host: 'any.example.com' })).toBe(200);
  await receiving.watching.restart();
  expect(await postThrough(socket, { authorization })).toBe(200);
  expect(receiving.texts()).toEqual(['fires web-1']);
});

it(
  'answers 503 while the disk is full, and takes each alert once there is space',
  { timeout: 3 * LIMIT_MS },
  async () => {
    let disk: SmallDisk | null = null;
    const receiving = await Receiving.begin({ rule: RULE }, {}, (watching) => {
      disk = mountSmallDisk(dirname(watching.ledgerFile), 'size=4m');
      // Before the disk is unmounted.
      onTestFinished(() => watching.stop());
    });
    const mounted = disk as SmallDisk | null;
    if (mounted === null) {
      return;
    }
    const ready = async (): Promise<number> => (await fetch(`${receiving.url}/-/ready`)).status;
    expect(await receiving.webhook(WEB1)).toBe(200);
    mounted.fill();
    // The pages that the ledger has take some alerts more.
    const filler = async (): Promise<number> =>
      receiving.webhook(
        ...Array.from({ length: 200 }, (_none, index) => ({ labels: { alertname: 'Filler', index: `${index}` } })),
      );
    expect(await filler()).toBe(503);
    expect(await receiving.webhook(WEB2)).toBe(503);
    expect(await ready()).toBe(503);
    expect((await fetch(`${receiving.url}/-/healthy`)).status).toBe(200);
    expect(receiving.texts()).toEqual(['fires web-1']);
    mounted.free();
    await until(async () => (await receiving.webhook(WEB2)) === 200, 'there is space', LIMIT_MS);
    expect(await ready()).toBe(200);
    expect(await receiving.webhook(WEB1, WEB2)).toBe(200);
    expect(receiving.texts()).toEqual(['fires web-1', 'fires web-2']);
    await until(() => receiving.watching.problems().length === 0, 'the problem is over', LIMIT_MS);
  },
);
