import { fstatSync, openSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadAheadState, PIECE_BYTES } from '../../../../../src/main/engine/match/read-ahead/shared-state';
import { READ_BYTES, searchLog, type ReadAheadJob } from '../../../../../src/main/engine/match/read-ahead/log-search';
import { ScanMemory } from '../../../../../src/main/engine/match/scanner/memory';
import { scanTables } from '../../../../../src/main/engine/match/scanner/build-tables';
import { TYPICAL_TEXT } from '../../../../../src/main/engine/match/scanner/literal';
import { scratchDir } from '../../../../support/files/scratch-dir';

const NEEDLE = Buffer.from('out of memory');
const PIECES = 40;
const SIZE = PIECES * PIECE_BYTES + 1_000;
/** Pieces by which a run starts ahead of the reader. */
const GAP = 16;

const tables = scanTables([{ value: NEEDLE, mask: Buffer.alloc(NEEDLE.length, 0xff), key: 'needle' }], TYPICAL_TEXT);

function memory(): ScanMemory {
  const created = ScanMemory.create(READ_BYTES);
  if (!created) {
    throw new Error('WebAssembly with SIMD is needed here');
  }
  return created;
}

function logOf(content: Buffer): ReadAheadJob {
  const path = join(scratchDir(), 'app.log');
  writeFileSync(path, content);
  const fd = openSync(path, 'r');
  const { ino, ctimeNs } = fstatSync(fd, { bigint: true });
  closeSync(fd);
  return {
    path,
    inode: ino.toString(),
    changed: ctimeNs,
    size: content.length,
    tables,
    mustBeUtf8: true,
    countsLines: true,
  };
}

describe('the search ahead of the reading', () => {
  it('never skips a literal, and skips bytes without any', () => {
    const searched = memory();
    const places = fc.array(fc.oneof(fc.nat(SIZE - NEEDLE.length), edges()), { maxLength: 6 });
    fc.assert(
      fc.property(places, fc.nat(SIZE - 1), (needles, offset) => {
        const content = Buffer.alloc(SIZE, 'a line of nothing much\n');
        needles.forEach((at) => NEEDLE.copy(content, at));
        const board = new ReadAheadState();
        searchLog(logOf(content), board, searched);
        const quiet = board.skipTo(offset);
        const next = content.indexOf(NEEDLE, offset);
        expect(quiet).toBeGreaterThanOrEqual(offset);
        expect(next < 0 || next >= quiet).toBe(true);
        const piece = Math.floor(offset / PIECE_BYTES);
        const inPieces = content.indexOf(NEEDLE, piece * PIECE_BYTES);
        const firstLoud = inPieces < 0 ? PIECES : Math.floor(inPieces / PIECE_BYTES);
        const known = piece >= GAP;
        // A match that starts right after a piece is found with it.
        expect(quiet).toBeGreaterThanOrEqual(known ? Math.min(PIECES, firstLoud - 1) * PIECE_BYTES : 0);
      }),
      { numRuns: 40 },
    );
  });

  it('counts the line ends of what it skips', () => {
    const content = Buffer.alloc(SIZE, 'a line of nothing much\n');
    const board = new ReadAheadState();
    searchLog(logOf(content), board, memory());
    const ends = (from: number, to: number): number =>
      content.subarray(from * PIECE_BYTES, to * PIECE_BYTES).reduce((sum, byte) => sum + Number(byte === 0x0a), 0);
    expect(board.skipTo(GAP * PIECE_BYTES)).toBe(PIECES * PIECE_BYTES);
    expect(board.linesIn(GAP, PIECES)).toBe(ends(GAP, PIECES));
    expect(board.linesIn(GAP + 3, GAP + 4)).toBe(ends(GAP + 3, GAP + 4));
  });

  it('skips nothing that is not UTF-8, wherever its characters are split', () => {
    const content = Buffer.alloc(SIZE, '디스크가 가득 찼습니다\n');
    const cp949 = 30 * PIECE_BYTES + 500;
    Buffer.from([0xb5, 0xf0, 0xbd, 0xba, 0xc5, 0xa9]).copy(content, cp949);
    const board = new ReadAheadState();
    searchLog(logOf(content), board, memory());
    expect(board.skipTo(GAP * PIECE_BYTES)).toBe(30 * PIECE_BYTES);
    expect(board.skipTo(31 * PIECE_BYTES)).toBe(PIECES * PIECE_BYTES);
  });

  it.each([
    ['has changed', { changed: 1n }],
    ['is another by now', { inode: '1' }],
  ])('reports nothing for a log that %s', (_what, difference) => {
    const board = new ReadAheadState();
    searchLog({ ...logOf(Buffer.alloc(SIZE, 'x\n')), ...difference }, board, memory());
    expect(board.skipTo(20 * PIECE_BYTES)).toBe(20 * PIECE_BYTES);
  });

  it('stops when nobody asks any more', () => {
    const board = new ReadAheadState();
    board.end();
    searchLog(logOf(Buffer.alloc(SIZE, 'x\n')), board, memory());
    expect(board.skipTo(20 * PIECE_BYTES)).toBe(20 * PIECE_BYTES);
  });

  it('keeps its results as long as the reader may ask for them', () => {
    const board = new ReadAheadState();
    board.startRun(0);
    for (let piece = 0; board.hasRoomFor(piece); piece += 1) {
      board.add(piece, piece === 3, 0);
    }
    expect(board.hasRoomFor(1_024)).toBe(false);
    expect(board.skipTo(0)).toBe(3 * PIECE_BYTES);
    expect(board.skipTo(4 * PIECE_BYTES)).toBe(1_024 * PIECE_BYTES);
    expect(board.hasRoomFor(1_024)).toBe(true);
  });
});

/** Offsets around the boundaries of pieces. */
function edges(): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: 1, max: PIECES - 1 }), fc.integer({ min: -NEEDLE.length, max: 2 }))
    .map(([piece, by]) => piece * PIECE_BYTES + by);
}
