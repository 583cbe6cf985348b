import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { CommandLine } from '../support/app/command-line';
import { blocksOf, page } from '../support/docs/page';
import { DebianRoot } from '../support/package/debian-root';
import { buildServerDeb } from '../support/package/server-deb';
import { NotifySocket } from '../support/service/notify-socket';
import { en } from '../support/text/strings';

const FOLDER = '/srv/service';
const UNIT = '/usr/lib/systemd/system/logbell.service';
const PAGES = ['docs/how-to/run-as-systemd-service.md', 'docs/ko/how-to/run-as-systemd-service.md'] as const;

/** The log that the page names, which the service may not read at first. */
const LOG = '/srv/shop/app.log';

/** Answers to the questions of `logbell setup`, with made-up keys in files. */
const ANSWERS = [
  ...['--service-id', 'ncp:sms:kr:123456789012:made-up', '--sender', '02-1234-5678', '--recipient', '010-9999-0001'],
  ...['--access-key-file', '/srv/access-key', '--secret-key-file', '/srv/secret-key'],
  ...['--log', LOG, '--preset', 'disk-full', '--yes', '--no-test'],
];

/** Microseconds between signs of life that the service manager waits for, as WatchdogSec=2s. */
const WATCHDOG_USEC = '2000000';

const debian = new DebianRoot();
expect(debian.install(buildServerDeb('022', {})).status).toBe(0);

it('tells the service manager when it watches, that it lives, and when it stops', async () => {
  const socket = await new NotifySocket({ abstract: true }).open();
  const watch = debian.logbell(FOLDER, ['watch', '--json'], { NOTIFY_SOCKET: socket.name, WATCHDOG_USEC });
  const status = `STATUS=${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`;
  await socket.message('READY=1', status);
  await socket.message('WATCHDOG=1');
  expect(await watch.end()).toBe(0);
  expect(socket.messages().at(-1)).toEqual(['STOPPING=1']);
});

it('ends with status 2 and says why when the settings have an error', async () => {
  mkdirSync(debian.path(`${FOLDER}/bad`), { recursive: true });
  writeFileSync(debian.path(`${FOLDER}/bad/config.json`), '{ "rules": [{ "id": "r" }] }');
  const socket = await new NotifySocket({ abstract: true }).open();
  const watch = debian.logbell(`${FOLDER}/bad`, ['watch', '--json'], { NOTIFY_SOCKET: socket.name });
  expect(await watch.exitStatus()).toBe(2);
  const [[status = ''] = []] = socket.messages();
  expect(status).toContain('config.json: rules[0].match');
  expect(watch.err.join('\n')).toContain(status.replace('STATUS=', ''));
});

/** Commands of a page, in order. */
function commandsOf(path: string): readonly string[] {
  const blocks = blocksOf(page(path)).filter(({ kind }) => kind === 'sh');
  return blocks.flatMap(({ content }) => content.trim().split('\n'));
}

/** Runs a command of the page as root, who needs no sudo. */
function run(command: string): ReturnType<DebianRoot['run']> {
  const words = command.replace(/^sudo (?:-u (\w+) )?/, (_sudo, user?: string) => (user ? `${asUser(user)} ` : ''));
  return debian.run('sh', '-c', [words, ...(command.includes('logbell setup') ? ANSWERS : [])].join(' '));
}

const asUser = (name: string): string => `setpriv --reuid=${name} --regid=${name} --init-groups`;

/** Starts the command of the unit as its user, with the folders that systemd makes for it (systemd.exec(5)). */
function startUnit(env: Readonly<Record<string, string>>): CommandLine {
  const unit = readFileSync(debian.path(UNIT), 'utf8');
  const valueOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
  const user = valueOf('User');
  const folders = {
    STATE_DIRECTORY: `/var/lib/${valueOf('StateDirectory')}`,
    CACHE_DIRECTORY: `/var/cache/${valueOf('CacheDirectory')}`,
    RUNTIME_DIRECTORY: `/run/${valueOf('RuntimeDirectory')}`,
    CREDENTIALS_DIRECTORY: '/run/credentials/logbell.service',
  };
  const owned = ['install', '--directory', '--mode=700', `--owner=${user}`, `--group=${user}`];
  expect(debian.run(...owned, ...Object.values(folders)).status).toBe(0);
  for (const [, name = '', file = ''] of unit.matchAll(/^LoadCredential=(.*):(.*)$/gm)) {
    const copied = `${folders.CREDENTIALS_DIRECTORY}/${name}`;
    expect(debian.run('install', '--mode=400', `--owner=${user}`, `/etc/credstore/${file}`, copied).status).toBe(0);
  }
  const command = [...asUser(user).split(' '), ...valueOf('ExecStart').split(' ')];
  return debian.start(FOLDER, command, { ...folders, CONFIGURATION_DIRECTORY: '/etc/logbell', ...env });
}

// Two starts of one service.
it('is set up, started and checked with the commands of the how-to', async () => {
  const [setup = '', enable = '', grant = '', status = '', check = '', running = '', ...rest] = commandsOf(PAGES[0]);
  expect(rest).toEqual([]);
  expect(commandsOf(PAGES[1])).toEqual(commandsOf(PAGES[0]));
  mkdirSync(debian.path('/srv/shop'));
  writeFileSync(debian.path(LOG), 'started\n', { mode: 0o640 });
  writeFileSync(debian.path('/srv/access-key'), 'madeUpAccessKey');
  writeFileSync(debian.path('/srv/secret-key'), 'madeUpSecretKey');

  expect(run(setup)).toMatchObject({ status: 0, err: '' });
  // There is no service manager to start it.
  expect(run(enable.replace(' --now', '')).status).toBe(0);
  expect(debian.run('systemctl', 'is-enabled', 'logbell').out).toBe('enabled\n');
  expect(run(status).status).toBe(0);
  const refused = run(check);
  expect(refused.status).toBe(2);
  expect(refused.err).toContain(grant);
  expect(run(grant)).toMatchObject({ status: 0, err: '' });

  const socket = await new NotifySocket({ abstract: true }).open();
  const service = startUnit({ NOTIFY_SOCKET: socket.name });
  await socket.message('READY=1', `STATUS=${en('tray.status.watching', { files: 1 })}`);
  expect(run(check)).toMatchObject({ status: 0, err: '' });
  const listed = run(running);
  expect(listed.status).toBe(0);
  expect(listed.out).toContain(en('tray.status.watching', { files: 1 }));
  expect(listed.out).toContain('/etc/logbell');
  expect(await service.end()).toBe(0);
});

it('starts from the code that its last start compiled', async () => {
  const socket = await new NotifySocket({ abstract: true }).open();
  const service = startUnit({ NOTIFY_SOCKET: socket.name, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' });
  await socket.message('READY=1');
  await service.end();
  expect(service.err.filter((line) => /engine\S* was accepted/.test(line))).toHaveLength(1);
});
