import { appendFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { MonitorServer } from '../../support/heartbeat/monitor-server';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** `logbell watch` with a heartbeat every ten seconds. */
interface Watched {
  readonly dir: string;
  readonly watch: CommandLine;
  readonly monitor: MonitorServer;
}

const EVERY_MS = 10_000;
const HOST = `${'a'.repeat(64)}.invalid`;

async function watched(sens: object = {}): Promise<Watched> {
  const server = await startPracticeServer();
  onTestFinished(() => server.close());
  const monitor = await MonitorServer.start('uptime-kuma');
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  const settings = liveSettings(server, dir) as { readonly sens: object };
  configure(dir, {
    ...settings,
    sens: { ...settings.sens, ...sens },
    heartbeats: [
      { url: monitor.url, every: '10s' },
      { id: 'unheard', url: `http://127.0.0.1:9/${UNHEARD}` },
    ],
  });
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(server));
  await monitor.hears(({ isUp }) => isUp, 'a success');
  return { dir, watch, monitor };
}

/** Secret path of a heartbeat that nobody answers. */
const UNHEARD = 'd41d8cd98f00b204e9800998ecf8427e';

/** Names of the files below a folder, without the settings, that contain a secret. */
function filesWith(secrets: readonly string[], dir: string): readonly string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ name }) => name !== 'config.json')
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => secrets.some((secret) => readFileSync(path).includes(secret)));
}

/** Waits until the monitor has missed a heartbeat, or heard a failure. */
async function isMissed({ monitor }: Watched): Promise<void> {
  let heard = monitor.heard.length;
  let since = Date.now();
  await until(
    () => {
      if (monitor.heard.length > heard) {
        heard = monitor.heard.length;
        since = Date.now();
      }
      return Date.now() - since > EVERY_MS + 2_000;
    },
    'a heartbeat was missing',
    4 * EVERY_MS,
  );
}

it('process faults stop the heartbeat, or fail it', async () => {
  const [stopped, killed, broken, unresolved, gone] = await Promise.all([
    watched(),
    watched(),
    watched(),
    watched({ baseUrl: `https://${HOST}` }),
    watched(),
  ]);
  process.kill(stopped.watch.pid, 'SIGSTOP');
  onTestFinished(() => void process.kill(stopped.watch.pid, 'SIGCONT'));
  await killed.watch.end('SIGKILL');
  configure(broken.dir, '{ "rules": ');
  appendFileSync(join(unresolved.dir, 'logs', 'app.log'), 'hello world\n');
  renameSync(join(gone.dir, 'logs'), join(gone.dir, 'elsewhere'));
  const failure = async ({ monitor }: Watched): Promise<string> => {
    const heard = await until(() => monitor.heard.find(({ isUp }) => !isUp), 'a failure was heard', 30_000);
    return heard.message;
  };
  const [, , ofSettings, ofNetwork, ofLogs] = await Promise.all([
    isMissed(stopped),
    isMissed(killed),
    failure(broken),
    failure(unresolved),
    failure(gone),
  ]);
  expect(ofSettings).not.toBe('');
  expect(ofNetwork).toContain('ENOTFOUND');
  expect(ofLogs).toContain(join(gone.dir, 'logs'));
  await until(() => gone.watch.events().some(({ code }) => code === 'heartbeat-undelivered'), 'it is told', 30_000);
  const message = en('problem.heartbeat-undelivered.title', { host: '127.0.0.1:9', reason: 'ECONNREFUSED' });
  expect(gone.watch.events().find(({ code }) => code === 'heartbeat-undelivered')?.['message']).toContain(message);
  const printed = [broken, unresolved, gone].flatMap(({ watch }) => [...watch.out, ...watch.err]).join('\n');
  const secrets = [broken.monitor.secret, UNHEARD];
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  expect([broken, unresolved, gone].flatMap(({ dir }) => filesWith(secrets, dir))).toEqual([]);
});
