import { fileKey, type FileIdentity } from './file-identity';

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
  lookAgain(): void;
}

/** Which follower has which file open, so that a file with several names is read once; and those names. */
export class HeldFiles<Holder extends FileHolder> {
  readonly #holders = new Map<string, Holder>();
  /** The key of the file that was held last with this inode. */
  readonly #keys = new Map<string, string>();
  /** By the key of an identity that a file took on while it was open: the key it had before. */
  readonly #formerKeys = new Map<string, string>();
  /** By file and path. */
  readonly #names = new Map<string, Map<string, OtherName>>();

  /** Notes that `holder` has the file open; gives the way to say that it no longer has. */
  hold(file: FileIdentity, holder: Holder): () => void {
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
      this.#holders.get(key)?.lookAgain();
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
    this.#forgetOld(file);
  }

  /** The entries that name the file by the paths noted. */
  entriesOf(file: FileIdentity): readonly string[] {
    if (this.#names.size === 0) {
      return NONE;
    }
    this.#forgetOld(file);
    const names = this.#names.get(this.#keyOf(file));
    return names ? Array.from(names.values()).flatMap(({ fileIds }) => fileIds) : NONE;
  }

  #keyOf(file: FileIdentity): string {
    const key = fileKey(file);
    return this.#formerKeys.get(key) ?? key;
  }

  #forgetOld(file: FileIdentity): void {
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
