import { statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { errorCode, isSystemFault } from '../../error-code';

/** What is told of the folders. */
export interface FolderNoticesCalls {
  /** Something happened at this path. */
  readonly touched: (path: string) => void;
  /** What lies in a folder may have changed before it was noticed. */
  readonly appeared: (path: string | null) => void;
  /** The system has no more notices to give (ENOSPC, EMFILE: inotify(7) limits). */
  readonly limited: (path: string, reason: string) => void;
}

interface WatchedFolder {
  readonly watcher: FSWatcher;
  readonly inode: bigint;
}

/** The limits of inotify(7): watches, instances, open files. */
const LIMIT_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** True for what fs.watch says when the system has no more notices to give. */
export function isNoticeLimit(code: string): boolean {
  return LIMIT_CODES.has(code);
}

/**
 * Notices of what happens in folders, one watch a folder however many files it holds. (chokidar reads a whole folder
 * anew, at most once a second, whenever a file in it changes.)
 */
export class FolderNotices {
  readonly #calls: FolderNoticesCalls;
  readonly #folders = new Map<string, WatchedFolder>();

  constructor(calls: FolderNoticesCalls) {
    this.#calls = calls;
  }

  /** Watches these folders from now on, and no others. One that was removed and made again is watched anew. */
  watch(paths: Iterable<string>): void {
    const wanted = new Map(Array.from(paths, (path) => [path, inodeOf(path)] as const));
    for (const [path, { inode }] of this.#folders) {
      if (wanted.get(path) !== inode) {
        this.#forget(path);
      }
    }
    for (const [path, inode] of wanted) {
      if (inode !== null && !this.#folders.has(path)) {
        this.#add(path, inode);
      }
    }
  }

  close(): void {
    Array.from(this.#folders.keys()).forEach((path) => this.#forget(path));
  }

  #add(path: string, inode: bigint): void {
    try {
      const watcher = watch(path);
      this.#folders.set(path, { watcher, inode });
      watcher.on('change', (event, name) => this.#noticed(path, event, String(name)));
      watcher.on('error', () => this.#forget(path));
      this.#calls.appeared(null);
    } catch (error) {
      const code = errorCode(error);
      if (!isSystemFault(error)) {
        throw error;
      }
      // Anything else concerns the folder, and the look at its files says what it is.
      if (isNoticeLimit(code)) {
        this.#calls.limited(path, code);
      }
    }
  }

  #noticed(folder: string, event: string, name: string): void {
    const path = join(folder, name);
    this.#calls.touched(path);
    if (event === 'rename') {
      this.#calls.appeared(path);
    }
  }

  #forget(path: string): void {
    this.#folders.get(path)?.watcher.close();
    this.#folders.delete(path);
  }
}

/** Null where there is no folder, or none that may be looked at. */
function inodeOf(path: string): bigint | null {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isDirectory() ? stats.ino : null;
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}
