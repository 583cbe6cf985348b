import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findOthers } from '../../../src/main/control/other-logbells';
import { findRunningLogbells } from '../../../src/main/control/running-logbells';
import { prepareSocketPlace } from '../../../src/main/control/socket-place';
import { askStatus } from '../../../src/main/control/status-client';
import { startStatusServer, type StatusServer } from '../../../src/main/control/status-server';
import { emptySettings } from '../../../src/shared/settings/schema';
import { statusWith } from '../../support/app/desktop-status';
import { dropRoot } from '../../support/engine/without-root';
import { scratchDir } from '../../support/files/scratch-dir';

/** Folders of one Logbell, and a root of runtime files. */
interface Place {
  readonly dataDir: string;
  readonly configDir: string;
  readonly runDir: string;
  readonly environment: Readonly<Record<string, string>>;
}

function place(environment: Readonly<Record<string, string>> = {}): Place {
  const configDir = scratchDir();
  const dataDir = join(configDir, 'data');
  const runDir = join(configDir, 'run');
  [dataDir, runDir].forEach((folder) => mkdirSync(folder));
  return { dataDir, configDir, runDir, environment };
}

async function serve({ environment, ...paths }: Place): Promise<StatusServer> {
  const current = (): { status: ReturnType<typeof statusWith>; settings: ReturnType<typeof emptySettings> } => ({
    status: statusWith(),
    settings: emptySettings(),
  });
  const server = await startStatusServer({ program: 'watch', environment, paths, current });
  onTestFinished(() => server.close());
  return server;
}

function othersOf({ environment, runDir, ...paths }: Place): ReturnType<typeof findOthers> {
  return findOthers({ environment, runDir, paths });
}

function socketOf({ environment, dataDir }: Place): string {
  const prepared = prepareSocketPlace(environment, dataDir);
  return 'path' in prepared ? prepared.path : '';
}

it('answers on a socket that only its user can open, and removes it at the end', async () => {
  const at = place();
  const server = await serve(at);
  const socket = socketOf(at);
  expect([statSync(socket).mode & 0o777, statSync(join(socket, '..')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await askStatus(socket)).toMatchObject({ kind: 'status', status: { kind: 'watch', pid: process.pid } });
  await server.close();
  expect(existsSync(socket)).toBe(false);
  expect(await askStatus(socket)).toEqual({ kind: 'gone' });
});

it('prefers the folder that systemd gives a service, then that of the session', async () => {
  const session = place({ XDG_RUNTIME_DIR: scratchDir() });
  expect(socketOf(session)).toContain(join(session.environment['XDG_RUNTIME_DIR'] ?? '', 'logbell'));
  const service = place({ RUNTIME_DIRECTORY: `${scratchDir()}:/other`, XDG_RUNTIME_DIR: scratchDir() });
  expect(socketOf(service)).toContain(service.environment['RUNTIME_DIRECTORY']?.split(':')[0]);
  await serve(service);
  const { running } = await findRunningLogbells(service);
  expect(running).toMatchObject([{ kind: 'service', serves: 'system', dataFolder: service.dataDir }]);
});

it('takes a service of the session for one of its user', async () => {
  const session = scratchDir();
  const at = place({ RUNTIME_DIRECTORY: join(session, 'logbell'), XDG_RUNTIME_DIR: session });
  await serve(at);
  expect((await findRunningLogbells(at)).running).toMatchObject([{ kind: 'service', serves: 'user' }]);
});

it('keeps out of a path that is too long for a socket', () => {
  const at = place({ XDG_RUNTIME_DIR: join(scratchDir(), 'x'.repeat(100)) });
  mkdirSync(at.environment['XDG_RUNTIME_DIR'] ?? '');
  expect(socketOf(at)).toContain(join(at.dataDir, 'run'));
  const deep = join(at.dataDir, 'y'.repeat(100));
  mkdirSync(deep);
  expect(prepareSocketPlace({}, deep)).toEqual({ folder: join(deep, 'run'), reason: 'ENAMETOOLONG' });
});

it('reports a folder that cannot be made', async () => {
  const at = place();
  writeFileSync(join(at.dataDir, 'run'), '');
  expect((await serve(at)).fault).toEqual({ folder: join(at.dataDir, 'run'), reason: 'EEXIST' });
});

it('leaves a socket alone on which another process listens', async () => {
  const at = place();
  await serve(at);
  const second = await serve(at);
  expect(second.fault).toBeNull();
  await second.close();
  expect(await askStatus(socketOf(at))).toMatchObject({ kind: 'status' });
});

it('answers nothing but GET /status', async () => {
  const at = place();
  await serve(at);
  const answerTo = async (head: string): Promise<string> => {
    const client = net.connect(socketOf(at)).setEncoding('latin1');
    client.write(`${head}\r\nhost: x\r\n\r\n`);
    let answer = '';
    client.on('data', (part: string) => {
      answer += part;
    });
    await once(client, 'close');
    return answer.slice(0, 'HTTP/1.1 000'.length);
  };
  expect(await answerTo('GET /keys HTTP/1.1')).toBe('HTTP/1.1 404');
  expect(await answerTo('POST /status HTTP/1.1')).toBe('HTTP/1.1 405');
  expect(await answerTo(`GET /status HTTP/1.1\r\nx: ${'x'.repeat(5_000)}`)).toBe('HTTP/1.1 431');
  expect(await answerTo('GET /status HTTP/1.1')).toBe('HTTP/1.1 200');
});

it('drops clients that hang, and stops at once despite them', async () => {
  const at = place();
  const server = await serve(at);
  const hanging = net.connect(socketOf(at));
  hanging.write('GET /status HTTP/1.1\r\n');
  await once(hanging, 'close');
  const late = net.connect(socketOf(at));
  await once(late, 'connect');
  const closed = once(late, 'close');
  await server.close();
  await closed;
});

it('calls a socket silent that does not answer in time, or not with a status', async () => {
  const at = place();
  mkdirSync(join(at.dataDir, 'run'));
  const path = join(at.dataDir, 'run', 'other.sock');
  let answer: string | null = null;
  const server = createServer((_request, response) => {
    if (answer !== null) {
      response.end(answer);
    }
  }).listen(path);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  expect(await askStatus(path, 50)).toEqual({ kind: 'silent' });
  for (answer of ['{}', 'no JSON', '"', 'x'.repeat(300_000)]) {
    expect(await askStatus(path)).toEqual({ kind: 'silent' });
  }
  expect(await findRunningLogbells(at)).toEqual({ running: [], silent: [path], hidden: [] });
});

it('finds the system service first, and as root the Logbells of all users', async () => {
  const at = place();
  const users = join(at.runDir, 'user');
  const uid = String(process.geteuid?.());
  mkdirSync(join(users, uid), { recursive: true });
  const own = { ...place({ XDG_RUNTIME_DIR: join(users, uid) }), runDir: at.runDir };
  await serve(own);
  await serve({ ...place({ RUNTIME_DIRECTORY: join(at.runDir, 'logbell') }), runDir: at.runDir });
  const { running } = await findRunningLogbells(at);
  expect(running.map(({ kind, serves }) => [kind, serves])).toEqual([
    ['service', 'system'],
    ['watch', 'user'],
  ]);
});

it('tells another user only that there is something hidden', async () => {
  const at = place();
  const service = place({ RUNTIME_DIRECTORY: join(at.runDir, 'logbell') });
  await serve(service);
  const socket = socketOf(service);
  if (process.geteuid?.() !== 0) {
    chmodSync(join(socket, '..'), 0);
    onTestFinished(() => chmodSync(join(socket, '..'), 0o700));
  }
  chmodSync(at.configDir, 0o711);
  chmodSync(at.runDir, 0o711);
  dropRoot(at.dataDir);
  expect(await askStatus(socket)).toEqual({ kind: 'denied' });
  expect(await findRunningLogbells(at)).toEqual({ running: [], silent: [], hidden: [join(at.runDir, 'logbell')] });
  expect(await othersOf(at)).toEqual([{ kind: 'system', settingsFolder: '/etc/logbell' }]);
});

it('finds the Logbells beside one, which have other settings', async () => {
  const session = { XDG_RUNTIME_DIR: scratchDir() };
  const [own, other] = [place(session), place(session)];
  await serve(own);
  expect(await othersOf(own)).toEqual([]);
  await serve(other);
  const service = place({ RUNTIME_DIRECTORY: join(own.runDir, 'logbell') });
  await serve(service);
  expect(await othersOf(own)).toEqual([
    { kind: 'system', settingsFolder: service.configDir },
    { kind: 'watch', settingsFolder: other.configDir },
  ]);
});
