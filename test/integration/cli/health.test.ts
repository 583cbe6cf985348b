import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runHealth } from '../../../src/main/cli/commands/health-command';
import { prepareSocketPlace } from '../../../src/main/control/socket-place';
import { askStatus } from '../../../src/main/control/status-client';
import { appPaths } from '../../../src/main/settings/config-dir';
import { translator } from '../../../src/shared/i18n/translator';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** A folder with settings for one log. */
function folder(isReadable = true): { readonly dir: string; readonly log: string } {
  const dir = configured('{}');
  const log = join(dir, 'app.log');
  if (isReadable) {
    writeFileSync(log, '');
  } else {
    mkdirSync(log);
  }
  const settings = {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', match: { text: 'disk' } }],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  return { dir, log };
}

/** Starts a Logbell and waits until it tells its status. */
async function watching(dir: string, env: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const watch = new CommandLine(dir, ['watch', '--json'], env);
  await watch.event({ event: 'started' });
  const place = prepareSocketPlace(env, join(dir, 'data'));
  if ('path' in place) {
    await until(async () => (await askStatus(place.path)).kind === 'status', 'it tells its status');
  }
  return watch;
}

/** Runs `logbell health`; returns its exit status and what it prints. */
async function healthOf(
  dir: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<readonly [number | null, readonly string[], readonly string[]]> {
  const command = new CommandLine(dir, ['health', ...args], env);
  return [await command.exitStatus(), command.out, command.err];
}

it('says in one line that the Logbell of these settings is healthy', async () => {
  const { dir } = folder();
  const env = { XDG_RUNTIME_DIR: scratchDir() };
  await watching(dir, env);
  const sentence = `${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`;
  expect(await healthOf(dir, { env })).toEqual([0, [en('cli.health.ok', { sentence })], []]);
  const [exit, [line = '']] = await healthOf(dir, { env, args: ['--json'] });
  expect([exit, JSON.parse(line)]).toEqual([0, { healthy: true, state: 'healthy', message: sentence, reasons: [] }]);
});

it('names the reason, and takes no notice of another Logbell', async () => {
  const [bad, good] = [folder(false), folder()];
  const watch = await watching(bad.dir);
  await watch.event({ event: 'problem', code: 'file-directory' });
  await watching(good.dir);
  const sentence = en('problem.file-directory.title', { subject: bad.log });
  expect(await healthOf(bad.dir)).toEqual([1, [en('cli.health.bad', { sentence })], []]);
  const [exit, [line = '']] = await healthOf(bad.dir, { args: ['--json'] });
  expect([exit, JSON.parse(line)]).toMatchObject([
    1,
    {
      healthy: false,
      state: 'unhealthy',
      reasons: [{ code: 'problem', problem: 'file-directory', message: sentence }],
    },
  ]);
  expect((await healthOf(good.dir))[0]).toBe(0);
});

it('exits with 1 if no Logbell runs or it was killed, and with 2 for an unknown option', async () => {
  const { dir } = folder();
  const notRunning = en('cli.health.bad', { sentence: en('cli.health.notRunning', { folder: dir }) });
  expect(await healthOf(dir)).toEqual([1, [notRunning], []]);
  const watch = await watching(dir);
  await watch.end('SIGKILL');
  expect(await healthOf(dir)).toEqual([1, [notRunning], []]);
  expect((await healthOf(dir, { args: ['--quiet'] }))[0]).toBe(2);
});

it('says that a Logbell does not respond', async () => {
  const { dir } = folder();
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir);
  const place = prepareSocketPlace({}, dataDir);
  const server = net.createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => {
    server.listen('path' in place ? place.path : '', resolve);
  });
  expect(await healthOf(dir)).toEqual([1, [en('cli.health.bad', { sentence: en('cli.health.notResponding') })], []]);
});

it('says in Korean what is missing, as the library does for a chosen root of runtime files', async () => {
  const dir = scratchDir();
  const lines: unknown[] = [];
  const exit = await runHealth({
    context: {
      ...{ environment: {}, paths: appPaths({ LOGBELL_CONFIG_DIR: dir }, dir), language: 'ko' },
      ...{ translate: translator('ko'), runDir: dir },
    },
    json: false,
    output: { out: (line) => lines.push(line), err: () => undefined, json: () => undefined, width: () => null },
  });
  expect([exit, lines]).toEqual([1, [expect.stringContaining(dir)]]);
});
