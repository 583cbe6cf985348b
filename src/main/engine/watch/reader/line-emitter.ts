import { readSync } from 'node:fs';
import { readablePath } from '../../common/files/system-path';
import type { FilePosition } from '../../ledger/tables/file-positions';
import type { FileIdentity } from '../identity/file-id';
import { FINGERPRINT_BYTES, type ReadBytes, takeFingerprint } from '../identity/fingerprint';
import { type ByteOptions, type ByteReader, CHUNK_BYTES } from './byte-reader';
import type { LineRun, LineSink, ReadAheadFile } from './line-sink';
import type { KeptLines, LineRules } from './line-splitter';
import { type Block, endOfLastLine } from './lines';
import { splitEntries } from './multiline';

/** Options for emitting the lines of a file. */
export interface EmitterOptions extends LineRules, ByteOptions {
  /** Ids of the configured log files that the file currently belongs to. */
  readonly fileIds: (file: FileIdentity) => readonly string[];
}

/** Offset of the first line not yet consumed, and other changes to the position. */
type PositionChange = Pick<FilePosition, 'offset'> & Partial<FilePosition>;

const NO_BYTES = Buffer.alloc(0);
/** Chunks read before a position is made of them, and the time that may take, ms. */
const MAX_CHUNKS = 32;
const READ_LOOP_MS = 20;
/** Most bytes skipped at once, and how many are read of the lines before the end of the skipped range. */
const LONGEST_SKIP_BYTES = MAX_CHUNKS * CHUNK_BYTES;
const LAST_LINES_BYTES = 8 * 1_024;

/** Emits the lines of an open file to the sink and tracks the position after those consumed. */
export class LineEmitter {
  readonly #file: ByteReader;
  readonly #options: EmitterOptions;
  readonly #sink: LineSink;
  #position: FilePosition;
  /** False while the position exists only in memory. */
  #isSaved = true;

  constructor(file: ByteReader, position: FilePosition, options: EmitterOptions, sink: LineSink) {
    this.#file = file;
    this.#position = position;
    this.#options = options;
    this.#sink = sink;
  }

  get position(): FilePosition {
    return this.#position;
  }

  /** False while a position that should have been saved alone could not be. */
  get isSaved(): boolean {
    return this.#isSaved;
  }

  /** Saves the current position, so that a restart resumes here. */
  savePosition(): void {
    this.#isSaved = this.#sink.savePosition(this.#position, () => {
      this.#isSaved = false;
    });
  }

  /** Continues from another position: the file was rewritten, or its identity changed. */
  moveTo(position: FilePosition): void {
    this.#position = position;
  }

  /** Emits lines that were read; `to` is the position after them. False if the sink did not take them. */
  emit(lines: Buffer, read: ReadBytes, to: PositionChange): boolean {
    return this.#emitRun((run) => {
      run.match(this.#block(lines, read.start));
      return this.#positionAt(to, read);
    });
  }

  /**
   * Emits lines that end at `end` and, while the file is unchanged and the sink wants more, the following ones; saves
   * one position for the run.
   */
  emitAndReadOn(first: Buffer, read: ReadBytes, end: number): boolean {
    return this.#emitRun((run) => {
      const firstLines = { start: read.start, bytes: first };
      const last = readOn(this.#unchangedLog(), this.#sink, run, firstLines, emittedEnd(read, end));
      return this.#positionAt({ offset: last.end }, last.tail);
    });
  }

  /**
   * Emits kept lines, which the file may no longer hold. `rollback` is called if they are not taken, perhaps later.
   */
  emitKept({ bytes, after }: KeptLines, rollback: () => void): boolean {
    return this.#emitRun((run) => {
      run.match(this.#block(bytes, this.#position.offset));
      return after;
    }, rollback);
  }

  /** Moves the position past bytes that hold no lines. */
  skipTo(offset: number): boolean {
    return this.#emitRun(() => this.#positionAt({ offset }, { start: offset, bytes: NO_BYTES }));
  }

  /** Copies the whole lines of a read, with the position after them; null if there are none. */
  wholeLines(read: ReadBytes): KeptLines | null {
    const whole = endOfLastLine(read.bytes, this.#file.codec());
    if (whole === 0) {
      return null;
    }
    const offset = read.start + whole;
    const after = { ...this.#position, offset, proof: takeFingerprint(this.#file.fd, offset, read) };
    return { bytes: Buffer.from(read.bytes.subarray(0, whole)), after };
  }

  #unchangedLog(): UnchangedLog {
    const { fileIds, encoding } = this.#options;
    return {
      ...this.#file.stat,
      fd: this.#file.fd,
      fileIds: fileIds(this.#file.stat),
      codec: this.#file.codec(),
      guessed: encoding === 'auto',
      readAt: (offset) => this.#file.readAt(offset),
      isUnchanged: () => this.#file.isStillVerified(),
      block: (bytes, offset) => this.#block(bytes, offset),
    };
  }

  #positionAt(to: PositionChange, read: ReadBytes): FilePosition {
    return { ...this.#position, skipping: false, ...to, proof: takeFingerprint(this.#file.fd, to.offset, read) };
  }

  /** Emits a run of lines and moves to the position that `emit` returns, and back again if the run is rolled back. */
  #emitRun(emit: (run: LineRun) => FilePosition, rollback?: () => void): boolean {
    const run = this.#sink.beginRun();
    if (!run) {
      rollback?.();
      return false;
    }
    const before = this.#position;
    this.#position = emit(run);
    return run.end(this.#position, () => {
      this.#position = before;
      rollback?.();
    });
  }

  #block(bytes: Buffer, offset: number): Block {
    const codec = this.#file.codec();
    const { entryRule, maxLineBytes } = this.#options;
    return {
      fileIds: this.#options.fileIds(this.#file.stat),
      path: readablePath(this.#position.path),
      bytes,
      offset,
      codec,
      guessed: this.#options.encoding === 'auto',
      maxLineBytes,
      multiLine: entryRule && splitEntries(bytes, codec, entryRule, maxLineBytes).ends,
    };
  }
}

/** A log that is read continuously while it is unchanged. */
interface UnchangedLog extends ReadAheadFile {
  /** Reads at an offset into a shared buffer, valid until the next read. */
  readonly readAt: (offset: number) => Buffer;
  /** True if the file is as it was when the position was verified. */
  readonly isUnchanged: () => boolean;
  /** Makes a block of bytes that start at `offset`. */
  readonly block: (bytes: Buffer, offset: number) => Block;
}

/** End of the lines emitted last, and the bytes before it for the fingerprint there. */
interface EmittedEnd {
  readonly end: number;
  readonly tail: ReadBytes;
}

function emittedEnd(read: ReadBytes, end: number): EmittedEnd {
  return { end, tail: tailBefore(read, end) };
}

/**
 * Matches the first lines, which end at `firstEnd`, and the following ones while the log is unchanged and the sink wants
 * more. Returns the end of the lines matched last.
 */
function readOn(log: UnchangedLog, sink: LineSink, run: LineRun, first: ReadBytes, firstEnd: EmittedEnd): EmittedEnd {
  const until = performance.now() + READ_LOOP_MS;
  let last = firstEnd;
  let isWanted = run.match(log.block(first.bytes, first.start));
  for (let chunks = 1; isWanted && chunks < MAX_CHUNKS && performance.now() < until; chunks += 1) {
    const start = last.end;
    const skipped = skippedLines(log, sink, run, start);
    if (skipped) {
      last = skipped;
      isWanted = run.match(log.block(NO_BYTES, last.end));
      continue;
    }
    const bytes = log.readAt(start);
    const whole = log.isUnchanged() ? endOfLastLine(bytes, log.codec) : 0;
    if (whole === 0) {
      break;
    }
    last = emittedEnd({ start, bytes }, start + whole);
    isWanted = run.match(log.block(bytes.subarray(0, whole), start));
  }
  return last;
}

/** End of the whole lines that the sink can skip; null if they are too few to be worth it. */
function skippedLines(log: UnchangedLog, sink: LineSink, run: LineRun, from: number): EmittedEnd | null {
  const end = sink.skipTo(log, from, LONGEST_SKIP_BYTES);
  if (end - from < CHUNK_BYTES) {
    return null;
  }
  const start = end - LAST_LINES_BYTES;
  const bytes = sink.buffer.subarray(0, readSync(log.fd, sink.buffer, 0, LAST_LINES_BYTES, start));
  const whole = log.isUnchanged() && bytes.length === LAST_LINES_BYTES ? endOfLastLine(bytes, log.codec) : 0;
  if (whole === 0) {
    return null;
  }
  const skipped = emittedEnd({ start, bytes }, start + whole);
  run.skip(log, from, skipped.end, end);
  return skipped;
}

/** Copies as many of the bytes before an offset as a fingerprint needs. */
function tailBefore({ start, bytes }: ReadBytes, offset: number): ReadBytes {
  const from = Math.max(0, offset - start - FINGERPRINT_BYTES);
  return { start: start + from, bytes: Buffer.from(bytes.subarray(from, offset - start)) };
}
