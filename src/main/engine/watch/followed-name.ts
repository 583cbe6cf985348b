import { lookAt, sameFile, type FileIdentity } from './file-identity';
import type { FileHolder, HeldFiles } from './held-files';

/** A path as a name of the file that stands there, and the entries of the settings that name the file by it. */
export class FollowedName<Holder extends FileHolder> {
  readonly #path: string;
  readonly #held: HeldFiles<Holder>;
  readonly #graceMs: number;
  #fileIds: readonly string[];
  /** The file whose name by this path others know of; null when they need not. */
  #named: FileIdentity | null = null;

  /** `graceMs`: how long a file that has lost the name still counts for its entries, ms. */
  constructor(path: string, fileId: string, held: HeldFiles<Holder>, graceMs: number) {
    this.#path = path;
    this.#fileIds = [fileId];
    this.#held = held;
    this.#graceMs = graceMs;
  }

  /** The entries that name this path. */
  get fileIds(): readonly string[] {
    return this.#fileIds;
  }

  /** The entries that name a file, by this path or another. */
  entriesOf(file: FileIdentity): readonly string[] {
    const others = this.#held.entriesOf(file);
    return others.length > 0 ? [...new Set([...this.#fileIds, ...others])] : this.#fileIds;
  }

  /** More entries of the settings name this path. */
  addFileIds(ids: readonly string[]): void {
    this.#fileIds = [...new Set([...this.#fileIds, ...ids])];
    this.leadsTo(this.#named);
  }

  /** Says by its entries what stands at the path, as another path may lead to the same file: before any of it is read. */
  say(): void {
    const look = lookAt(this.#path);
    if (!('missing' in look)) {
      this.leadsTo(look);
    }
  }

  /** The path leads to this file now; null when it leads to none. */
  leadsTo(file: FileIdentity | null): void {
    this.leavesAllBut(file);
    if (file) {
      this.#held.addName(file, this.#path, this.#fileIds);
    }
    this.#named = file;
  }

  /** What the path has led to loses this name unless it is this file. */
  leavesAllBut(file: FileIdentity | null): void {
    if (this.#named && !(file && sameFile(file, this.#named))) {
      this.#held.dropName(this.#named, this.#path, this.#graceMs);
      this.#named = null;
    }
  }

  /** Nobody follows the path any more. */
  drop(): void {
    if (this.#named) {
      this.#held.dropName(this.#named, this.#path, 0);
    }
  }
}
