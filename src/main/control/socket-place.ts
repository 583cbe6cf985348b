import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import type { Environment } from '../settings/config-dir';

/** Longest path of a socket, bytes (unix(7): 108 with the final NUL). */
const MAX_PATH_BYTES = 107;

/** Ending of the names of sockets. */
export const SOCKET_ENDING = '.sock';

/** Folder of the runtime files of the system service (systemd.exec(5), RuntimeDirectory=). */
export const SYSTEM_FOLDER = 'logbell';

/** Folder of a running Logbell's socket, or why there is none. */
export type SocketPlace =
  | { readonly path: string }
  | {
      /** Folder that cannot be used. */
      readonly folder: string;
      /** Errno. */
      readonly reason: string;
    };

/** First folder of `$RUNTIME_DIRECTORY`, which systemd sets for a service (systemd.exec(5)); null if there is none. */
export function serviceFolder(environment: Environment): string | null {
  const [first = ''] = (environment['RUNTIME_DIRECTORY'] ?? '').split(':');
  return first === '' ? null : first;
}

/** Folder for runtime files of this user, below `$XDG_RUNTIME_DIR`; null if there is none. */
export function userFolder(environment: Environment): string | null {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  return runtime === '' ? null : join(runtime, SYSTEM_FOLDER);
}

/** Folder for the socket inside the data folder. */
export function folderInData(dataDir: string): string {
  return join(dataDir, 'run');
}

/** Name of the socket of the Logbell that uses this data folder. */
export function socketName(dataDir: string): string {
  return `${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16)}${SOCKET_ENDING}`;
}

/** True if a socket can have this path. */
export function isShortEnough(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_PATH_BYTES;
}

/** Chooses the first usable folder for the socket and creates it with mode 0700; the name belongs to the data folder. */
export function prepareSocketPlace(environment: Environment, dataDir: string): SocketPlace {
  const name = socketName(dataDir);
  const inRuntime = [serviceFolder(environment), ownRuntimeFolder(environment)].filter((folder) => folder !== null);
  let fault = { folder: dataDir, reason: 'ENOENT' };
  for (const folder of [...inRuntime, folderInData(dataDir)]) {
    const path = join(folder, name);
    const reason = isShortEnough(path) ? makePrivateFolder(folder) : 'ENAMETOOLONG';
    if (reason === null) {
      return { path };
    }
    fault = { folder, reason };
  }
  return fault;
}

/** The folder below `$XDG_RUNTIME_DIR`, unless that belongs to another user, as under `sudo -E`. */
function ownRuntimeFolder(environment: Environment): string | null {
  const folder = userFolder(environment);
  try {
    return folder !== null && lstatSync(join(folder, '..')).uid === process.geteuid?.() ? folder : null;
  } catch {
    return null;
  }
}

/** Creates the folder if it is missing and makes it private. Returns an errno, or null. */
function makePrivateFolder(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = lstatSync(folder);
    if (!stats.isDirectory() || stats.uid !== process.geteuid?.()) {
      return 'EACCES';
    }
    if ((stats.mode & 0o077) !== 0) {
      chmodSync(folder, 0o700);
    }
    return null;
  } catch (error) {
    if (isSystemFault(error)) {
      return errorCode(error);
    }
    throw error;
  }
}
