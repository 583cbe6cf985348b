import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../engine/common/error-code';
import type { Environment } from '../settings/config-dir';
import type { RunningStatus } from './running-status';
import {
  folderInData,
  isShortEnough,
  serviceFolder,
  SOCKET_ENDING,
  socketName,
  SYSTEM_FOLDER,
  userFolder,
} from './socket-place';
import { type Answer, askStatus } from './status-client';

/** Where to look for running Logbells. */
export interface SearchOptions {
  readonly environment: Environment;
  readonly dataDir: string;
  /** Root of runtime files, `/run`; another one in tests. */
  readonly runDir?: string;
  /** Longest wait for an answer, ms; 3 s by default. */
  readonly waitMs?: number;
}

/** Running Logbells that this user can see, and what is hidden from it. */
export interface RunningLogbells {
  /** System service first, then by start. */
  readonly running: readonly RunningStatus[];
  /** Sockets that do not answer. */
  readonly silent: readonly string[];
  /** Folders that this user may not open; there is one only if a Logbell runs there. */
  readonly hidden: readonly string[];
}

/** Root of runtime files (hier(7)). */
export const RUN = '/run';

/** Asks every running Logbell that this user can reach for its status; root reaches those of all users. */
export async function findRunningLogbells({
  environment,
  dataDir,
  runDir = RUN,
  waitMs,
}: SearchOptions): Promise<RunningLogbells> {
  const listed = searchedFolders({ environment, dataDir, runDir }).map((folder) => ({ folder, ...list(folder) }));
  const sockets = listed.flatMap(({ folder, names }) =>
    names.filter((name) => name.endsWith(SOCKET_ENDING)).map((name) => join(folder, name)),
  );
  const asked = await Promise.all(
    sockets.filter(isShortEnough).map(async (path) => ({ path, answer: await askStatus(path, waitMs) })),
  );
  const running = asked.flatMap(({ answer }) => (answer.kind === 'status' ? [answer.status] : []));
  return {
    running: running.sort(
      (one, other) => Number(other.serves === 'system') - Number(one.serves === 'system') || one.since - other.since,
    ),
    silent: asked.filter(({ answer }) => answer.kind === 'silent').map(({ path }) => path),
    hidden: [
      ...listed.filter(({ denied }) => denied).map(({ folder }) => folder),
      ...asked.filter(({ answer }) => answer.kind === 'denied').map(({ path }) => path),
    ],
  };
}

/** Asks the Logbell that uses this data folder, wherever its socket is. */
export async function askLogbellOf({ environment, dataDir, runDir = RUN, waitMs }: SearchOptions): Promise<Answer> {
  const name = nameOrNull(dataDir);
  const folders = name === null ? [] : searchedFolders({ environment, dataDir, runDir });
  const paths = folders.map((folder) => join(folder, name ?? '')).filter(isShortEnough);
  const answers = await Promise.all(paths.map((path) => askStatus(path, waitMs)));
  const ofKind = (kind: Answer['kind']): Answer | undefined => answers.find((answer) => answer.kind === kind);
  return ofKind('status') ?? ofKind('silent') ?? ofKind('denied') ?? { kind: 'gone' };
}

/** Name of the socket; null if the data folder cannot be found. */
function nameOrNull(dataDir: string): string | null {
  try {
    return socketName(dataDir);
  } catch {
    return null;
  }
}

/** Folders that may hold sockets, each once. */
function searchedFolders({ environment, dataDir, runDir }: Required<Omit<SearchOptions, 'waitMs'>>): readonly string[] {
  const users = join(runDir, 'user');
  const uid = process.geteuid?.() ?? -1;
  const folders = [
    join(runDir, SYSTEM_FOLDER),
    serviceFolder(environment),
    userFolder(environment) ?? join(users, String(uid), SYSTEM_FOLDER),
    ...(uid === 0 ? list(users).names : []).map((user) => join(users, user, SYSTEM_FOLDER)),
    folderInData(dataDir),
  ].filter((folder) => folder !== null);
  return [...new Set(folders.map(realPath))];
}

/** The path without links, or the path itself if it cannot be followed. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function list(folder: string): { readonly names: readonly string[]; readonly denied: boolean } {
  try {
    return { names: readdirSync(folder), denied: false };
  } catch (error) {
    return { names: [], denied: ['EACCES', 'EPERM'].includes(errorCode(error)) };
  }
}
