import { readSync } from 'node:fs';

/** Bytes searched at once for the end of NUL padding. */
const SEARCH_BYTES = 16 * 1_024 * 1_024;
/** Bytes per read when searching backwards: few at first, since most files have no preallocated space. */
const FIRST_READ_BYTES = 16;
const READ_BYTES = 128 * 1_024;

/** A run of NULs that was read. */
interface NulsRead {
  /** Start and end, bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
  /** True if the file ends with them. */
  readonly reachesEnd: boolean;
  /** Change time of the file, ns since 1970. */
  readonly changed: bigint;
}

/** NULs at the position of a file: padding that a truncation left, or preallocated space still to be written. */
export class NulPadding {
  #preallocated: NulsRead | null = null;

  /**
   * True while the position is in preallocated space. Writes into it through a mapping may not change `ctime` (mmap(2),
   * "st_ctime"), so only its content shows them.
   */
  get isPreallocated(): boolean {
    return this.#preallocated !== null;
  }

  /** Forgets the preallocated space: the position holds other bytes. */
  reset(): void {
    this.#preallocated = null;
  }

  /** End of the padding, or how far it was searched (16 MiB); null for preallocated space. */
  endOf(fd: number, nuls: NulsRead): number | null {
    const { start, end, reachesEnd, changed } = nuls;
    const isKnown = this.#preallocated?.start === start && this.#preallocated.changed === changed;
    const found = reachesEnd || isKnown ? null : firstDataByte(fd, end);
    this.#preallocated = found === null ? nuls : null;
    return found;
  }
}

/** Start of the trailing NULs of `bytes`, in whole code units. */
export function endOfText(bytes: Buffer, unit: number): number {
  const end = isNuls(bytes) ? 0 : bytes.findLastIndex((byte) => byte !== 0) + 1;
  return Math.min(bytes.length, end + (end % unit));
}

/**
 * Start of the preallocated space that ends at `offset`; `offset` itself if the byte before it is not NUL, or if no
 * other byte is found within 16 MiB.
 */
export function startOfPreallocation(fd: number, offset: number): number {
  let length = FIRST_READ_BYTES;
  for (let end = offset; end > offset - SEARCH_BYTES; length = READ_BYTES) {
    const start = Math.max(0, end - length);
    const bytes = Buffer.alloc(end - start);
    readSync(fd, bytes, 0, bytes.length, start);
    if (start === 0 || !isNuls(bytes)) {
      return start + bytes.findLastIndex((byte) => byte !== 0) + 1;
    }
    end = start;
  }
  return offset;
}

/** First byte that is not NUL, or how far it was searched; null if there are only NULs up to the end of the file. */
function firstDataByte(fd: number, from: number): number | null {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let at = from; at < from + SEARCH_BYTES;) {
    const bytes = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, at));
    if (bytes.length === 0) {
      return null;
    }
    if (!isNuls(bytes)) {
      return at + bytes.findIndex((byte) => byte !== 0);
    }
    at += bytes.length;
  }
  return from + SEARCH_BYTES;
}

/** Much faster than checking each byte. */
function isNuls(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1));
}
