import { join } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { errorCode } from '../../error-code';
import type { PathPattern } from './discovery';

/** What the notices are handed to. */
export interface WakeUpCalls {
  /** Something happened at this path. */
  readonly touched: (path: string) => void;
  /** A file or folder is new, and may have changed or filled before it was noticed; null: the first look is over. */
  readonly appeared: (path: string | null) => void;
  /** Notices cannot be had for everything (ENOSPC, EMFILE: inotify(7) limits); the caller must look by itself. */
  readonly limited: (reason: string) => void;
}

/** The limits of inotify(7): watches, instances, open files. */
const LIMIT_CODES = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Notices of changes below some paths. They only say that a look is worth it: the truth is the open file. */
export class WakeUp {
  /** Resolves once the first look is over and notices come. */
  readonly ready: Promise<void>;
  readonly #watcher: FSWatcher;

  constructor(patterns: readonly PathPattern[], polling: boolean, calls: WakeUpCalls) {
    const globs = patterns.filter(({ isGlob }) => isGlob);
    const wanted = (path: string): boolean => patterns.some((pattern) => pattern.matches(path));
    this.#watcher = watch(
      patterns.map(({ base }) => base),
      {
        ignoreInitial: true,
        usePolling: polling,
        interval: 100,
        depth: Math.max(0, ...globs.map(({ depth }) => depth)),
        ignored: (path, stats) => stats?.isFile() === true && !wanted(path),
      },
    );
    this.#watcher.on('all', (event, path) => {
      calls.touched(path);
      // What was written before the new path's own watch stood is told by nobody.
      if (event === 'add' || event === 'addDir') {
        calls.appeared(path);
      }
    });
    this.ready = new Promise((resolve) => {
      this.#watcher.on('ready', () => {
        calls.appeared(null);
        resolve();
      });
      // chokidar is never ready when it has nothing to watch.
      if (patterns.length === 0) {
        resolve();
      }
    });
    // chokidar holds back and merges its own events; the raw ones come at once.
    this.#watcher.on('raw', (_event, name, details) => {
      if (hasWatchedPath(details)) {
        calls.touched(details.watchedPath);
        calls.touched(join(details.watchedPath, name));
      }
    });
    this.#watcher.on('error', (error) => {
      const code = errorCode(error);
      // Anything else concerns one path, and the look at that path says what it is.
      if (LIMIT_CODES.has(code)) {
        calls.limited(code);
      }
    });
  }

  async close(): Promise<void> {
    await this.#watcher.close();
  }
}

function hasWatchedPath(details: unknown): details is { watchedPath: string } {
  return (
    typeof details === 'object' &&
    details !== null &&
    'watchedPath' in details &&
    typeof details.watchedPath === 'string'
  );
}
