import { closeSync, readSync } from 'node:fs';
import type { FilePosition } from '../ledger/positions';
import type { Encoding } from '../../../shared/settings';
import { cutPoint, endOfLastLine, endOfLine, type Block } from './block-lines';
import { lineCodec, type LineCodec } from './encoding';
import { lookAtOpen, type FileLook } from './file-identity';
import type { Intake } from './intake';
import { NO_PROOF, proofHolds, takeProof } from './proof';

/** Bytes read at a time; must be larger than the longest line. */
const CHUNK_BYTES = 1_024 * 1_024;

/** One buffer for all files: blocks are taken before the next read. */
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

/** What a turn of reading came to: there may be more, all there is was read, or the next stage could not take it. */
export type ReadOutcome = 'more' | 'idle' | 'stuck';

/** How an open file is read. */
export interface ReadOptions {
  readonly encoding: Encoding;
  readonly maxLineBytes: number;
  /** The entries of the settings the file belongs to by now. */
  readonly fileIds: () => readonly string[];
}

/** A file held open by its descriptor, read line by line from a proven position. The name it was opened by may move on. */
export class OpenLog {
  readonly #fd: number;
  readonly #options: ReadOptions;
  readonly #intake: Intake;
  #position: FilePosition;
  #look: FileLook;
  /** The change time at which the position was last proven; reading on needs no new proof while it stands. */
  #proven = -1n;
  #codec: LineCodec | null = null;
  #closed = false;

  constructor(fd: number, position: FilePosition, options: ReadOptions, intake: Intake) {
    this.#fd = fd;
    this.#position = position;
    this.#options = options;
    this.#intake = intake;
    this.#look = lookAtOpen(fd);
  }

  get position(): FilePosition {
    return this.#position;
  }

  /** The file as it was last looked at. */
  get look(): FileLook {
    return this.#look;
  }

  /** Writes the position as it stands, so that a restart goes on from here. */
  commitPosition(): boolean {
    return this.#intake.take(this.#block(Buffer.alloc(0)), this.#position);
  }

  /** Reads what has come, at most one chunk; a rewritten file is read from its start. */
  read(): ReadOutcome {
    this.#look = lookAtOpen(this.#fd);
    if (this.#look.changed !== this.#proven) {
      this.#prove();
    }
    const { offset } = this.#position;
    if (this.#look.size <= offset) {
      return 'idle';
    }
    const got = readSync(this.#fd, chunk, 0, CHUNK_BYTES, offset);
    return got === 0 ? 'idle' : this.#takeIn(chunk.subarray(0, got));
  }

  /** Gives an unended last line as a line of its own; for a file that nobody will write to any more. */
  endPartialLine(): boolean {
    const { offset, skipping } = this.#position;
    const got = readSync(this.#fd, chunk, 0, CHUNK_BYTES, offset);
    if (got === 0) {
      return true;
    }
    return this.#give(skipping ? Buffer.alloc(0) : chunk.subarray(0, got), offset + got, false);
  }

  /** Whether another open file has, up to this one's position, the same bytes: an editor's save or a copy. */
  isPrefixOf(otherFd: number): boolean {
    const { offset, proof } = this.#position;
    return offset > 0 && proofHolds(otherFd, offset, proof);
  }

  /** Whether the file has lost its last name. */
  isDeleted(): boolean {
    return lookAtOpen(this.#fd).links === 0;
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      closeSync(this.#fd);
    }
  }

  #prove(): void {
    const { offset, proof } = this.#position;
    if (this.#look.size < offset || !proofHolds(this.#fd, offset, proof)) {
      this.#position = {
        ...this.#position,
        offset: 0,
        skipping: false,
        proof: NO_PROOF,
        generation: this.#position.generation + 1,
      };
      this.#codec = null;
    }
    this.#proven = this.#look.changed;
  }

  #takeIn(bytes: Buffer): ReadOutcome {
    const codec = this.#codecFor();
    const { offset, skipping } = this.#position;
    if (skipping) {
      const end = endOfLine(bytes, 0, codec);
      const passed = end < 0 ? bytes.length - (bytes.length % codec.unit) : end;
      return this.#give(Buffer.alloc(0), offset + passed, end < 0) ? 'more' : 'stuck';
    }
    const end = endOfLastLine(bytes, codec);
    if (end > 0) {
      return this.#give(bytes.subarray(0, end), offset + end, false) ? 'more' : 'stuck';
    }
    const { maxLineBytes } = this.#options;
    // One more unit may be the "\r" of a line that just fits.
    if (bytes.length <= maxLineBytes + codec.unit) {
      return 'idle';
    }
    // The block is kept longer than the limit, so that the line is seen to be cut.
    const shown = cutPoint(bytes, maxLineBytes, codec);
    return this.#give(bytes.subarray(0, Math.min(bytes.length, shown + 8)), offset + shown, true) ? 'more' : 'stuck';
  }

  #codecFor(): LineCodec {
    if (!this.#codec) {
      const first = Buffer.alloc(4);
      const got = readSync(this.#fd, first, 0, 4, 0);
      this.#codec = lineCodec(this.#options.encoding, first.subarray(0, got));
    }
    return this.#codec;
  }

  #give(bytes: Buffer, offset: number, skipping: boolean): boolean {
    const after = { ...this.#position, offset, skipping, proof: takeProof(this.#fd, offset) };
    if (!this.#intake.take(this.#block(bytes), after)) {
      return false;
    }
    this.#position = after;
    return true;
  }

  #block(bytes: Buffer): Block {
    return {
      fileIds: this.#options.fileIds(),
      path: this.#position.path,
      bytes,
      codec: this.#codecFor(),
      guessed: this.#options.encoding === 'auto',
      maxLineBytes: this.#options.maxLineBytes,
    };
  }
}
