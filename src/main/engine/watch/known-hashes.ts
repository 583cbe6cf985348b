import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Bytes whose hashes are kept at hand; more of them take the places of others. */
const MOST = 256;

interface KnownHash {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Hashes of bytes, which cost ten times less when the same bytes were hashed not long ago: a log is proven at each look. */
export class KnownHashes {
  readonly #places: (KnownHash | undefined)[] = new Array<KnownHash | undefined>(MOST).fill(undefined);

  /** SHA-256 of the bytes, in Base64. */
  of(bytes: Buffer): string {
    const place = crc32(bytes) % MOST;
    const known = this.#places[place];
    if (known?.bytes.equals(bytes)) {
      return known.hash;
    }
    const added = { bytes: Buffer.from(bytes), hash: hash('sha256', bytes, 'base64') };
    this.#places[place] = added;
    return added.hash;
  }
}
