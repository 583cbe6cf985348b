import { fileKey, type FileIdentity } from './file-identity';

/** Which follower has which file open, so that a file with several names is read once. */
export class HeldFiles<Holder> {
  readonly #holders = new Map<string, Holder>();

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
}
