import { closeSync, readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileStat, isSettled, statOpenFile } from '../identity/file-id';
import { fingerprintMatches } from '../identity/fingerprint';
import type { OpenFile } from '../identity/open-file';
import { fileCodec, type LineCodec } from './encoding';

/** Bytes read at a time: small enough to be searched while still in the processor cache. */
export const CHUNK_BYTES = 128 * 1_024;

/** Options for reading the bytes of a file. */
export interface ByteOptions {
  readonly encoding: Encoding;
  /** Longest line emitted uncut, bytes. */
  readonly maxLineBytes: number;
  /** ms since 1970. */
  readonly now: () => number;
}

/** An open file: its bytes, last `stat`, encoding, and the change time at which its content was last verified. */
export class ByteReader {
  #fd: number;
  readonly #options: ByteOptions;
  readonly #buffer: Buffer;
  #stat: FileStat;
  /** Change time at which a position was last verified, ns; no new check is needed until it changes. */
  #verifiedChange = -1n;
  #codec: LineCodec | null = null;
  #atEnd = false;

  /** `buffer` receives what is read. */
  constructor(fd: number, options: ByteOptions, buffer: Buffer) {
    this.#fd = fd;
    this.#options = options;
    this.#buffer = buffer;
    this.#stat = statOpenFile(fd);
  }

  get fd(): number {
    return this.#fd;
  }

  /** The last `stat` of the file. */
  get stat(): FileStat {
    return this.#stat;
  }

  /** True if the last read reached the end of the file. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** True if the last `stat` shows the change time that was last verified. */
  get isVerified(): boolean {
    return this.#stat.changed === this.#verifiedChange;
  }

  /** Switches to another descriptor of the same file. */
  switchTo({ fd, look: stat }: OpenFile): void {
    closeSync(this.#fd);
    this.#fd = fd;
    this.#stat = stat;
    this.#verifiedChange = -1n;
  }

  /** Updates the `stat`, or takes over `seen`, a fresh one. */
  refreshStat(seen?: FileStat): FileStat {
    return (this.#stat = seen ?? statOpenFile(this.#fd));
  }

  /** Checks if the change time is still the verified one; does not update `stat`. */
  isStillVerified(): boolean {
    return statOpenFile(this.#fd).changed === this.#verifiedChange;
  }

  /**
   * Reads at `offset` into the shared buffer, valid until the next read. Shorter than the longest line only at the end
   * of the file.
   */
  readAt(offset: number): Buffer {
    const length = Math.min(this.#buffer.length, Math.max(CHUNK_BYTES, 2 * this.#options.maxLineBytes));
    const got = readSync(this.#fd, this.#buffer, 0, length, offset);
    this.#atEnd = got < length;
    return this.#buffer.subarray(0, got);
  }

  /** Updates the `stat` and checks the fingerprint of a position against the content. */
  verify({ offset, proof }: FilePosition): boolean {
    const { changed } = this.refreshStat();
    if (this.isVerified) {
      return true;
    }
    // Not by its size: a remote file system may report a stale one for a while.
    if (!fingerprintMatches(this.#fd, offset, proof)) {
      return false;
    }
    this.#verifiedChange = isSettled(changed, this.#options.now()) ? changed : -1n;
    return true;
  }

  /** Returns the codec, detected again until it is certain. */
  codec(): LineCodec {
    if (this.#codec) {
      return this.#codec;
    }
    const { codec, isCertain } = fileCodec(this.#fd, this.#options.encoding);
    this.#codec = isCertain ? codec : null;
    return codec;
  }

  /** Forgets the codec, as rewritten content may have another encoding. */
  resetCodec(): void {
    this.#codec = null;
  }
}
