import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { statFile, type FileIdentity } from './file-id';
import { FolderChanges } from './folder-changes';

/**
 * Recognizes the files that Logbell writes itself, by device and inode under any path. Looks for them again when their
 * folders change, as saving replaces a file by another one.
 */
export class OwnFiles {
  readonly #paths: readonly string[];
  #folders = new Map<string, FolderChanges>();
  /** Birth time of each own file, by device and inode. */
  #known: ReadonlyMap<string, string> = new Map();

  /**
   * `paths`: their paths. Files beside them count, too, by name: `ledger.db-wal`, `config.json.tmp-1`, and the draft
   * `.config-1.json`.
   */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#watchFolders();
  }

  /** True for an own file. Pass the identity of an open file, as the path may get another one at any time. */
  has(file: FileIdentity): boolean {
    const key = keyOf(file);
    const before = this.#known;
    // No short circuit: each folder records its own state.
    if (Array.from(this.#folders.values(), (folder) => folder.hasChanged()).includes(true)) {
      this.#known = new Map(this.#watchFolders().flatMap(filesIn));
    }
    // The file may have been replaced since it was opened.
    return this.#known.has(key) || before.get(key) === file.born;
  }

  /** Returns the current folders and names of the files, including those that links lead to. */
  #watchFolders(): OwnPath[] {
    const paths = [...this.#paths, ...this.#paths.flatMap(realPath)];
    const ownPaths = paths.map((path) => ({ folder: dirname(path), name: basename(path) }));
    this.#folders = new Map(
      ownPaths.map(({ folder }) => [folder, this.#folders.get(folder) ?? new FolderChanges(folder, Date.now)] as const),
    );
    return ownPaths;
  }
}

interface OwnPath {
  readonly folder: string;
  /** Prefix of the names of files beside it. */
  readonly name: string;
}

function keyOf({ device, inode }: FileIdentity): string {
  return `${device}:${inode}`;
}

function realPath(path: string): string[] {
  try {
    return [realpathSync.native(path)];
  } catch {
    // Does not exist yet.
    return [];
  }
}

function filesIn({ folder, name }: OwnPath): (readonly [key: string, born: string])[] {
  const draft = `.${basename(name, extname(name))}-`;
  return namesIn(folder)
    .filter((other) => other.startsWith(name) || other.startsWith(draft))
    .flatMap((other) => {
      const stat = statFile(join(folder, other));
      return 'missing' in stat ? [] : [[keyOf(stat), stat.born] as const];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
