import { watch, type FSWatcher } from 'chokidar';
import { errorCode } from '../../error-code';
import { isNoticeLimit, type FolderNoticesCalls } from './folder-notices';

/** Notices of what happens at single paths: to the file that stands there, to what a link leads to, and to what comes to stand there. */
export class FileNotices {
  /** Resolves once notices come. */
  readonly ready: Promise<void>;
  readonly #watcher: FSWatcher;
  readonly #paths: Set<string>;

  constructor(paths: readonly string[], calls: FolderNoticesCalls) {
    this.#paths = new Set(paths);
    this.#watcher = watch([...paths], { ignoreInitial: true, depth: 0 });
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
      if (paths.length === 0) {
        resolve();
      }
    });
    // chokidar holds back and merges its own events; the raw ones come at once.
    this.#watcher.on('raw', (_event, _name, details) => {
      if (hasWatchedPath(details)) {
        calls.touched(details.watchedPath);
      }
    });
    this.#watcher.on('error', (error) => {
      const code = errorCode(error);
      // Anything else concerns one path, and the look at that path says what it is.
      if (isNoticeLimit(code)) {
        calls.limited(pathOf(error), code);
      }
    });
  }

  /** Takes in one more path. */
  add(path: string): void {
    if (!this.#paths.has(path)) {
      this.#paths.add(path);
      this.#watcher.add(path);
    }
  }

  async close(): Promise<void> {
    await this.#watcher.close();
  }
}

/** The path a failed call was for (Node.js, `error.path`); `/`, which all others lie below, where it is not told. */
function pathOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'path' in error && typeof error.path === 'string'
    ? error.path
    : '/';
}

function hasWatchedPath(details: unknown): details is { watchedPath: string } {
  return (
    typeof details === 'object' &&
    details !== null &&
    'watchedPath' in details &&
    typeof details.watchedPath === 'string'
  );
}
