import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { readablePath, systemPath } from './system-path';

/** Parameters of the problem `file-unreadable`; `context` selects the command that gives access. */
type AccessParams = Readonly<Record<string, string>>;

/**
 * Names what this user needs to read a file: access to a folder above it, membership in the group that may read it, or
 * an entry in its access control list (acl(5)).
 */
export function missingAccess(path: string): AccessParams {
  const user = userName();
  const folder = foldersAbove(path).find((each) => !isAllowed(each, constants.X_OK));
  if (folder !== undefined) {
    return { context: 'folder', folder: readablePath(folder), user };
  }
  const group = readingGroup(path);
  return group === null ? { context: 'file', user } : { context: 'group', group, user };
}

/** Folders above a path, the topmost first. */
function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [...foldersAbove(folder), folder];
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(systemPath(path), mode);
    return true;
  } catch {
    return false;
  }
}

/** Group that may read a file; null for none, and for root's, which may do more. */
function readingGroup(path: string): string | null {
  try {
    const { mode, gid } = statSync(systemPath(path));
    return (mode & 0o040) !== 0 && gid !== 0 ? groupName(gid) : null;
  } catch {
    return null;
  }
}

/** Name of a group (group(5)); null if it is in no file. */
function groupName(gid: number): string | null {
  const fields = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  return fields.find(([, , id]) => id === String(gid))?.[0] ?? null;
}

/** Name of this process's user, or its number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
