import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { statFile, type FileIdentity } from './file-id';
import { FolderChanges } from './folder-changes';

/**
 * Tells the files that Logbell writes itself from all others by device and inode, whatever path leads to them. They are
 * looked for again whenever their folders have changed, as saving replaces a file by another one.
 */
export class OwnFiles {
  readonly #paths: readonly string[];
  #folders = new Map<string, FolderChanges>();
  /** The time of birth of each of them, by device and inode. */
  #known: ReadonlyMap<string, string> = new Map();

  /** `paths`: where they stand. Files beside them count, too, by their names: `ledger.db-wal`, `config.json.tmp-1`, and the draft `.config-1.json`. */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#watchFolders();
  }

  /** True for one of them. Ask it of an open file: another one may come to stand at its path. */
  has(file: FileIdentity): boolean {
    const key = keyOf(file);
    const before = this.#known;
    // All are asked: each remembers what it saw.
    if (Array.from(this.#folders.values(), (folder) => folder.hasChanged()).includes(true)) {
      this.#known = new Map(this.#watchFolders().flatMap(filesIn));
    }
    // It may have been replaced since it was opened.
    return this.#known.has(key) || before.get(key) === file.born;
  }

  /** Gives the places where the files stand now, those that links lead to among them. */
  #watchFolders(): OwnPlace[] {
    const paths = [...this.#paths, ...this.#paths.flatMap(realPath)];
    const places = paths.map((path) => ({ folder: dirname(path), name: basename(path) }));
    this.#folders = new Map(
      places.map(({ folder }) => [folder, this.#folders.get(folder) ?? new FolderChanges(folder, Date.now)] as const),
    );
    return places;
  }
}

interface OwnPlace {
  readonly folder: string;
  /** The names of files beside it begin with it. */
  readonly name: string;
}

function keyOf({ device, inode }: FileIdentity): string {
  return `${device}:${inode}`;
}

function realPath(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    // Nothing stands there yet.
    return [];
  }
}

function filesIn({ folder, name }: OwnPlace): (readonly [key: string, born: string])[] {
  const draft = `.${basename(name, extname(name))}-`;
  return namesIn(folder)
    .filter((other) => other.startsWith(name) || other.startsWith(draft))
    .flatMap((other) => {
      const look = statFile(join(folder, other));
      return 'missing' in look ? [] : [[keyOf(look), look.born] as const];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
