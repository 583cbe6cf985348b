import { closeSync, fstatSync, lstatSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../common/error-code';
import { systemPath } from '../common/system-path';
import { namesIn } from '../watch/identity/folder-names';
import type { LogPart } from './log-parts';

type Identity = Pick<LogPart, 'device' | 'inode'>;

/**
 * Opens a part for reading, also when rotation has renamed it since the parts were chosen. One that is gone, while another part stands under its
 * name or none, throws as what is not there: no line is read twice. Else it throws what the system gives.
 */
export function openPart(part: LogPart, parts: readonly LogPart[]): number {
  const fd = openIfThere(part.path);
  const found = fd === null ? null : identityOf(fd);
  if (fd !== null && found && isSame(found, part)) {
    return fd;
  }
  const renamed = nameBeside(part);
  if (fd !== null && found && renamed === null && !parts.some((other) => isSame(found, other))) {
    return fd;
  }
  if (fd !== null) {
    closeSync(fd);
  }
  if (renamed === null) {
    throw missing(part.path);
  }
  return openSync(systemPath(renamed), 'r');
}

function openIfThere(path: string): number | null {
  try {
    return openSync(systemPath(path), 'r');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw error;
    }
    return null;
  }
}

/** The path of the same file under another name in its folder; null when there is none. */
function nameBeside(part: LogPart): string | null {
  const folder = dirname(part.path);
  const paths = namesIn(folder).map((name) => join(folder, name));
  return paths.find((path) => isPart(path, part)) ?? null;
}

function isPart(path: string, part: LogPart): boolean {
  const stats = lstatSync(systemPath(path), { throwIfNoEntry: false });
  return stats !== undefined && isSame({ device: stats.dev, inode: stats.ino }, part);
}

/** As the system says it (open(2)). */
function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path} was rotated away`), { code: 'ENOENT' });
}

function identityOf(fd: number): Identity {
  const { dev: device, ino: inode } = fstatSync(fd);
  return { device, inode };
}

function isSame(one: Identity, other: Identity): boolean {
  return one.device === other.device && one.inode === other.inode;
}
