import { closeSync, readSync } from 'node:fs';
import type { Encoding } from '../../../shared/settings';
import { isSystemFault } from '../../error-code';
import type { FilePosition } from '../ledger/positions';
import { cutPoint, endOfHole, endOfLastLine, endOfLine, type Block } from './block-lines';
import { lineCodec, type LineCodec } from './encoding';
import { lookAtOpen, type FileIdentity, type FileLook } from './file-identity';
import type { Intake } from './intake';
import { NO_PROOF, proofHolds, takeProof, type ReadBytes } from './proof';

/** Bytes read at a time; must be larger than the longest line. */
const CHUNK_BYTES = 256 * 1_024;
/** Chunks read of a deleted file when it has to be closed: what is left then is lost. */
const LAST_CHUNKS = 256;
/** Change times come from a clock that may tick only every 10 ms (inode(7), time(7)): two changes in one tick look alike. */
const CHANGE_TICK_NS = 20_000_000n;
/** The path of a position that no follower comes back to. */
const NO_PATH = '';

/** One buffer for all files: blocks are taken before the next read. */
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

/** What a turn of reading came to: there may be more, all there is was read, or the next stage could not take it. */
export type ReadOutcome = 'more' | 'idle' | 'stuck';

/** How an open file is read. */
export interface ReadOptions {
  readonly encoding: Encoding;
  readonly maxLineBytes: number;
  /** ms since 1970. */
  readonly now: () => number;
  /** The entries of the settings the file belongs to by now. */
  readonly fileIds: () => readonly string[];
  /** Notes who has the file open; gives the way to take the note back. */
  readonly hold: (file: FileIdentity) => () => void;
}

/** A file held open by its descriptor, read line by line from a proven position. The name it was opened by may move on. */
export class OpenLog {
  readonly #fd: number;
  readonly #options: ReadOptions;
  readonly #intake: Intake;
  readonly #release: () => void;
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
    this.#release = options.hold(this.#look);
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
    return this.#intake.keep(this.#position);
  }

  /** Reads what has come, at most one chunk; a rewritten file is read from its start. `seen` is a look at it just taken. */
  read(seen?: FileLook): ReadOutcome {
    this.#look = seen ?? lookAtOpen(this.#fd);
    const { offset } = this.#position;
    if (this.#look.size <= offset && this.#look.changed === this.#proven) {
      return 'idle';
    }
    const got = readSync(this.#fd, chunk, 0, CHUNK_BYTES, offset);
    // Proven after the reading: else a rewrite between the two would pass for a continuation.
    if (!this.#isProven()) {
      this.#startAnew();
      return 'more';
    }
    return got === 0 ? 'idle' : this.#takeIn({ start: offset, bytes: chunk.subarray(0, got) });
  }

  /** Takes an unended last line as a line of its own and lets go of the file: nobody will come back to it. */
  finish(): boolean {
    const { offset: start, skipping } = this.#position;
    const bytes = chunk.subarray(0, readSync(this.#fd, chunk, 0, CHUNK_BYTES, start));
    const rest = skipping ? bytes.subarray(0, 0) : bytes;
    return this.#give(rest, { start, bytes }, { offset: start + bytes.length, path: NO_PATH });
  }

  /** Whether another open file has, up to this one's position, the same bytes: an editor's save or a copy. */
  isPrefixOf(otherFd: number): boolean {
    const { offset, proof } = this.#position;
    return offset > 0 && proofHolds(otherFd, offset, proof);
  }

  /** When the file lost its last name, ns since 1970; null while it has one. */
  deletedAt(): bigint | null {
    if (!this.#closed) {
      this.#look = lookAtOpen(this.#fd);
    }
    return this.#look.links === 0 ? this.#look.changed : null;
  }

  /** Closes the file; one that is deleted is read out first, as nobody can come back to it. */
  close(): void {
    if (this.#closed) {
      return;
    }
    try {
      if (this.deletedAt() !== null) {
        this.#readOut();
      }
      closeSync(this.#fd);
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    this.#closed = true;
    this.#release();
  }

  #readOut(): void {
    for (let chunks = 0; chunks < LAST_CHUNKS; chunks += 1) {
      if (this.read() !== 'more') {
        this.finish();
        return;
      }
    }
  }

  #isProven(): boolean {
    this.#look = lookAtOpen(this.#fd);
    const { size, changed } = this.#look;
    if (changed === this.#proven) {
      return true;
    }
    const { offset, proof } = this.#position;
    if (size < offset || !proofHolds(this.#fd, offset, proof)) {
      return false;
    }
    const settled = changed + CHANGE_TICK_NS < BigInt(this.#options.now()) * 1_000_000n;
    this.#proven = settled ? changed : -1n;
    return true;
  }

  #startAnew(): void {
    const generation = this.#position.generation + 1;
    this.#position = { ...this.#position, offset: 0, skipping: false, proof: NO_PROOF, generation };
    this.#codec = null;
  }

  #takeIn(read: ReadBytes): ReadOutcome {
    const { start, bytes } = read;
    const codec = this.#codecFor();
    const nothing = bytes.subarray(0, 0);
    if (this.#position.skipping) {
      const end = endOfLine(bytes, 0, codec);
      const passed = end < 0 ? bytes.length - (bytes.length % codec.unit) : end;
      return outcome(this.#give(nothing, read, { offset: start + passed, skipping: end < 0 }));
    }
    const end = endOfLastLine(bytes, codec);
    if (end > 0) {
      return outcome(this.#give(bytes.subarray(0, end), read, { offset: start + end }));
    }
    const { maxLineBytes } = this.#options;
    // One more unit may be the "\r" of a line that just fits.
    if (bytes.length <= maxLineBytes + codec.unit) {
      return 'idle';
    }
    const hole = endOfHole(bytes, codec.unit);
    if (hole > 0) {
      // A hole at the very end may be room made in advance, still to be written.
      const passed = hole < bytes.length || bytes.length === CHUNK_BYTES;
      return passed ? outcome(this.#give(nothing, read, { offset: start + hole })) : 'idle';
    }
    // The block is kept longer than the limit, so that the line is seen to be cut.
    const shown = cutPoint(bytes, maxLineBytes, codec);
    return outcome(this.#give(bytes.subarray(0, shown + 8), read, { offset: start + shown, skipping: true }));
  }

  #codecFor(): LineCodec {
    if (this.#codec) {
      return this.#codec;
    }
    const first = Buffer.alloc(4);
    const got = readSync(this.#fd, first, 0, 4, 0);
    const codec = lineCodec(this.#options.encoding, first.subarray(0, got));
    // A byte order mark may still come.
    this.#codec = got < 2 ? null : codec;
    return codec;
  }

  #give(taken: Buffer, read: ReadBytes, to: Pick<FilePosition, 'offset'> & Partial<FilePosition>): boolean {
    const proof = takeProof(this.#fd, to.offset, read);
    const after = { ...this.#position, skipping: false, ...to, proof };
    if (!this.#intake.take(this.#block(taken), after)) {
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

function outcome(taken: boolean): ReadOutcome {
  return taken ? 'more' : 'stuck';
}
