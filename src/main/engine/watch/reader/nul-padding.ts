import { readSync } from 'node:fs';

/** How far the end of a hole is looked for at once, bytes. */
const LOOKED_AHEAD_BYTES = 16 * 1_024 * 1_024;
/** How much is read at a time of what may be room: most files have none. */
const FEW_BYTES = 16;
const LOOKED_AT_BYTES = 128 * 1_024;

/** What is known of NULs that were read. */
export interface NulsRead {
  /** Where they begin and end, bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
  /** True when the file ends with them. */
  readonly isAll: boolean;
  /** The change time of the file, ns since 1970. */
  readonly changed: bigint;
}

/** NULs at the position of a file: a hole that a truncation left, or room made in advance that is still to be written. */
export class NulPadding {
  #room: NulsRead | null = null;

  /** True while there is room. What is written into it through a mapping shows by nothing but itself (mmap(2), "st_ctime"). */
  get isRoom(): boolean {
    return this.#room !== null;
  }

  /** Something else stands at the position. */
  forget(): void {
    this.#room = null;
  }

  /** Where the hole ends, or how far it was looked for; null for room, up to some 16 MiB. */
  endOf(fd: number, nuls: NulsRead): number | null {
    const { start, end, isAll, changed } = nuls;
    const isKnown = this.#room?.start === start && this.#room.changed === changed;
    const found = isAll || isKnown ? null : firstByteBehind(fd, end);
    this.#room = found === null ? nuls : null;
    return found;
  }
}

/** Where the NULs begin that some bytes end with, in whole units. */
export function endOfText(bytes: Buffer, unit: number): number {
  const end = isNuls(bytes) ? 0 : bytes.findLastIndex((byte) => byte !== 0) + 1;
  return Math.min(bytes.length, end + (end % unit));
}

/** Where the room at the end of a file begins, bytes; `offset` itself where a byte other than NUL stands before it. */
export function startOfPreallocation(fd: number, offset: number): number {
  let length = FEW_BYTES;
  for (let end = offset; end > offset - LOOKED_AHEAD_BYTES; length = LOOKED_AT_BYTES) {
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

/** Null when there are only NULs up to the end of the file. */
function firstByteBehind(fd: number, from: number): number | null {
  const buffer = Buffer.allocUnsafe(LOOKED_AT_BYTES);
  for (let at = from; at < from + LOOKED_AHEAD_BYTES;) {
    const bytes = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, at));
    if (bytes.length === 0) {
      return null;
    }
    if (!isNuls(bytes)) {
      return at + bytes.findIndex((byte) => byte !== 0);
    }
    at += bytes.length;
  }
  return from + LOOKED_AHEAD_BYTES;
}

/** Many times as fast as looking at each byte. */
function isNuls(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1));
}
