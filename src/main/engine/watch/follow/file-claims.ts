import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, fileKey, statFile, sameFile } from '../identity/file-id';

const NONE: readonly string[] = [];

/** Path that leads to a file. */
interface FileName {
  /** Entries of the settings that name the path. */
  readonly fileIds: readonly string[];
  /** Time until which lines read from the file count for this path (`performance.now()`). */
  until: number;
}

/** Owner of open files. */
export interface FileHolder {
  /** Stats the open files again and updates their identities. */
  refreshStats(): void;
}

/** Open files with their followers and all their names, so that a file with several names is read once. */
export class FileClaims<Holder extends FileHolder> {
  readonly #holders = new Map<string, Holder>();
  /** Key of the file that was claimed last, by inode. */
  readonly #keys = new Map<string, string>();
  /** Key before an open file changed its identity, by the key of the new identity. */
  readonly #formerKeys = new Map<string, string>();
  /** By key of the file and path. */
  readonly #names = new Map<string, Map<string, FileName>>();

  /** Notes that `holder` has the file open; returns the function that releases it. */
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

  /** Notes that a claimed file has changed its identity. */
  changeIdentity(before: FileIdentity, now: FileIdentity): void {
    this.#formerKeys.set(fileKey(now), this.#keyOf(before));
  }

  /** Finds the owner that has the file open; null if none has. */
  holderOf(file: FileIdentity): Holder | null {
    const known = this.#holders.get(this.#keyOf(file));
    if (known) {
      return known;
    }
    // Its identity may have changed since the last stat.
    const key = this.#keys.get(file.inode);
    if (key !== undefined) {
      this.#holders.get(key)?.refreshStats();
    }
    return this.#holders.get(this.#keyOf(file)) ?? null;
  }

  /** Notes that a path of these entries leads to the file. */
  addName(file: FileIdentity, path: string, fileIds: readonly string[]): void {
    const key = this.#keyOf(file);
    const names = this.#names.get(key) ?? new Map<string, FileName>();
    names.set(path, { fileIds, until: Infinity });
    this.#names.set(key, names);
  }

  /** Drops a path that no longer leads to the file; lines read within `graceMs` still count for it. */
  dropName(file: FileIdentity, path: string, graceMs: number): void {
    const name = this.#names.get(this.#keyOf(file))?.get(path);
    if (name) {
      name.until = Math.min(name.until, performance.now() + graceMs);
    }
    this.#dropExpired(file);
  }

  /** Entries that name the file by any of its paths. */
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

/** Claim of a path, and of the entries that name it, on the file that is there. */
export class PathClaim<Holder extends FileHolder> {
  readonly #path: string;
  readonly #claims: FileClaims<Holder>;
  readonly #graceMs: number;
  #fileIds: readonly string[];
  /** File that the path was last found to lead to. */
  #file: FileIdentity | null = null;

  /** `graceMs`: time for which a file that has lost this name still counts for its entries. */
  constructor(path: string, fileId: string, claims: FileClaims<Holder>, graceMs: number) {
    this.#path = path;
    this.#fileIds = [fileId];
    this.#claims = claims;
    this.#graceMs = graceMs;
  }

  /** Entries that name this path. */
  get fileIds(): readonly string[] {
    return this.#fileIds;
  }

  /** Entries that name a file, by this path or another. */
  fileIdsOf(file: FileIdentity): readonly string[] {
    const others = this.#claims.fileIdsOf(file);
    return others.length > 0 ? [...new Set([...this.#fileIds, ...others])] : this.#fileIds;
  }

  /** Adds entries that name this path. */
  addFileIds(ids: readonly string[]): void {
    this.#fileIds = [...new Set([...this.#fileIds, ...ids])];
    this.pointTo(this.#file);
  }

  /** Claims the file at the path before any of it is read, as another path may lead to the same file. */
  announce(): void {
    const stat = statFile(this.#path);
    if (!('missing' in stat)) {
      this.pointTo(stat);
    }
  }

  /** Points the path to a file; null if none is there. */
  pointTo(file: FileIdentity | null): void {
    this.releaseOthers(file);
    if (file) {
      this.#claims.addName(file, this.#path, this.#fileIds);
    }
    this.#file = file;
  }

  /** Takes this name from the file that the path led to, unless it is this file. */
  releaseOthers(file: FileIdentity | null): void {
    if (this.#file && !(file && sameFile(file, this.#file))) {
      this.#claims.dropName(this.#file, this.#path, this.#graceMs);
      this.#file = null;
    }
  }

  /** Ends the claim, as the path is no longer followed. */
  release(): void {
    if (this.#file) {
      this.#claims.dropName(this.#file, this.#path, 0);
    }
  }
}

/** Positions kept for one path: a copy is searched for soon after its log was rewritten. */
const MAX_POSITIONS = 8;

/** Positions in logs that were renamed and rewritten between two checks: copies of them carry the earlier name. */
export class MovedPositions {
  readonly #byPath = new Map<string, FilePosition[]>();

  /** Notes the position before a rewrite of the log that is now at `path`. */
  add(before: FilePosition, path: string): void {
    if (before.path !== '' && before.path !== path) {
      const kept = this.#byPath.get(before.path) ?? [];
      this.#byPath.set(before.path, [before, ...kept].slice(0, MAX_POSITIONS));
    }
  }

  /** Positions in logs that were at this path, newest first. */
  from(path: string): readonly FilePosition[] {
    return this.#byPath.get(path) ?? [];
  }
}
