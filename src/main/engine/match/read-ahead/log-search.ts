import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LITERAL_BYTES } from '../scanner/literal';
import { LiteralHits, type ScanMemory } from '../scanner/memory';
import type { ScanTables } from '../scanner/tables';
import { type ReadAheadState, PIECE_BYTES } from './shared-state';

/** How far before the reading a run begins: what lies between is read meanwhile. */
const GAP_PIECES = 16;
/** Read for each piece, so that literals are found that go on behind it. */
export const READ_BYTES = PIECE_BYTES + LITERAL_BYTES;
/** How much of a piece is looked at for bytes that are not UTF-8. */
const LOOKED_AT_BYTES = 16 * 1_024;

/** A log that stands still, and what to search it for. */
export interface ReadAheadJob {
  /** A path that leads to the open file itself. */
  readonly path: string;
  /** In decimal: the path may lead to another by the time it is opened. */
  readonly inode: string;
  /** Its change time while it stands still, ns since 1970. */
  readonly changed: bigint;
  /** Bytes. */
  readonly size: number;
  readonly tables: ScanTables;
  /** Pieces that are not UTF-8 have to be looked at. */
  readonly mustBeUtf8: boolean;
}

/**
 * Searches a log ahead of its reading until all is searched, the log has changed, or nobody asks any more. `memory` takes `READ_BYTES`.
 * Throws when the log cannot be read.
 */
export function searchLog(job: ReadAheadJob, board: ReadAheadState, memory: ScanMemory): void {
  const fd = openSync(job.path, 'r');
  const pieces = Math.floor(job.size / PIECE_BYTES);
  try {
    let next = -1;
    while (!board.isEnded) {
      const { reader } = board;
      if (next <= reader) {
        next = reader + GAP_PIECES;
        board.beginRun(next);
      }
      if (next >= pieces) {
        return;
      }
      if (!board.hasRoomFor(next)) {
        board.awaitReader(next);
        continue;
      }
      const isLoud = isPieceLoud(fd, next, job, memory);
      // Asked after the reading: what was read is then what stood there all the time.
      const { ino, ctimeNs } = fstatSync(fd, { bigint: true });
      if (ctimeNs !== job.changed || ino.toString() !== job.inode) {
        return;
      }
      board.add(next, isLoud);
      next += 1;
    }
  } finally {
    closeSync(fd);
  }
}

/** Whether a piece, or a literal that begins in it, must be read. */
function isPieceLoud(fd: number, piece: number, job: ReadAheadJob, memory: ScanMemory): boolean {
  const got = readSync(fd, memory.buffer, 0, READ_BYTES, piece * PIECE_BYTES);
  const bytes = memory.buffer.subarray(0, got);
  const text = memory.place(bytes);
  return (
    got < PIECE_BYTES ||
    !text ||
    (job.mustBeUtf8 && !isUtf8(withinCharacters(bytes.subarray(0, LOOKED_AT_BYTES)))) ||
    new LiteralHits(memory, job.tables, text).at < Infinity
  );
}

/** The bytes without the parts of characters at either end; UTF-8's continuation bytes are 10xxxxxx (RFC 3629). */
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
