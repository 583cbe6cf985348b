import { lstatSync, opendirSync, readdirSync, type Dir, type Dirent, type Stats } from 'node:fs';
import { isSystemFault } from '../../common/error-code';
import { nameFromBytes, systemPath } from '../../common/files/system-path';

/** A name in a folder and its type, links not followed. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'special';
}

/** Entries read from the disk at a time. */
const READ_AT_ONCE = 512;
/** Reads names byte by byte, as not all are UTF-8. */
const BYTES = 'latin1';

/** The path of a name in a folder. */
export function pathIn(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/**
 * Yields the entries of a folder, so that the caller may stop anywhere; none if it cannot be read. Rarely, an entry
 * comes twice.
 */
export function* folderEntries(folder: string): Generator<FolderEntry, undefined> {
  const directory = attempt(() => opendirSync(systemPath(folder), { encoding: BYTES, bufferSize: READ_AT_ONCE }));
  if (!directory) {
    return;
  }
  try {
    for (let entry = next(directory); entry !== null; entry = next(directory)) {
      if (entry === 'failed') {
        yield* untypedEntries(folder);
        return;
      }
      yield { name: nameFromBytes(entry.name), kind: kindOf(entry) };
    }
  } finally {
    directory.closeSync();
  }
}

/** Fails where the file system reports no type (sshfs, old XFS): Node.js then looks the name up as if it were UTF-8. */
function next(directory: Dir): Dirent | null | 'failed' {
  try {
    return directory.readSync();
  } catch {
    return 'failed';
  }
}

function* untypedEntries(folder: string): Generator<FolderEntry, undefined> {
  for (const bytes of attempt(() => readdirSync(systemPath(folder), BYTES)) ?? []) {
    const name = nameFromBytes(bytes);
    const stats = attempt(() => lstatSync(systemPath(pathIn(folder, name))));
    if (stats) {
      yield { name, kind: kindOf(stats) };
    }
  }
}

function kindOf(entry: Dirent | Stats): FolderEntry['kind'] {
  if (entry.isFile()) {
    return 'file';
  }
  return entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'special';
}

/** Null for a system error. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}
