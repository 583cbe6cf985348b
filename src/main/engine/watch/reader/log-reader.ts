import { closeSync } from 'node:fs';
import { isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, type FileStat, sameFile } from '../identity/file-id';
import type { ReadBytes } from '../identity/fingerprint';
import type { OpenFile } from '../identity/open-file';
import { Rewrite } from '../identity/rewritten-file';
import { ByteReader } from './byte-reader';
import { type EmitterOptions, LineEmitter } from './line-emitter';
import type { LineSink } from './line-sink';
import { PendingLines, nextLineBatch } from './line-splitter';
import { endOfLastLine } from './lines';
import { endOfText, NulPadding } from './nul-padding';

/** Chunks read of a deleted file when it has to be closed: what is left then is lost. */
const LAST_CHUNKS = 256;
/** Chunks read at once of a file that another one has replaced. */
const CATCH_UP_CHUNKS = 16;
/** The path of a position that no follower comes back to. */
const NO_PATH = '';

/** What a turn of reading came to: there may be more, all there is was read, or the next stage could not take it. */
export type ReadOutcome = 'more' | 'idle' | 'stuck';

/** How an open file is read. */
export interface ReadOptions extends EmitterOptions {
  /** Notes who has the file open; gives the way to take the note back. */
  readonly hold: (file: FileIdentity) => () => void;
  /** Notes that the open file has another identity by now. */
  readonly changedIdentity: (before: FileIdentity, now: FileIdentity) => void;
}

/** A file held open by its descriptor, read line by line from a proven position. The name it was opened by may move on. */
export class LogReader {
  readonly #file: ByteReader;
  readonly #lines: LineEmitter;
  readonly #rest: PendingLines;
  readonly #options: ReadOptions;
  readonly #intake: LineSink;
  #release: () => void;
  readonly #rewrite = new Rewrite();
  readonly #hole = new NulPadding();
  #before: FilePosition | null = null;
  #closed = false;

  constructor(fd: number, position: FilePosition, options: ReadOptions, intake: LineSink) {
    this.#file = new ByteReader(fd, options, intake.buffer);
    this.#lines = new LineEmitter(this.#file, position, options, intake);
    this.#rest = new PendingLines(options);
    this.#options = options;
    this.#intake = intake;
    this.#release = options.hold(this.#file.look);
  }

  get position(): FilePosition {
    return this.#lines.position;
  }

  /** The position, or that behind whole lines that are held since their event may go on. */
  get readTo(): FilePosition {
    return this.#rest.linesFrom(this.position.offset)?.after ?? this.position;
  }

  /** `readTo`, and where the file had been read to before it was last rewritten: a copy may still hold that. */
  get everReadTo(): readonly FilePosition[] {
    return this.#before ? [this.readTo, this.#before] : [this.readTo];
  }

  /** The file as it was last looked at. */
  get look(): FileStat {
    return this.#file.look;
  }

  /** True when the last reading came to the end of the file. */
  get atEnd(): boolean {
    return this.#file.atEnd;
  }

  /** True while there is nothing to do as long as the file is as it was last looked at. */
  get isQuiet(): boolean {
    return this.#lines.isKept && this.#hasNoNews();
  }

  /** True while an editor may still be writing it: where to read on is told in a moment. */
  get isInDoubt(): boolean {
    return this.#rewrite.isUnderWay;
  }

  /** True while something read waits for more, and is taken after a time if none comes. */
  get waits(): boolean {
    return this.isInDoubt || this.#rest.waitsFrom(this.position.offset);
  }

  /** An editor put the file in the place of another and may still be writing it: what had been read up to `before` is not read again. */
  mayHoldAgain(before: FilePosition): void {
    this.#rewrite.expect(before);
  }

  /** Has the position written as it stands, so that a restart goes on from here. */
  keepPosition(): void {
    this.#lines.keepPosition();
  }

  /** Goes on in the same file under another identity. */
  goOnAs(file: OpenFile): void {
    this.#release();
    this.#file.replaceWith(file);
    this.#lines.goOnFrom(this.#positionHere());
    this.#release = this.#options.hold(file.look);
  }

  /** Looks at the open file, and notes the identity it has by now; the last look stays where the system fails. */
  lookAgain(): FileStat {
    try {
      this.#file.lookAgain();
      this.#noteIdentity();
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    return this.look;
  }

  /** Has the position written under the identity that the last look told. */
  #noteIdentity(): void {
    const before = this.position;
    // Without a time of birth the inode number may be made up anew at each look (some network mounts).
    if (this.look.born === '0' || sameFile(this.look, before)) {
      return;
    }
    this.#options.changedIdentity(before, this.look);
    this.#lines.goOnFrom(this.#positionHere());
    this.keepPosition();
  }

  #positionHere(): FilePosition {
    const { device, inode, born } = this.look;
    return { ...this.position, device, inode, born };
  }

  /** Reads what has come, at most one chunk; a rewritten file is read from its start. `seen` is a look at it just taken. */
  read(seen?: FileStat): ReadOutcome {
    this.#file.lookAgain(seen);
    this.#noteIdentity();
    if (!this.#lines.isKept) {
      this.#lines.keepPosition();
    }
    if (this.#hasNoNews()) {
      return 'idle';
    }
    if (this.#intake.isResting) {
      return 'stuck';
    }
    const { offset } = this.position;
    const bytes = this.#file.readAt(offset);
    // Proven after the reading: else a rewrite between the two would pass for a continuation.
    if (!this.#file.holds(this.readTo)) {
      return this.#giveHeldLines() ?? this.#startAnew();
    }
    this.#noteIdentity();
    const { erased } = this.#rewrite;
    if (erased && bytes.length > 0) {
      return this.#startAfter(erased);
    }
    this.#rewrite.end();
    return bytes.length > 0 ? this.#takeIn({ start: offset, bytes }) : 'idle';
  }

  /**
   * Takes an unended last line as a line of its own. `isFollowed` says that another log stands at the path by now:
   * nobody will come back to this one there.
   */
  finish(isFollowed: boolean): boolean {
    const { offset: start, skipping, path: ownPath } = this.position;
    const read = this.#file.readAt(start);
    // Half a unit stays, for whoever reads on here.
    const bytes = read.subarray(0, read.length - (read.length % this.#file.codec().unit));
    const rest = skipping ? bytes.subarray(0, 0) : bytes;
    const path = isFollowed ? NO_PATH : ownPath;
    return this.#lines.give(rest, { start, bytes }, { offset: start + bytes.length, path }) && this.#intake.flush();
  }

  /** Takes in what whole lines there are, so that `readTo` stands behind them. */
  catchUp(): void {
    for (let chunks = 0; !this.#closed && chunks < CATCH_UP_CHUNKS && this.read() === 'more';) {
      chunks += 1;
    }
  }

  /** Takes the event in which `readTo` stands as it is. */
  endEvent(): void {
    this.#giveHeldLines();
  }

  /** When the file lost its last name, ns since 1970; null while it has one. */
  deletedAt(): bigint | null {
    if (!this.#closed) {
      this.#file.lookAgain();
    }
    const { links, changed } = this.look;
    return links === 0 ? changed : null;
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
      // Whoever opens the file again goes by what is written.
      this.#intake.flush();
      closeSync(this.#file.fd);
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
        this.finish(false);
        return;
      }
    }
  }

  /** Whether the file is as it was when it was last read and proven, and nothing held is due. */
  #hasNoNews(): boolean {
    const { offset } = this.position;
    return (
      this.look.size <= this.#rest.endFrom(offset) &&
      !this.#hole.isRoom &&
      this.#file.isAsProven &&
      !this.#rest.isDueFrom(offset)
    );
  }

  #startAnew(): ReadOutcome {
    const before = this.position;
    const position = this.#rewrite.positionIn(this.#file.fd, this.look.size, before);
    if (!position) {
      return 'idle';
    }
    this.#before = before.offset > 0 ? before : this.#before;
    this.#lines.goOnFrom(position);
    this.#file.forgetCodec();
    return 'more';
  }

  /** An editor may empty a file and write it anew: what it held before says where to go on. */
  #startAfter(erased: FilePosition): ReadOutcome {
    const { generation } = this.position;
    const position = this.#rewrite.positionIn(this.#file.fd, this.look.size, erased);
    if (!position) {
      return 'idle';
    }
    this.#lines.goOnFrom({ ...position, generation });
    return 'more';
  }

  #takeIn(read: ReadBytes): ReadOutcome {
    const { start, bytes } = read;
    const codec = this.#file.codec();
    const text = bytes.at(-1) === 0 && !this.position.skipping ? endOfText(bytes, codec.unit) : bytes.length;
    if (text === bytes.length || endOfLastLine(bytes, codec) > 0) {
      this.#hole.forget();
      return this.#takeLines(read);
    }
    const nuls = { start: start + text, end: start + bytes.length, isAll: this.atEnd, changed: this.look.changed };
    const end = this.#hole.endOf(this.#file.fd, nuls);
    if (text > 0) {
      return this.#takeLines(end === null ? { start, bytes: bytes.subarray(0, text) } : read);
    }
    return end === null ? 'idle' : outcome(this.#lines.pass(end - ((end - start) % codec.unit)));
  }

  #takeLines(read: ReadBytes): ReadOutcome {
    const codec = this.#file.codec();
    const portion =
      nextLineBatch(read.bytes, codec, this.position.skipping, this.#options) ??
      this.#rest.hold(read, codec, () => (this.#options.events ? this.#lines.wholeLines(read) : null));
    if (!portion) {
      return 'idle';
    }
    const { given, passed, skipping } = portion;
    const to = { offset: read.start + passed, skipping };
    const lines = read.bytes.subarray(0, given);
    const isMore = !this.atEnd && !skipping && given === passed && !this.#options.events;
    return outcome(isMore ? this.#lines.giveOn(lines, read, to.offset) : this.#lines.give(lines, read, to));
  }

  /** Takes what was read of an event and may be nowhere else by now; null when there is nothing of that kind. */
  #giveHeldLines(): ReadOutcome | null {
    const lines = this.#rest.linesFrom(this.position.offset);
    const holdAgain = this.#rest.letGo();
    return lines && outcome(this.#lines.giveKept(lines, holdAgain));
  }
}

function outcome(taken: boolean): ReadOutcome {
  return taken ? 'more' : 'stuck';
}
