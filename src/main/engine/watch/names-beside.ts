import { dirname } from 'node:path';
import { FolderChanges } from './folder-changes';
import { pathsOnTheWay } from './link-targets';

/** Tells whether names came or went beside a log, or beside what its path leads to, since it was last asked. */
export class NamesBeside {
  readonly #path: string;
  readonly #now: () => number;
  #folders = new Map<string, FolderChanges>();

  /** `now` in ms since 1970. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** True the first time, whenever something changed since the last time, and while that cannot be told. */
  haveChanged(): boolean {
    const paths = new Set(pathsOnTheWay(this.#path).map((path) => dirname(path)));
    this.#folders = new Map(
      Array.from(paths, (path) => [path, this.#folders.get(path) ?? new FolderChanges(path, this.#now)] as const),
    );
    // All are asked: each remembers what it saw.
    return Array.from(this.#folders.values(), (folder) => folder.hasChanged()).includes(true);
  }
}
