import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LITERAL_BYTES } from '../scanner/literal';
import { LiteralHits, type ScanMemory } from '../scanner/memory';
import type { ScanTables } from '../scanner/build-tables';
import { type ReadAheadState, PIECE_BYTES } from './shared-state';

/** Distance from the reader at which a run starts, since the reader gets through those pieces meanwhile. */
const GAP_PIECES = 16;
/** Bytes read per piece: enough to find literals that extend past its end. */
export const READ_BYTES = PIECE_BYTES + LITERAL_BYTES;
/** Bytes of each piece checked for valid UTF-8. */
const UTF8_SAMPLE_BYTES = 16 * 1_024;

/** An unchanging log and the literals to search it for. */
export interface ReadAheadJob {
  /** A path that leads to the open file itself. */
  readonly path: string;
  /** Decimal; checked after opening, since the path may lead to another file by then. */
  readonly inode: string;
  /** Its change time while it is unchanged, ns since 1970. */
  readonly changed: bigint;
  /** Bytes. */
  readonly size: number;
  readonly tables: ScanTables;
  /** True if pieces that are not UTF-8 must be read. */
  readonly mustBeUtf8: boolean;
  /** True if line ends must be counted. */
  readonly countsLines: boolean;
}

/**
 * Searches a log ahead of its reader until its end, a change of the log, or the end of the reader's interest.
 * `memory` holds at least `READ_BYTES`. Throws if the log cannot be read.
 */
export function searchLog(job: ReadAheadJob, state: ReadAheadState, memory: ScanMemory): void {
  const fd = openSync(job.path, 'r');
  const pieces = Math.floor(job.size / PIECE_BYTES);
  try {
    let next = -1;
    while (!state.isEnded) {
      const { reader } = state;
      if (next <= reader) {
        next = reader + GAP_PIECES;
        state.startRun(next);
      }
      if (next >= pieces) {
        return;
      }
      if (!state.hasRoomFor(next)) {
        state.awaitReader(next);
        continue;
      }
      const { mustRead, lines } = searchPiece(fd, next, job, memory);
      // Checked after the read, which proves that the bytes read were those of the unchanged file.
      const { ino, ctimeNs } = fstatSync(fd, { bigint: true });
      if (ctimeNs !== job.changed || ino.toString() !== job.inode) {
        return;
      }
      state.add(next, mustRead, lines);
      next += 1;
    }
  } finally {
    closeSync(fd);
  }
}

/**
 * Searches a piece, which must be read if it is incomplete, has bytes to check, or contains the start of a literal.
 * Counts the line ends of one that need not be read.
 */
function searchPiece(
  fd: number,
  piece: number,
  job: ReadAheadJob,
  memory: ScanMemory,
): { readonly mustRead: boolean; readonly lines: number } {
  const got = readSync(fd, memory.buffer, 0, READ_BYTES, piece * PIECE_BYTES);
  const bytes = memory.buffer.subarray(0, got);
  const text = memory.place(bytes);
  const mustRead =
    got < PIECE_BYTES ||
    !text ||
    (job.mustBeUtf8 && !isUtf8(withinCharacters(bytes.subarray(0, UTF8_SAMPLE_BYTES)))) ||
    new LiteralHits(memory, job.tables, text).at < Infinity;
  const lines = job.countsLines && !mustRead ? memory.countNewlines(bytes.subarray(0, PIECE_BYTES)) : 0;
  return { mustRead, lines };
}

/** Drops partial characters at either end; UTF-8's continuation bytes are 10xxxxxx (RFC 3629). */
function withinCharacters(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) {
    start += 1;
  }
  let end = bytes.length;
  while (end > bytes.length - 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) {
    end -= 1;
  }
  return bytes.subarray(start, ((bytes[end - 1] ?? 0) & 0x80) === 0 ? bytes.length : end - 1);
}
