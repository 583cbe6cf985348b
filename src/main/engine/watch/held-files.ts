import { fileKey, type FileIdentity } from './file-identity';

const NONE: readonly string[] = [];

/** A path that leads to a file, and the entries of the settings that name it. */
interface OtherName {
  readonly fileIds: readonly string[];
  /** Until when lines of the file may have been written while the path led there, on the clock of `performance.now()`. */
  until: number;
}

/** Which follower has which file open, so that a file with several names is read once; and those names. */
export class HeldFiles<Holder> {
  readonly #holders = new Map<string, Holder>();
  /** By file and path. */
  readonly #names = new Map<string, Map<string, OtherName>>();

  /** Notes that `holder` has the file open; gives the way to say that it no longer has. */
  hold(file: FileIdentity, holder: Holder): () => void {
    const key = fileKey(file);
    this.#holders.set(key, holder);
    return () => {
      if (this.#holders.get(key) === holder) {
        this.#holders.delete(key);
      }
    };
  }

  /** Who has the file open; null when nobody has. */
  holderOf(file: FileIdentity): Holder | null {
    return this.#holders.get(fileKey(file)) ?? null;
  }

  /** Notes that a path of these entries leads to the file. */
  addName(file: FileIdentity, path: string, fileIds: readonly string[]): void {
    const key = fileKey(file);
    const names = this.#names.get(key) ?? new Map<string, OtherName>();
    names.set(path, { fileIds, until: Infinity });
    this.#names.set(key, names);
  }

  /** The path leads to the file no more; what is read for `graceMs` may still have been written while it did. */
  dropName(file: FileIdentity, path: string, graceMs: number): void {
    const name = this.#names.get(fileKey(file))?.get(path);
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
    const names = this.#names.get(fileKey(file));
    return names ? Array.from(names.values()).flatMap(({ fileIds }) => fileIds) : NONE;
  }

  #forgetOld(file: FileIdentity): void {
    const key = fileKey(file);
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
