import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runStatus } from '../../../src/main/cli/commands/status-command';
import type { Output } from '../../../src/main/cli/output/terminal';
import { prepareSocketPlace } from '../../../src/main/control/socket-place';
import { askStatus } from '../../../src/main/control/status-client';
import { appPaths, pathsIn } from '../../../src/main/settings/config-dir';
import { translator } from '../../../src/shared/i18n/translator';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** A Logbell as `logbell status --json` prints it. */
interface Running {
  readonly settingsFolder: string;
  readonly health: { readonly ok: boolean; readonly reasons: readonly { readonly message: string }[] };
}

interface Status {
  readonly exit: number | null;
  readonly text: string;
  readonly running: readonly Running[];
}

/** A folder with settings for one log, in practice mode. */
function folder(path?: string): { readonly dir: string; readonly log: string } {
  const dir = configured('{}');
  const log = path ?? join(dir, 'app.log');
  if (path === undefined) {
    writeFileSync(log, '');
  }
  const settings = {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', match: { text: 'disk' } }],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  return { dir, log };
}

/** Variables of a session of this user. */
function session(): Record<string, string> {
  return { XDG_RUNTIME_DIR: scratchDir() };
}

/** Starts a Logbell and waits until it tells its status, unless it cannot. */
async function watching(dir: string, env: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const watch = new CommandLine(dir, ['watch', '--json'], env);
  await watch.event({ event: 'started' });
  await watch.event({ event: 'practice' });
  const place = prepareSocketPlace(env, join(dir, 'data'));
  if ('path' in place) {
    await until(async () => (await askStatus(place.path)).kind === 'status', 'it tells its status');
  }
  return watch;
}

/** Runs `logbell status --json` for a folder, without what else runs on this machine. */
async function statusOf(dir: string, env: Readonly<Record<string, string>> = {}): Promise<Status> {
  const command = new CommandLine(dir, ['status', '--json'], env);
  const exit = await command.exitStatus();
  const [text = '{}'] = command.out;
  const { running } = JSON.parse(text) as { running: readonly Running[] };
  return { exit, text, running };
}

it('lists two Logbells of one user, whom each serves and their health', async () => {
  const [one, other] = [folder(), folder()];
  const env = session();
  const watches = [await watching(one.dir, env), await watching(other.dir, env)];
  appendFileSync(one.log, 'disk full\n');
  await watches[0]?.event({ event: 'text', state: 'delivered' });
  const { exit, text, running } = await statusOf(scratchDir(), env);
  const own = running.filter(({ settingsFolder }) => [one.dir, other.dir].includes(settingsFolder));
  expect(own).toMatchObject(
    [one, other].map(({ dir }, index) => ({
      ...{
        kind: 'watch',
        serves: 'user',
        pid: watches[index]?.pid,
        settingsFolder: dir,
        dataFolder: join(dir, 'data'),
      },
      ...{ mode: 'practice', files: 1, rules: 1, recipients: 1, textsToday: 1 - index },
      status: `${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`,
      health: { ok: true, reasons: [] },
    })),
  );
  expect(exit).toBe(0);
  expect(text).not.toMatch(/disk full|\b1234-|-5678\b|12345678/);

  const plain = new CommandLine(scratchDir(), ['status'], env);
  expect(await plain.exitStatus()).toBe(0);
  expect(plain.out.join('\n')).toMatch(enPattern('cli.running.settings', { folder: other.dir }));
  expect(await watches[0]?.end()).toBe(0);
  expect((await statusOf(other.dir, env)).running.map(({ settingsFolder }) => settingsFolder)).not.toContain(one.dir);
});

it('names what is wrong with the words of tray and history, and exits with 1', async () => {
  const log = join(scratchDir(), 'folder.log');
  mkdirSync(log);
  const { dir } = folder(log);
  const watch = await watching(dir);
  await watch.event({ event: 'problem', code: 'file-directory' });
  const { exit, running } = await statusOf(dir);
  const own = running.find(({ settingsFolder }) => settingsFolder === dir);
  expect(exit).toBe(1);
  expect(own).toMatchObject({
    status: `${en('tray.status.problem', { count: 1 })} · ${en('tray.practice')}`,
    health: {
      ok: false,
      reasons: [{ code: 'problem', message: en('problem.file-directory.title', { subject: log }) }],
    },
  });
});

it('says a pause, which is not unhealthy', async () => {
  const { dir } = folder();
  await watching(dir);
  expect(await new CommandLine(dir, ['pause', '1h']).exitStatus()).toBe(0);
  const isPaused = async (): Promise<Status | null> => {
    const status = await statusOf(dir);
    return status.text.includes('"state":"paused"') ? status : null;
  };
  const { exit, running } = await until(isPaused, 'it says the pause');
  const own = running.find(({ settingsFolder }) => settingsFolder === dir);
  expect([exit, own]).toMatchObject([0, { state: 'paused', health: { ok: true } }]);
});

it('replaces the socket of a Logbell that was killed', async () => {
  const { dir } = folder();
  const killed = await watching(dir);
  await killed.end('SIGKILL');
  expect(readdirSync(join(dir, 'data', 'run'))).toHaveLength(1);
  expect((await statusOf(dir)).running.filter(({ settingsFolder }) => settingsFolder === dir)).toEqual([]);
  const next = await watching(dir);
  expect((await statusOf(dir)).running).toContainEqual(expect.objectContaining({ pid: next.pid }));
  expect(await next.end()).toBe(0);
  expect(existsSync(join(dir, 'data', 'run'))).toBe(false);
});

it('keeps the socket of the Logbell that runs when a second one is refused', async () => {
  const { dir } = folder();
  const first = await watching(dir);
  expect(await new CommandLine(dir, ['watch', '--json']).exitStatus()).toBe(1);
  expect((await statusOf(dir)).running).toContainEqual(expect.objectContaining({ pid: first.pid }));
});

it('watches on and ends in time while clients hang', async () => {
  const { dir, log } = folder();
  const watch = await watching(dir);
  const [name = ''] = readdirSync(join(dir, 'data', 'run'));
  const clients = Array.from({ length: 20 }, () => net.connect(join(dir, 'data', 'run', name)));
  clients.forEach((client) => client.on('error', () => undefined).write('GET /st'));
  appendFileSync(log, 'disk full\n');
  await watch.event({ event: 'match', line: 'disk full' });
  const begun = performance.now();
  expect(await watch.end()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(4_000);
});

it('watches without a socket and says why', async () => {
  const { dir, log } = folder();
  mkdirSync(join(dir, 'data'));
  const run = join(dir, 'data', 'run');
  writeFileSync(run, '');
  const watch = await watching(dir);
  const { message } = await watch.event({ event: 'problem', code: 'status-unavailable' });
  const words = (part: 'title' | 'remedy'): string =>
    en(`problem.status-unavailable.${part}`, { folder: run, reason: 'EEXIST' });
  expect(message).toBe(`${words('title')} ${words('remedy')}`);
  appendFileSync(log, 'disk full\n');
  await watch.event({ event: 'match', line: 'disk full' });
  expect(await watch.end()).toBe(0);
});

it('says how to start one if none runs, and creates nothing', async () => {
  const dir = scratchDir();
  const environment = { LOGBELL_CONFIG_DIR: join(dir, 'settings') };
  const paths = appPaths(environment, dir);
  const [out, err]: [unknown[], unknown[]] = [[], []];
  const context = {
    environment,
    paths,
    translate: translator('en'),
    language: 'en',
    runDir: join(dir, 'run'),
    root: dir,
  } as const;
  const output: Output = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    json: (value) => out.push(value),
    width: () => 80,
  };
  const exit = await runStatus({ context, json: false, output });
  const others = process.geteuid?.() === 0 ? [] : [en('cli.running.others')];
  expect([exit, out, err]).toEqual([
    1,
    [en('cli.running.none'), en('cli.start.watch', { command: 'logbell watch' }), ...others],
    [],
  ]);
  out.length = 0;
  writeFileSync(join(dir, 'config.json'), '{}');
  mkdirSync(join(dir, 'run', 'systemd', 'system'), { recursive: true });
  const ofService = { ...context, paths: pathsIn(dir, dir, dir), system: true };
  await runStatus({ context: ofService, json: false, output });
  const command = 'sudo systemctl enable --now logbell';
  expect(out).toEqual([en('cli.running.none'), en('cli.start.service', { command }), ...others]);
  expect(await new CommandLine(join(dir, 'settings'), ['status']).exitStatus()).not.toBe(2);
  expect(existsSync(paths.configDir)).toBe(false);
});

it('calls a Logbell that does not answer unhealthy', async () => {
  const dir = scratchDir();
  const run = join(dir, 'data', 'run');
  mkdirSync(run, { recursive: true });
  const server = net.createServer((socket) => socket.end('HTTP/1.1 500 \r\n\r\n')).listen(join(run, 'a.sock'));
  const status = new CommandLine(dir, ['status']);
  expect(await status.exitStatus()).toBe(1);
  const sentence = en('cli.running.silent', { path: join(run, 'a.sock') });
  expect(status.err).toEqual(errorLines(sentence, en('cli.fix.silent')));
  server.close();
});

it('names in a check the Logbells with other settings', async () => {
  const env = session();
  const [own, other] = [folder(), folder()];
  await watching(own.dir, env);
  await watching(other.dir, env);
  const plain = new CommandLine(own.dir, ['check'], env);
  expect(await plain.exitStatus()).toBe(0);
  expect(plain.out.at(-1)).toBe(en('window.settings.alsoRuns.watch', { folder: other.dir }));
  const json = new CommandLine(own.dir, ['check', '--json'], env);
  expect(await json.exitStatus()).toBe(0);
  expect(JSON.parse(json.out.join(''))).toMatchObject({ others: [{ kind: 'watch', settingsFolder: other.dir }] });
});
