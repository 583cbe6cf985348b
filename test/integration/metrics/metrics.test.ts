import { appendFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { freePort } from '../../support/free-port';
import { metricsAt, valueOf } from '../../support/metrics/scrape';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** A folder with settings for one log and two rules. */
function folder(metrics: object): { readonly dir: string; readonly log: string } {
  const dir = configured('{}');
  const log = join(dir, 'app.log');
  writeFileSync(log, '');
  configure(dir, metrics);
  return { dir, log };
}

function configure(dir: string, metrics: object): void {
  const settings = {
    metrics,
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'app.log') }],
    rules: [
      { id: 'disk', match: { text: 'disk' } },
      { id: 'quiet', match: { text: 'quiet' } },
    ],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
}

/** True once Logbell answers there and is healthy. */
async function isHealthy(listen: string): Promise<boolean> {
  return valueOf(await metricsAt(listen).catch(() => ''), 'logbell_healthy') === 1;
}

async function watching(dir: string): Promise<CommandLine> {
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  await watch.event({ event: 'practice' });
  return watch;
}

it('serves what Logbell has done on a loopback port, with ids only', async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  const { dir, log } = folder({ listen });
  const watch = await watching(dir);
  appendFileSync(log, 'secret line\ndisk full of 010-9876-5432\nanother\n');
  await watch.event({ event: 'text', state: 'delivered' });
  const body = await until(async () => {
    const text = await metricsAt(listen).catch(() => '');
    const isRead = valueOf(text, 'logbell_log_lag_bytes{log="app"}') === 0;
    return isRead && valueOf(text, 'logbell_log_lines_total{log="app"}') === 3 ? text : null;
  }, 'it has counted the lines');
  expect(valueOf(body, 'logbell_log_read_bytes_total{log="app"}')).toBe(statSync(log).size);
  expect(valueOf(body, 'logbell_matches_total{rule="disk"}')).toBe(1);
  expect(valueOf(body, 'logbell_matches_total{rule="quiet"}')).toBe(0);
  expect(valueOf(body, 'logbell_decisions_total{rule="disk",outcome="alerted",why="matched"}')).toBe(1);
  expect(valueOf(body, 'logbell_deliveries_total{channel="sens",state="delivered"}')).toBe(1);
  expect(valueOf(body, 'logbell_queue_length{queue="texts"}')).toBe(0);
  expect(valueOf(body, 'logbell_healthy')).toBe(1);
  expect(valueOf(body, 'logbell_ledger_commit_seconds_count')).toBeGreaterThan(0);
  expect(body).not.toMatch(/secret|\b9876\b|98765432|\b5678\b|12345678|disk full|app\.log/);
  expect(await watch.end()).toBe(0);
});

it('serves on a private socket, replaces that of a killed Logbell, and removes its own', async () => {
  const dir = configured('{}');
  const path = join(dir, 'metrics.sock');
  writeFileSync(join(dir, 'app.log'), '');
  configure(dir, { listen: `unix:${path}` });
  const killed = await watching(dir);
  await until(() => existsSync(path), 'there is a socket');
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  await killed.end('SIGKILL');
  expect(existsSync(path)).toBe(true);
  const watch = await watching(dir);
  await until(() => isHealthy(`unix:${path}`), 'it answers');
  expect(await watch.end()).toBe(0);
  expect(existsSync(path)).toBe(false);
});

it('keeps a file that is in the way, says what to do, and takes up another address', async () => {
  const dir = configured('{}');
  const path = join(dir, 'precious');
  writeFileSync(path, 'kept');
  writeFileSync(join(dir, 'app.log'), '');
  configure(dir, { listen: `unix:${path}` });
  const watch = await watching(dir);
  const { message } = await watch.event({ event: 'problem', code: 'metrics-unavailable' });
  const words = (part: 'title' | 'remedy'): string =>
    en(`problem.metrics-unavailable.${part}`, { listen: `unix:${path}`, reason: 'EADDRINUSE' });
  expect(message).toBe(`${words('title')} ${words('remedy')}`);
  expect(statSync(path).size).toBe(4);
  const listen = `127.0.0.1:${await freePort()}`;
  configure(dir, { listen });
  await watch.event({ event: 'problem-cleared', code: 'metrics-unavailable' });
  await until(() => isHealthy(listen), 'it answers there');
  configure(dir, {});
  await until(async () => (await metricsAt(listen).catch(() => null)) === null, 'it serves no more');
  expect(await watch.end()).toBe(0);
});

it('says that another program has the port', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await until(() => other.listening, 'the port is taken');
  const { port } = other.address() as net.AddressInfo;
  const { dir, log } = folder({ listen: `127.0.0.1:${port}` });
  const watch = await watching(dir);
  await watch.event({ event: 'problem', code: 'metrics-unavailable' });
  appendFileSync(log, 'disk full\n');
  await watch.event({ event: 'match', line: 'disk full' });
  expect(await watch.end()).toBe(0);
});

it('answers nobody but this machine, and nothing but metrics', async () => {
  const port = await freePort();
  const { dir } = folder({ listen: `127.0.0.1:${port}` });
  const watch = await watching(dir);
  await until(() => isHealthy(`127.0.0.1:${port}`), 'it answers');
  const status = async (path: string, { host = '127.0.0.1', method = 'GET' } = {}): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      http
        .request({ port, host: '127.0.0.1', path, method, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject)
        .end();
    });
  expect(await status('/metrics', { host: 'rebound.example.com' })).toBe(403);
  expect(await status('/')).toBe(404);
  expect(await status('/metrics', { method: 'POST' })).toBe(405);
  expect(await status('/metrics')).toBe(200);
  expect(await watch.end()).toBe(0);
});

/** Exit status of `logbell health`. */
function health(dir: string): Promise<number | null> {
  return new CommandLine(dir, ['health']).exitStatus();
}

it('tells the same health as the other commands, also of problems around the engine', async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  const { dir } = folder({ listen });
  const watch = await watching(dir);
  await until(() => isHealthy(listen), 'it is healthy');
  await until(async () => (await health(dir)) === 0, 'the health says so');
  writeFileSync(join(dir, 'config.json'), '{ "metrics": ');
  const problems = async (): Promise<number> =>
    valueOf(await metricsAt(listen).catch(() => ''), 'logbell_problems{code="settings"}');
  await until(async () => (await problems()) === 1, 'it has a problem');
  expect(await isHealthy(listen)).toBe(false);
  await until(async () => (await health(dir)) === 1, 'the health says so');
  configure(dir, { listen });
  await until(() => isHealthy(listen), 'it is healthy again');
  await until(async () => (await health(dir)) === 0, 'the health says so');
  expect(await watch.end()).toBe(0);
});

it('counts as a problem if it cannot serve, until it can', async () => {
  const { dir } = folder({ listen: `unix:${scratchDir()}` });
  const watch = await watching(dir);
  await watch.event({ event: 'problem', code: 'metrics-unavailable' });
  await until(async () => (await health(dir)) === 1, 'the health says so');
  configure(dir, {});
  await watch.event({ event: 'problem-cleared', code: 'metrics-unavailable' });
  await until(async () => (await health(dir)) === 0, 'it is healthy again');
  expect(await watch.end()).toBe(0);
});
