import { readSync } from 'node:fs';
import { readablePath } from '../../common/system-path';
import type { FilePosition } from '../../ledger/tables/file-positions';
import type { FileIdentity } from '../identity/file-id';
import { FINGERPRINT_BYTES, type ReadBytes, takeFingerprint } from '../identity/fingerprint';
import { type ByteOptions, type ByteReader, PIECE_BYTES } from './byte-reader';
import type { LineRun, LineSink, ReadAheadFile } from './line-sink';
import type { KeptLines, LineRules } from './line-splitter';
import { type Block, endOfLastLine } from './lines';
import { splitEntries } from './multiline';

/** How the lines of a file are given on. */
export interface EmitterOptions extends LineRules, ByteOptions {
  /** The entries of the settings the file belongs to by now. */
  readonly fileIds: (file: FileIdentity) => readonly string[];
}

/** Where the first line not yet taken begins, and what else changes of the position. */
type PositionChange = Pick<FilePosition, 'offset'> & Partial<FilePosition>;

const NO_BYTES = Buffer.alloc(0);

/** Gives the lines of an open file to the next stage, and keeps the position behind those it has taken. */
export class LineEmitter {
  readonly #file: ByteReader;
  readonly #options: EmitterOptions;
  readonly #intake: LineSink;
  #position: FilePosition;
  /** False while the position is known nowhere but here. */
  #isKept = true;

  constructor(file: ByteReader, position: FilePosition, options: EmitterOptions, intake: LineSink) {
    this.#file = file;
    this.#position = position;
    this.#options = options;
    this.#intake = intake;
  }

  get position(): FilePosition {
    return this.#position;
  }

  /** False while the position was to be written alone, and could not be. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Has the position written as it stands, so that a restart goes on from here. */
  keepPosition(): void {
    this.#isKept = this.#intake.savePosition(this.#position, () => {
      this.#isKept = false;
    });
  }

  /** Goes on from another position: the file was rewritten, or its identity is another. */
  goOnFrom(position: FilePosition): void {
    this.#position = position;
  }

  /** Gives lines that were read; `to` is the position behind them. False when they were not taken. */
  give(lines: Buffer, read: ReadBytes, to: PositionChange): boolean {
    return this.#takeRun((run) => {
      run.match(this.#block(lines, read.start));
      return this.#positionAt(to, read);
    });
  }

  /** Gives lines that end at `end` and, as long as the file stands still and they are wanted, those behind them; then makes one position of all. */
  giveOn(first: Buffer, read: ReadBytes, end: number): boolean {
    return this.#takeRun((run) => {
      const firstLines = { start: read.start, bytes: first };
      const last = readOn(this.#still(), this.#intake, run, firstLines, readUpTo(read, end));
      return this.#positionAt({ offset: last.end }, last.tail);
    });
  }

  /** Gives lines that were kept and may be nowhere else by now; `givenBack` is called when they were not taken, perhaps later. */
  giveKept({ bytes, after }: KeptLines, givenBack: () => void): boolean {
    return this.#takeRun((run) => {
      run.match(this.#block(bytes, this.#position.offset));
      return after;
    }, givenBack);
  }

  /** Goes on behind bytes that are no lines. */
  pass(offset: number): boolean {
    return this.#takeRun(() => this.#positionAt({ offset }, { start: offset, bytes: NO_BYTES }));
  }

  /** A copy of the whole lines that were read, with the position behind them; null when there are none. */
  wholeLines(read: ReadBytes): KeptLines | null {
    const whole = endOfLastLine(read.bytes, this.#file.codec());
    if (whole === 0) {
      return null;
    }
    const offset = read.start + whole;
    const after = { ...this.#position, offset, proof: takeFingerprint(this.#file.fd, offset, read) };
    return { bytes: Buffer.from(read.bytes.subarray(0, whole)), after };
  }

  #still(): StillLog {
    const { fileIds, encoding } = this.#options;
    return {
      ...this.#file.look,
      fd: this.#file.fd,
      fileIds: fileIds(this.#file.look),
      codec: this.#file.codec(),
      guessed: encoding === 'auto',
      readAt: (offset) => this.#file.readAt(offset),
      stands: () => this.#file.stands(),
      block: (bytes, offset) => this.#block(bytes, offset),
    };
  }

  #positionAt(to: PositionChange, read: ReadBytes): FilePosition {
    return { ...this.#position, skipping: false, ...to, proof: takeFingerprint(this.#file.fd, to.offset, read) };
  }

  /** Has a run of lines taken, and goes on at the position that `give` returns unless they are given back. */
  #takeRun(give: (run: LineRun) => FilePosition, givenBack?: () => void): boolean {
    const run = this.#intake.beginRun();
    if (!run) {
      givenBack?.();
      return false;
    }
    const before = this.#position;
    this.#position = give(run);
    return run.end(this.#position, () => {
      this.#position = before;
      givenBack?.();
    });
  }

  #block(bytes: Buffer, offset: number): Block {
    const codec = this.#file.codec();
    const { events, maxLineBytes } = this.#options;
    return {
      fileIds: this.#options.fileIds(this.#file.look),
      path: readablePath(this.#position.path),
      bytes,
      offset,
      codec,
      guessed: this.#options.encoding === 'auto',
      maxLineBytes,
      multiLine: events && splitEntries(bytes, codec, events, maxLineBytes).ends,
    };
  }
}

/** Pieces read before a position is made of them, and the time that may take, ms. */
const PIECES_A_CHUNK = 32;
const CHUNK_MS = 20;
/** Most bytes passed over at once, and how much is read of the lines before the end of that. */
const LONGEST_PASS_BYTES = PIECES_A_CHUNK * PIECE_BYTES;
const LAST_LINES_BYTES = 8 * 1_024;

/** A log that is read on as long as it stands still. */
export interface StillLog extends ReadAheadFile {
  /** What stands at an offset, lent until the next read. */
  readonly readAt: (offset: number) => Buffer;
  /** Whether it is as it was when the position was proven. */
  readonly stands: () => boolean;
  /** The lines in bytes that begin at an offset. */
  readonly block: (bytes: Buffer, offset: number) => Block;
}

/** Where the lines end that were given last, and what stands before that: for the proof of the position there. */
interface ReadUpTo {
  readonly end: number;
  readonly tail: ReadBytes;
}

/** Lines up to an offset, of what was read. */
function readUpTo(read: ReadBytes, end: number): ReadUpTo {
  return { end, tail: tailBefore(read, end) };
}

/** Matches the first lines, which end at `firstEnd`, and those after them while the log is unchanged and more are wanted; gives the end. */
function readOn(log: StillLog, intake: LineSink, run: LineRun, first: ReadBytes, firstEnd: ReadUpTo): ReadUpTo {
  const until = performance.now() + CHUNK_MS;
  let last = firstEnd;
  let isWanted = run.match(log.block(first.bytes, first.start));
  for (let pieces = 1; isWanted && pieces < PIECES_A_CHUNK && performance.now() < until; pieces += 1) {
    const start = last.end;
    const behind = behindQuiet(log, intake, start);
    if (behind) {
      last = behind;
      isWanted = run.match(log.block(NO_BYTES, last.end));
      continue;
    }
    const bytes = log.readAt(start);
    const whole = log.stands() ? endOfLastLine(bytes, log.codec) : 0;
    if (whole === 0) {
      break;
    }
    last = readUpTo({ start, bytes }, start + whole);
    isWanted = run.match(log.block(bytes.subarray(0, whole), start));
  }
  return last;
}

/** The end of whole lines that the next stage does not want; null when there are not so many that it is worth it. */
function behindQuiet(log: StillLog, intake: LineSink, from: number): ReadUpTo | null {
  const quiet = Math.min(intake.skipTo(log, from), from + LONGEST_PASS_BYTES);
  if (quiet - from < PIECE_BYTES) {
    return null;
  }
  const start = quiet - LAST_LINES_BYTES;
  const bytes = intake.buffer.subarray(0, readSync(log.fd, intake.buffer, 0, LAST_LINES_BYTES, start));
  const whole = log.stands() && bytes.length === LAST_LINES_BYTES ? endOfLastLine(bytes, log.codec) : 0;
  return whole > 0 ? readUpTo({ start, bytes }, start + whole) : null;
}

/** A copy of what was read before an offset, as long as a proof may need it. */
function tailBefore({ start, bytes }: ReadBytes, offset: number): ReadBytes {
  const from = Math.max(0, offset - start - FINGERPRINT_BYTES);
  return { start: start + from, bytes: Buffer.from(bytes.subarray(from, offset - start)) };
}
