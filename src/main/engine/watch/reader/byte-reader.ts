import { closeSync, readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileStat, isSettled, statOpenFile } from '../identity/file-id';
import { fingerprintMatches } from '../identity/fingerprint';
import type { OpenFile } from '../identity/open-file';
import { fileCodec, type LineCodec } from './encoding';

/** Read at a time, bytes: what is read is searched while it is still in the processor's cache. */
export const PIECE_BYTES = 128 * 1_024;

/** How the bytes of a file are read. */
export interface ByteOptions {
  readonly encoding: Encoding;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  /** ms since 1970. */
  readonly now: () => number;
}

/** The bytes of a file held open, and what is known of them: how the file looked last, whether that was proven, in which encoding it is. */
export class ByteReader {
  #fd: number;
  readonly #options: ByteOptions;
  readonly #buffer: Buffer;
  #look: FileStat;
  /** The change time at which a position was last proven; reading on needs no new proof while it stands. */
  #proven = -1n;
  #codec: LineCodec | null = null;
  #atEnd = false;

  /** `buffer` is read into. */
  constructor(fd: number, options: ByteOptions, buffer: Buffer) {
    this.#fd = fd;
    this.#options = options;
    this.#buffer = buffer;
    this.#look = statOpenFile(fd);
  }

  /** The descriptor by which it is held open. */
  get fd(): number {
    return this.#fd;
  }

  /** The file as it was last looked at. */
  get look(): FileStat {
    return this.#look;
  }

  /** True when the last reading came to the end of the file. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Whether the file is, by its last look, as it was when it was last proven. */
  get isAsProven(): boolean {
    return this.#look.changed === this.#proven;
  }

  /** Goes on with another descriptor of the same file. */
  replaceWith({ fd, look }: OpenFile): void {
    closeSync(this.#fd);
    this.#fd = fd;
    this.#look = look;
    this.#proven = -1n;
  }

  /** Looks at the file, or takes a look that was taken just now. */
  lookAgain(seen?: FileStat): FileStat {
    return (this.#look = seen ?? statOpenFile(this.#fd));
  }

  /** Whether the file is as it was when it was last proven; the last look stays. */
  stands(): boolean {
    return statOpenFile(this.#fd).changed === this.#proven;
  }

  /** What stands at an offset, lent until the next read: less than the longest line only at the end of the file. */
  readAt(offset: number): Buffer {
    const length = Math.min(this.#buffer.length, Math.max(PIECE_BYTES, 2 * this.#options.maxLineBytes));
    const got = readSync(this.#fd, this.#buffer, 0, length, offset);
    this.#atEnd = got < length;
    return this.#buffer.subarray(0, got);
  }

  /** Looks at the file, and whether it still holds what was read up to a position. */
  holds({ offset, proof }: FilePosition): boolean {
    const { changed } = this.lookAgain();
    if (this.isAsProven) {
      return true;
    }
    // Not by its size: a remote file system may tell an old one for a while.
    if (!fingerprintMatches(this.#fd, offset, proof)) {
      return false;
    }
    this.#proven = isSettled(changed, this.#options.now()) ? changed : -1n;
    return true;
  }

  /** Its encoding, looked for anew until it is certain. */
  codec(): LineCodec {
    if (this.#codec) {
      return this.#codec;
    }
    const { codec, isCertain } = fileCodec(this.#fd, this.#options.encoding);
    this.#codec = isCertain ? codec : null;
    return codec;
  }

  /** What is written anew may be in another encoding. */
  forgetCodec(): void {
    this.#codec = null;
  }
}
