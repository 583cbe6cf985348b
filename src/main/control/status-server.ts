import { once } from 'node:events';
import { chmodSync, rmdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import net from 'node:net';
import { dirname } from 'node:path';
import { version } from '../../../package.json';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { closeServer, createLocalServer } from '../engine/common/local-server';
import type { AppPaths, Environment } from '../settings/config-dir';
import { runningStatus, type CurrentFacts, type Identity, type RunningStatus } from './running-status';
import { folderInData, prepareSocketPlace, serviceFolder } from './socket-place';
import { userName } from './user-name';

/** Parts of a running Logbell that its status is read from. */
export interface StatusServerOptions {
  /** Program that watches. */
  readonly program: 'watch' | 'desktop';
  readonly environment: Environment;
  readonly paths: Pick<AppPaths, 'configDir' | 'dataDir'>;
  readonly current: () => CurrentFacts;
}

/** Reason why commands cannot read the status. */
interface StatusServerFault {
  readonly folder: string;
  /** Errno. */
  readonly reason: string;
}

/** Result of a start; a fault is null if there is none to report. */
export interface StatusServer {
  readonly fault: StatusServerFault | null;
  /** Breaks all connections and removes the socket, and its folder inside the data folder. */
  readonly close: () => Promise<void>;
}

/** Longest life of a connection, ms. */
const CONNECTION_MS = 5_000;
const MAX_HEADER_BYTES = 4_096;
/** Time for which an answer is given again, ms: frequent requests must not slow the engine. */
const FRESH_MS = 500;

/**
 * Answers `GET /status` on a Unix socket that only this user can open. Must be called by the owner of the ledger, as
 * that one replaces the socket of a Logbell that died. Never keeps the process alive.
 */
export async function startStatusServer(options: StatusServerOptions): Promise<StatusServer> {
  const place = prepareSocketPlace(options.environment, options.paths.dataDir);
  if (!('path' in place)) {
    return { fault: place, close: () => Promise.resolve() };
  }
  const { path } = place;
  if (!(await removeStale(path))) {
    // Another Logbell uses this data folder, which the problem with its ledger says.
    return { fault: null, close: () => Promise.resolve() };
  }
  const server = createServer(options);
  try {
    server.listen(path);
    await once(server, 'listening');
    chmodSync(path, 0o600);
  } catch (error) {
    if (!isSystemFault(error)) {
      throw error;
    }
    server.close();
    return { fault: { folder: path, reason: errorCode(error) }, close: () => Promise.resolve() };
  }
  return {
    fault: null,
    close: async () => {
      await closeServer(server);
      if (dirname(path) === folderInData(options.paths.dataDir)) {
        removeIfEmpty(dirname(path));
      }
    },
  };
}

/** Removes the socket of a process that died; false if somebody listens on it. */
async function removeStale(path: string): Promise<boolean> {
  const socket = net.connect(path);
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    if (errorCode(error) === 'ECONNREFUSED') {
      rmSync(path, { force: true });
    }
    return true;
  } finally {
    socket.destroy();
  }
}

/** Removes a folder, unless it holds something or is gone. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!isSystemFault(error)) {
      throw error;
    }
  }
}

function createServer({ current, ...about }: StatusServerOptions): Server {
  const identity = identityOf(about);
  let last: { readonly at: number; readonly answer: RunningStatus } | null = null;
  const answer = (): RunningStatus => {
    const now = Date.now();
    if (last === null || Math.abs(now - last.at) > FRESH_MS) {
      last = { at: now, answer: runningStatus(identity, current(), now) };
    }
    return last.answer;
  };
  return createLocalServer({
    path: '/status',
    maxHeaderBytes: MAX_HEADER_BYTES,
    connectionMs: CONNECTION_MS,
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`${JSON.stringify(answer())}\n`);
    },
  });
}

function identityOf({ program, environment, paths }: Omit<StatusServerOptions, 'current'>): Identity {
  const service = program === 'watch' ? serviceFolder(environment) : null;
  const ownRuntime = environment['XDG_RUNTIME_DIR'] ?? '';
  const isOfUser = service === null || (ownRuntime !== '' && service.startsWith(ownRuntime));
  return {
    kind: service === null ? program : 'service',
    version,
    pid: process.pid,
    user: userName(),
    since: Date.now(),
    settingsFolder: paths.configDir,
    dataFolder: paths.dataDir,
    serves: isOfUser ? 'user' : 'system',
  };
}
