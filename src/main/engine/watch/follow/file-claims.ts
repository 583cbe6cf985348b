import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, fileKey, statFile, sameFile } from '../identity/file-id';

const NONE: readonly string[] = [];

/** A path that leads to a file, and the entries of the settings that name it. */
interface OtherName {
  readonly fileIds: readonly string[];
  /** Until when lines of the file may have been written while the path led there, on the clock of `performance.now()`. */
  until: number;
}

/** Follows files that it holds open. */
export interface FileHolder {
  /** Looks at the files it holds, and notes the identity each has by now. */
  refreshStats(): void;
}

/** Which follower has which file open, so that a file with several names is read once; and those names. */
export class FileClaims<Holder extends FileHolder> {
  readonly #holders = new Map<string, Holder>();
  /** The key of the file that was held last with this inode. */
  readonly #keys = new Map<string, string>();
  /** By the key of an identity that a file took on while it was open: the key it had before. */
  readonly #formerKeys = new Map<string, string>();
  /** By file and path. */
  readonly #names = new Map<string, Map<string, OtherName>>();

  /** Notes that `holder` has the file open; gives the way to say that it no longer has. */
  claim(file: FileIdentity, holder: Holder): () => void {
    const key = this.#keyOf(file);
    const { inode } = file;
    this.#holders.set(key, holder);
    this.#keys.set(inode, key);
    return () => {
      if (this.#holders.get(key) === holder) {
        this.#holders.delete(key);
      }
      if (this.#keys.get(inode) === key) {
        this.#keys.delete(inode);
      }
    };
  }

  /** Notes that a file that is held has another identity by now. */
  changeIdentity(before: FileIdentity, now: FileIdentity): void {
    this.#formerKeys.set(fileKey(now), this.#keyOf(before));
  }

  /** Who has the file open; null when nobody has. */
  holderOf(file: FileIdentity): Holder | null {
    const known = this.#holders.get(this.#keyOf(file));
    if (known) {
      return known;
    }
    // Perhaps its identity has changed since its holder last looked at it.
    const key = this.#keys.get(file.inode);
    if (key !== undefined) {
      this.#holders.get(key)?.refreshStats();
    }
    return this.#holders.get(this.#keyOf(file)) ?? null;
  }

  /** Notes that a path of these entries leads to the file. */
  addName(file: FileIdentity, path: string, fileIds: readonly string[]): void {
    const key = this.#keyOf(file);
    const names = this.#names.get(key) ?? new Map<string, OtherName>();
    names.set(path, { fileIds, until: Infinity });
    this.#names.set(key, names);
  }

  /** The path leads to the file no more; what is read for `graceMs` may still have been written while it did. */
  dropName(file: FileIdentity, path: string, graceMs: number): void {
    const name = this.#names.get(this.#keyOf(file))?.get(path);
    if (name) {
      name.until = Math.min(name.until, performance.now() + graceMs);
    }
    this.#dropExpired(file);
  }

  /** The entries that name the file by the paths noted. */
  fileIdsOf(file: FileIdentity): readonly string[] {
    if (this.#names.size === 0) {
      return NONE;
    }
    this.#dropExpired(file);
    const names = this.#names.get(this.#keyOf(file));
    return names ? Array.from(names.values()).flatMap(({ fileIds }) => fileIds) : NONE;
  }

  #keyOf(file: FileIdentity): string {
    const key = fileKey(file);
    return this.#formerKeys.get(key) ?? key;
  }

  #dropExpired(file: FileIdentity): void {
    const key = this.#keyOf(file);
    const names = this.#names.get(key);
    const now = performance.now();
    names?.forEach(({ until }, path) => {
      if (until <= now) {
        names.delete(path);
      }
    });
    if (names?.size === 0) {
      this.#names.delete(key);
    }
  }
}

/** A path as a name of the file that stands there, and the entries of the settings that name the file by it. */
export class PathClaim<Holder extends FileHolder> {
  readonly #path: string;
  readonly #claims: FileClaims<Holder>;
  readonly #graceMs: number;
  #fileIds: readonly string[];
  /** The file whose name by this path others know of; null when they need not. */
  #file: FileIdentity | null = null;

  /** `graceMs`: how long a file that has lost the name still counts for its entries, ms. */
  constructor(path: string, fileId: string, held: FileClaims<Holder>, graceMs: number) {
    this.#path = path;
    this.#fileIds = [fileId];
    this.#claims = held;
    this.#graceMs = graceMs;
  }

  /** The entries that name this path. */
  get fileIds(): readonly string[] {
    return this.#fileIds;
  }

  /** The entries that name a file, by this path or another. */
  fileIdsOf(file: FileIdentity): readonly string[] {
    const others = this.#claims.fileIdsOf(file);
    return others.length > 0 ? [...new Set([...this.#fileIds, ...others])] : this.#fileIds;
  }

  /** More entries of the settings name this path. */
  addFileIds(ids: readonly string[]): void {
    this.#fileIds = [...new Set([...this.#fileIds, ...ids])];
    this.pointTo(this.#file);
  }

  /** Says by its entries what stands at the path, as another path may lead to the same file: before any of it is read. */
  announce(): void {
    const look = statFile(this.#path);
    if (!('missing' in look)) {
      this.pointTo(look);
    }
  }

  /** The path leads to this file now; null when it leads to none. */
  pointTo(file: FileIdentity | null): void {
    this.releaseOthers(file);
    if (file) {
      this.#claims.addName(file, this.#path, this.#fileIds);
    }
    this.#file = file;
  }

  /** What the path has led to loses this name unless it is this file. */
  releaseOthers(file: FileIdentity | null): void {
    if (this.#file && !(file && sameFile(file, this.#file))) {
      this.#claims.dropName(this.#file, this.#path, this.#graceMs);
      this.#file = null;
    }
  }

  /** Nobody follows the path any more. */
  release(): void {
    if (this.#file) {
      this.#claims.dropName(this.#file, this.#path, 0);
    }
  }
}

/** Most positions kept for one path: a copy is looked for soon after its log was rewritten. */
const KEPT_A_PATH = 8;

/** What logs held that were renamed and rewritten before anyone looked: copies made of them carry the earlier name. */
export class MovedPositions {
  readonly #byPath = new Map<string, FilePosition[]>();

  /** Notes where a log had been read to before it was rewritten, which stands at `path` by now. */
  add(before: FilePosition, path: string): void {
    if (before.path !== '' && before.path !== path) {
      const kept = this.#byPath.get(before.path) ?? [];
      this.#byPath.set(before.path, [before, ...kept].slice(0, KEPT_A_PATH));
    }
  }

  /** What logs held when they stood at this path, the newest first. */
  from(path: string): readonly FilePosition[] {
    return this.#byPath.get(path) ?? [];
  }
}
