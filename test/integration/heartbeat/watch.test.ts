import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { MonitorServer } from '../../support/heartbeat/monitor-server';
import { until } from '../../support/time/until';

/** Settings in practice mode with one log and these heartbeats. */
function settings(dir: string, heartbeats: readonly object[]): object {
  return {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }],
    rules: [{ id: 'all', match: { text: 'error' } }],
    heartbeats,
  };
}

it('logbell watch reports to every monitor from its start on', async () => {
  const monitors = [await MonitorServer.start('healthchecks'), await MonitorServer.start('uptime-kuma')];
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  const config = settings(dir, [{ url: monitors[0]?.url }, { id: 'kuma', url: monitors[1]?.url, method: 'POST' }]);
  configure(dir, config);
  const watch = new CommandLine(dir, ['watch', '--json']);
  await Promise.all(monitors.map((monitor) => monitor.hears(({ isUp }) => isUp, 'a success')));
  expect(monitors.map(({ heard }) => heard[0])).toEqual([
    { isUp: true, method: 'GET', message: '' },
    { isUp: true, method: 'POST', message: 'OK' },
  ]);
  expect(await watch.end()).toBe(0);
});

it('a heartbeat that is added to a running Logbell, or changed, is sent at once', async () => {
  const monitor = await MonitorServer.start('healthchecks');
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(dir, settings(dir, []));
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  configure(dir, settings(dir, [{ url: monitor.url, every: '10s' }]));
  await monitor.hears(({ isUp }) => isUp, 'a success');
  configure(dir, settings(dir, []));
  await until(() => watch.events().filter(({ event }) => event === 'reloaded').length === 2, 'it was removed');
  const before = monitor.heard.length;
  configure(dir, settings(dir, [{ url: monitor.url, every: '20s' }]));
  await until(() => monitor.heard.length > before, 'another one was sent at once');
});

it('a URL comes from the environment, or is stored while Logbell runs', async () => {
  const [first, second] = [await MonitorServer.start('healthchecks'), await MonitorServer.start('healthchecks')];
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(
    dir,
    settings(dir, [
      { id: 'one', every: '10s' },
      { id: 'two', every: '10s' },
    ]),
  );
  const watch = new CommandLine(dir, ['watch', '--json'], { LOGBELL_HEARTBEAT_ONE_URL: first.url });
  await first.hears(({ isUp }) => isUp, 'a success');
  const set = new CommandLine(dir, ['keys', 'set', '--heartbeat', 'two', '--stdin'], {}, { stdin: 'pipe' });
  set.type(second.url);
  set.endInput();
  expect(await set.exitStatus()).toBe(0);
  await second.hears(({ isUp }) => isUp, 'a success');
  expect(await watch.end()).toBe(0);
  expect([...watch.out, ...watch.err].join('\n')).not.toContain(first.secret);
});
