import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../../src/main/practice/practice-server';
import { CommandLine } from '../../../support/app/command-line';
import { liveSettings } from '../../../support/engine/live-settings';
import { scratchDir } from '../../../support/files/scratch-dir';
import { NotifySocket } from '../../../support/service/notify-socket';
import { errorLines } from '../../../support/text/messages';
import { en } from '../../../support/text/strings';
import { until } from '../../../support/time/until';

/** Debian's "nobody" and "nogroup". */
const NOBODY = 65_534;
/** Debian's group of those who read logs. */
const ADM = 4;
const AS_NOBODY = { through: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] };

/** Folders of a system service, as its unit names them. */
class SystemFolders {
  readonly config: string;
  readonly state: string;
  readonly credentials: string;
  readonly configFile: string;
  readonly log: string;
  readonly #home: string;

  constructor() {
    const root = scratchDir();
    chmodSync(root, 0o755);
    const folder = (name: string): string => {
      mkdirSync(join(root, name));
      return join(root, name);
    };
    [this.config, this.state, this.credentials, this.#home] = [
      folder('etc'),
      folder('lib'),
      folder('credentials'),
      folder('home'),
    ];
    this.configFile = join(this.config, 'config.json');
    this.log = join(root, 'app.log');
    writeFileSync(this.log, '');
    // As the package and the unit do: root:logbell 0750, and logbell 0700.
    chownSync(this.config, 0, NOBODY);
    chmodSync(this.config, 0o750);
    chownSync(this.state, NOBODY, NOBODY);
    chmodSync(this.state, 0o700);
  }

  configure(settings: object): void {
    const config = {
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: this.log }],
      rules: [{ id: 'r', match: { text: 'hello world' } }],
      ...settings,
    };
    writeFileSync(this.configFile, JSON.stringify(config));
    chownSync(this.configFile, 0, NOBODY);
    chmodSync(this.configFile, 0o640);
  }

  /** Runs a command with `--system`, by default as root. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}, options = {}): CommandLine {
    const folders = { CONFIGURATION_DIRECTORY: this.config, STATE_DIRECTORY: this.state };
    return new CommandLine(this.#home, ['--system', ...args], { ...folders, ...env }, options);
  }

  /** Names of files and folders that belong to root. */
  ofRoot(): string[] {
    return readdirSync(this.state).filter((name) => statSync(join(this.state, name)).uid === 0);
  }
}

/** A socket that every user may write to. */
async function openSocket(): Promise<NotifySocket> {
  const socket = await new NotifySocket().open();
  chmodSync(dirname(socket.name), 0o755);
  chmodSync(socket.name, 0o777);
  return socket;
}

const PRACTICE = { sens: { mode: 'practice' } };

describe.runIf(process.getuid?.() === 0)('logbell --system', () => {
  it('watches as an ordinary user with settings that only root may change', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    const socket = await openSocket();
    const watch = folders.run(['watch', '--json'], { NOTIFY_SOCKET: socket.name }, AS_NOBODY);
    await socket.message('READY=1');
    appendFileSync(folders.log, 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered' });
    expect(await watch.end()).toBe(0);
    expect(watch.err).toEqual([]);
    expect(watch.events().filter(({ event }) => event === 'problem')).toEqual([]);
    expect(readdirSync(folders.config)).toEqual(['config.json']);
    expect(statSync(folders.configFile).mode & 0o777).toBe(0o640);
    expect(existsSync(join(folders.state, 'ledger.db'))).toBe(true);
  });

  it('is listed by logbell status with its health', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    const socket = await openSocket();
    const service = folders.run(['watch', '--json'], { NOTIFY_SOCKET: socket.name }, AS_NOBODY);
    await socket.message('READY=1');
    const status = folders.run(['status', '--json']);
    expect(await status.exitStatus()).toBe(0);
    expect(JSON.parse(status.out.join('\n'))).toMatchObject({
      healthy: true,
      running: [{ user: 'nobody', settingsFolder: folders.config, mode: 'practice', health: { ok: true } }],
    });
    expect(await service.end()).toBe(0);
  });

  it('lets root act on the ledger without taking its files away', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    const early = folders.run(['watch', '--json']);
    await early.event({ event: 'started' });
    expect(folders.ofRoot()).toEqual([]);
    expect(await early.end()).toBe(0);
    const socket = await openSocket();
    const service = folders.run(['watch', '--json'], { NOTIFY_SOCKET: socket.name }, AS_NOBODY);
    await socket.message('READY=1');
    expect(await folders.run(['pause', '1h']).exitStatus()).toBe(0);
    const paused = `STATUS=${en('tray.status.paused', { until: '' })}`;
    await until(() => socket.messages().some(([status = '']) => status.startsWith(paused)), 'it has paused');
    appendFileSync(folders.log, 'hello world\n');
    await service.event({ event: 'match', decision: 'held' });
    expect(folders.ofRoot()).toEqual([]);
    expect(await service.end()).toBe(0);
    expect(service.err).toEqual([]);
  });

  it('keeps owner and mode of settings that root changes', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    const added = folders.run(['rules', 'add', '--preset', 'disk-full', '--log', folders.log]);
    expect(await added.exitStatus()).toBe(0);
    const { mode, uid, gid } = statSync(folders.configFile);
    expect({ mode: mode & 0o777, uid, gid }).toEqual({ mode: 0o640, uid: 0, gid: NOBODY });
    expect(await folders.run(['check'], {}, AS_NOBODY).exitStatus()).toBe(0);
  });

  it('writes nothing without settings, and says how to make them', async () => {
    const folders = new SystemFolders();
    const socket = await new NotifySocket().open();
    const watch = folders.run(['watch'], { NOTIFY_SOCKET: socket.name });
    expect(await watch.exitStatus()).toBe(2);
    const sentence = `${folders.configFile}: ${en('settingsProblem.no-system-settings')}`;
    expect(watch.err).toEqual(errorLines(sentence));
    expect(socket.messages()).toEqual([[`STATUS=${sentence}`]]);
    expect(readdirSync(folders.config)).toEqual([]);
    expect(readdirSync(folders.state)).toEqual([]);
  });

  it('tells other users to use sudo', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    const service = folders.run(['watch', '--json'], {}, AS_NOBODY);
    await service.event({ event: 'started' });
    expect(await service.end()).toBe(0);
    const stranger = { through: ['setpriv', '--reuid=1234', '--regid=1234', '--clear-groups'] };
    const check = folders.run(['check'], {}, stranger);
    expect(await check.exitStatus()).toBe(2);
    expect(check.err.join('\n')).toContain(en('settingsProblem.system-denied'));
    const incidents = folders.run(['incidents'], {}, stranger);
    expect(await incidents.exitStatus()).toBe(1);
    expect(incidents.err.join('\n')).toContain(en('cli.fix.denied'));
  });

  it('names the command that gives the service its settings', async () => {
    const folders = new SystemFolders();
    folders.configure(PRACTICE);
    chmodSync(folders.configFile, 0o600);
    const socket = await openSocket();
    const watch = folders.run(['watch'], { NOTIFY_SOCKET: socket.name }, AS_NOBODY);
    expect(await watch.exitStatus()).toBe(2);
    const sentence = en('settingsProblem.service-denied', { file: folders.configFile });
    expect(watch.err).toEqual(errorLines(`${folders.configFile}: ${sentence}`));
    expect(socket.messages()).toEqual([[`STATUS=${folders.configFile}: ${sentence}`]]);
  });

  it.each<[string, (log: string) => void, (log: string) => string]>([
    [
      'of a group that may read it',
      (log) => {
        chownSync(log, 0, ADM);
        chmodSync(log, 0o640);
      },
      () => en('problem.file-unreadable.remedy_group', { group: 'adm', user: 'nobody' }),
    ],
    [
      'of root alone',
      (log) => chmodSync(log, 0o600),
      (log) => en('problem.file-unreadable.remedy_file', { subject: log, user: 'nobody' }),
    ],
    [
      'in a folder of root',
      (log) => chmodSync(dirname(log), 0o700),
      (log) => en('problem.file-unreadable.remedy_folder', { folder: dirname(log), user: 'nobody' }),
    ],
  ])('names the command that gives access to a log %s', async (_which, deny, remedy) => {
    const folders = new SystemFolders();
    const log = join(scratchDir(), 'own', 'app.log');
    chmodSync(dirname(dirname(log)), 0o755);
    mkdirSync(dirname(log));
    writeFileSync(log, '');
    deny(log);
    folders.configure({ ...PRACTICE, files: [{ id: 'app', path: log }] });
    const check = folders.run(['check'], {}, AS_NOBODY);
    expect(await check.exitStatus()).toBe(2);
    const lines = errorLines(en('problem.file-unreadable.title', { subject: log }), remedy(log));
    expect(check.err.join('\n')).toContain(lines.join('\n'));
    const watch = folders.run(['watch'], {}, AS_NOBODY);
    await until(() => watch.err.join('\n').includes(lines.join('\n')), 'the problem was reported');
    expect(await watch.end()).toBe(0);
  });

  it('refuses --config-dir beside it', async () => {
    const folders = new SystemFolders();
    const check = folders.run(['check', '--config-dir', folders.config]);
    expect(await check.exitStatus()).toBe(2);
    expect(check.err.join('\n')).toContain(en('cli.usage.conflictingOption'));
  });
});

describe.runIf(process.getuid?.() === 0)('keys in credentials', () => {
  async function liveFolders(): Promise<SystemFolders> {
    const sens = await startPracticeServer({ deliveryMs: 0 });
    onTestFinished(() => sens.close());
    const folders = new SystemFolders();
    const { sens: access } = liveSettings(sens, folders.config) as { readonly sens: object };
    folders.configure({ sens: access });
    writeFileSync(join(folders.credentials, 'access-key'), `${sens.accessKey}\n`, { mode: 0o444 });
    writeFileSync(join(folders.credentials, 'secret-key'), sens.secretKey, { mode: 0o444 });
    return folders;
  }

  it('sign texts, and are named by logbell keys and logbell check', async () => {
    const folders = await liveFolders();
    const env = { CREDENTIALS_DIRECTORY: folders.credentials };
    const keys = folders.run(['keys', '--json'], env);
    expect(await keys.exitStatus()).toBe(0);
    expect(JSON.parse(keys.out.join('\n'))).toEqual({
      ...{ accessKey: 'set', secretKey: 'set', kept: 'credentials' },
      channels: {},
      heartbeats: {},
      receive: {},
      alertmanager: {},
    });
    const check = folders.run(['check'], env, AS_NOBODY);
    expect(await check.exitStatus()).toBe(0);
    expect(check.out).toContain(en('cli.checkCredentials'));
    expect(check.out[0]).toBe(en('cli.checkSystem', { folder: folders.config }));
    const checkJson = folders.run(['check', '--json'], env, AS_NOBODY);
    expect(await checkJson.exitStatus()).toBe(0);
    expect(JSON.parse(checkJson.out.join('\n'))).toMatchObject({
      keys: { accessKey: 'set', secretKey: 'set', kept: 'credentials' },
    });
    const watch = folders.run(['watch', '--json'], env, AS_NOBODY);
    await watch.event({ event: 'started' });
    appendFileSync(folders.log, 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered', practice: false });
    expect(await watch.end()).toBe(0);
  });

  it('are less than those of the environment', async () => {
    const folders = await liveFolders();
    const env = { CREDENTIALS_DIRECTORY: folders.credentials, LOGBELL_ACCESS_KEY: 'another' };
    const keys = folders.run(['keys', '--json'], env);
    expect(await keys.exitStatus()).toBe(0);
    expect(JSON.parse(keys.out.join('\n'))).toMatchObject({ kept: 'environment' });
  });

  it('are missed with the command that stores them', async () => {
    const folders = await liveFolders();
    const socket = await new NotifySocket().open();
    const watch = folders.run(['watch'], { NOTIFY_SOCKET: socket.name, CREDENTIALS_DIRECTORY: folders.state });
    expect(await watch.exitStatus()).toBe(2);
    expect(watch.err.join('\n')).toContain(en('settingsProblem.no-credentials'));
    expect(socket.messages()[0]?.[0]).toContain(en('settingsProblem.no-credentials'));
    const set = folders.run(['keys', 'set', '--stdin']);
    expect(await set.exitStatus()).toBe(2);
    expect(set.err.join('\n')).toContain(en('cli.keys.fix.ofSystem'));
  });
});
