import { closeSync } from 'node:fs';
import { isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, type FileStat, sameFile } from '../identity/file-id';
import type { ReadBytes } from '../identity/fingerprint';
import type { OpenFile } from '../identity/open-file';
import { Rewrite } from '../identity/rewrite-evidence';
import { ByteReader } from './byte-reader';
import { type EmitterOptions, LineEmitter } from './line-emitter';
import type { LineSink } from './line-sink';
import { PendingLines, nextLineBatch } from './line-splitter';
import { endOfLastLine } from './lines';
import { endOfText, NulPadding } from './nul-padding';

/** Chunks read of a deleted file that has to be closed; what is left then is lost. */
const LAST_CHUNKS = 256;
/** Chunks read at once of a file that another one has replaced. */
const CATCH_UP_CHUNKS = 16;
/** Path of a position that no follower returns to. */
const NO_PATH = '';

/** Result of one read: more may follow, everything was read, or the sink could not accept it. */
export type ReadOutcome = 'more' | 'idle' | 'stuck';

/** Options for reading an open file. */
export interface ReadOptions extends EmitterOptions {
  /** Claims the open file; returns a function that releases the claim. */
  readonly claim: (file: FileIdentity) => () => void;
  /** Called when the open file turns out to have a new identity. */
  readonly onIdentityChange: (before: FileIdentity, now: FileIdentity) => void;
}

/** Reads an open file line by line from a verified position, whatever its name by now. */
export class LogReader {
  readonly #file: ByteReader;
  readonly #emitter: LineEmitter;
  readonly #pending: PendingLines;
  readonly #options: ReadOptions;
  readonly #sink: LineSink;
  #releaseClaim: () => void;
  readonly #rewrite = new Rewrite();
  readonly #padding = new NulPadding();
  #beforeRewrite: FilePosition | null = null;
  #closed = false;

  constructor(fd: number, position: FilePosition, options: ReadOptions, sink: LineSink) {
    this.#file = new ByteReader(fd, options, sink.buffer);
    this.#emitter = new LineEmitter(this.#file, position, options, sink);
    this.#pending = new PendingLines(options);
    this.#options = options;
    this.#sink = sink;
    this.#releaseClaim = options.claim(this.#file.stat);
  }

  get position(): FilePosition {
    return this.#emitter.position;
  }

  /** The position, or that after the whole lines of an unfinished entry. */
  get readTo(): FilePosition {
    return this.#pending.linesAt(this.position.offset)?.after ?? this.position;
  }

  /** `readTo`, and the position before the last rewrite, whose content a copy may still hold. */
  get knownPositions(): readonly FilePosition[] {
    return this.#beforeRewrite ? [this.readTo, this.#beforeRewrite] : [this.readTo];
  }

  /** The last `stat` of the file. */
  get look(): FileStat {
    return this.#file.stat;
  }

  /** True if the last read reached the end of the file. */
  get atEnd(): boolean {
    return this.#file.atEnd;
  }

  /** True if there is nothing to do unless the file changes. */
  get isQuiet(): boolean {
    return this.#emitter.isSaved && this.#isUpToDate();
  }

  /** True while an editor may still be writing the file, so that the position to resume at is not known yet. */
  get isBeingRewritten(): boolean {
    return this.#rewrite.isInProgress;
  }

  /** True while pending bytes or a rewrite have a timeout to run. */
  get hasPendingTimeout(): boolean {
    return this.isBeingRewritten || this.#pending.hasTimeoutAt(this.position.offset);
  }

  /**
   * Expects content that was already read up to `before`, as an editor saved over that file and may still be writing.
   */
  expectRewrite(before: FilePosition): void {
    this.#rewrite.expect(before);
  }

  /** Saves the current position, so that a restart resumes here. */
  keepPosition(): void {
    this.#emitter.savePosition();
  }

  /** Continues in the same file under another identity. */
  continueAs(file: OpenFile): void {
    this.#releaseClaim();
    this.#file.switchTo(file);
    this.#emitter.moveTo(this.#positionWithIdentity());
    this.#releaseClaim = this.#options.claim(file.look);
  }

  /** Updates the `stat` and the identity of the open file; keeps the last `stat` if the system fails. */
  refreshStat(): FileStat {
    try {
      this.#file.refreshStat();
      this.#updateIdentity();
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    return this.look;
  }

  /** Saves the position under the identity of the last `stat`. */
  #updateIdentity(): void {
    const before = this.position;
    // Without a birth time, some network mounts make up a new inode number at each `stat`.
    if (this.look.born === '0' || sameFile(this.look, before)) {
      return;
    }
    this.#options.onIdentityChange(before, this.look);
    this.#emitter.moveTo(this.#positionWithIdentity());
    this.keepPosition();
  }

  #positionWithIdentity(): FilePosition {
    const { device, inode, born } = this.look;
    return { ...this.position, device, inode, born };
  }

  /** Reads at most one chunk; a rewritten file is read from where its new content starts. `seen`: a fresh `stat`. */
  read(seen?: FileStat): ReadOutcome {
    this.#file.refreshStat(seen);
    this.#updateIdentity();
    if (!this.#emitter.isSaved) {
      this.#emitter.savePosition();
    }
    if (this.#isUpToDate()) {
      return 'idle';
    }
    if (this.#sink.isBackingOff) {
      return 'stuck';
    }
    const { offset } = this.position;
    const bytes = this.#file.readAt(offset);
    // Verified after the read: a rewrite between the two would otherwise pass for a continuation.
    if (!this.#file.verify(this.readTo)) {
      return this.#emitPendingLines() ?? this.#resumeAfterRewrite();
    }
    this.#updateIdentity();
    const { erased } = this.#rewrite;
    if (erased && bytes.length > 0) {
      return this.#resumeAfterErasure(erased);
    }
    this.#rewrite.finish();
    return bytes.length > 0 ? this.#process({ start: offset, bytes }) : 'idle';
  }

  /**
   * Emits an unterminated last line as a line. `isFollowed`: another log is at the path by now, so nobody returns to
   * this one.
   */
  finish(isFollowed: boolean): boolean {
    const { offset: start, skipping, path: ownPath } = this.position;
    const read = this.#file.readAt(start);
    // Half a code unit stays for a later reader of this file.
    const bytes = read.subarray(0, read.length - (read.length % this.#file.codec().unit));
    const line = skipping ? bytes.subarray(0, 0) : bytes;
    const path = isFollowed ? NO_PATH : ownPath;
    return this.#emitter.emit(line, { start, bytes }, { offset: start + bytes.length, path }) && this.#sink.flush();
  }

  /** Reads the whole lines there are, up to a bound, so that `readTo` is after them. */
  catchUp(): void {
    for (let chunks = 0; !this.#closed && chunks < CATCH_UP_CHUNKS && this.read() === 'more';) {
      chunks += 1;
    }
  }

  /** Emits the unfinished entry at `readTo` as it is. */
  flushEntry(): void {
    this.#emitPendingLines();
  }

  /** Time at which the file lost its last name, ns since 1970; null while it has one. */
  deletedAt(): bigint | null {
    if (!this.#closed) {
      this.#file.refreshStat();
    }
    const { links, changed } = this.look;
    return links === 0 ? changed : null;
  }

  /** Closes the file; a deleted one is first read to its end, as it cannot be opened again. */
  close(): void {
    if (this.#closed) {
      return;
    }
    try {
      if (this.deletedAt() !== null) {
        this.#drain();
      }
      // The next reader of the file starts from the ledger.
      this.#sink.flush();
      closeSync(this.#file.fd);
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    this.#closed = true;
    this.#releaseClaim();
  }

  #drain(): void {
    for (let chunks = 0; chunks < LAST_CHUNKS; chunks += 1) {
      if (this.read() !== 'more') {
        this.finish(false);
        return;
      }
    }
  }

  /** True if the file is as last read and verified, and no pending bytes are due. */
  #isUpToDate(): boolean {
    const { offset } = this.position;
    return (
      this.look.size <= this.#pending.endAt(offset) &&
      !this.#padding.isPreallocated &&
      this.#file.isVerified &&
      !this.#pending.isDueAt(offset)
    );
  }

  #resumeAfterRewrite(): ReadOutcome {
    const before = this.position;
    const position = this.#rewrite.resumeFrom(this.#file.fd, this.look.size, before);
    if (!position) {
      return 'idle';
    }
    this.#beforeRewrite = before.offset > 0 ? before : this.#beforeRewrite;
    this.#emitter.moveTo(position);
    this.#file.resetCodec();
    return 'more';
  }

  /** Resumes after an editor emptied the file and wrote it again, by what it held before. */
  #resumeAfterErasure(erased: FilePosition): ReadOutcome {
    const { generation } = this.position;
    const position = this.#rewrite.resumeFrom(this.#file.fd, this.look.size, erased);
    if (!position) {
      return 'idle';
    }
    this.#emitter.moveTo({ ...position, generation });
    return 'more';
  }

  #process(read: ReadBytes): ReadOutcome {
    const { start, bytes } = read;
    const codec = this.#file.codec();
    const text = bytes.at(-1) === 0 && !this.position.skipping ? endOfText(bytes, codec.unit) : bytes.length;
    if (text === bytes.length || endOfLastLine(bytes, codec) > 0) {
      this.#padding.reset();
      return this.#emitLines(read);
    }
    const nuls = { start: start + text, end: start + bytes.length, reachesEnd: this.atEnd, changed: this.look.changed };
    const end = this.#padding.endOf(this.#file.fd, nuls);
    if (text > 0) {
      return this.#emitLines(end === null ? { start, bytes: bytes.subarray(0, text) } : read);
    }
    return end === null ? 'idle' : outcome(this.#emitter.skipTo(end - ((end - start) % codec.unit)));
  }

  #emitLines(read: ReadBytes): ReadOutcome {
    const codec = this.#file.codec();
    const batch =
      nextLineBatch(read.bytes, codec, this.position.skipping, this.#options) ??
      this.#pending.hold(read, codec, () => (this.#options.entryRule ? this.#emitter.wholeLines(read) : null));
    if (!batch) {
      return 'idle';
    }
    const { lineBytes, consumed, skipping } = batch;
    const to = { offset: read.start + consumed, skipping };
    const lines = read.bytes.subarray(0, lineBytes);
    const isMore = !this.atEnd && !skipping && lineBytes === consumed && !this.#options.entryRule;
    return outcome(isMore ? this.#emitter.emitAndReadOn(lines, read, to.offset) : this.#emitter.emit(lines, read, to));
  }

  /** Emits the lines of an unfinished entry, which the file may no longer hold; null if there are none. */
  #emitPendingLines(): ReadOutcome | null {
    const lines = this.#pending.linesAt(this.position.offset);
    const restore = this.#pending.take();
    return lines && outcome(this.#emitter.emitKept(lines, restore));
  }
}

function outcome(consumed: boolean): ReadOutcome {
  return consumed ? 'more' : 'stuck';
}
