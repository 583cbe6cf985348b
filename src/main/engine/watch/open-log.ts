import { closeSync } from 'node:fs';
import { isSystemFault } from '../../error-code';
import type { FilePosition } from '../ledger/positions';
import { endOfLastLine, type Block } from './block-lines';
import type { FileIdentity, FileLook } from './file-identity';
import { endOfText, Hole } from './hole';
import { holdRest, type HeldRest, type KeptLines } from './held-rest';
import type { Intake } from './intake';
import { divideEvents } from './multi-line';
import { OpenBytes, type ByteOptions } from './open-bytes';
import { nextPortion, overduePortion, type LineRules, type Portion } from './portion';
import { takeProof, type ReadBytes } from './proof';
import { readOn, readUpTo, type StillLog } from './read-on';
import { Rewrite } from './rewrite';

/** Chunks read of a deleted file when it has to be closed: what is left then is lost. */
const LAST_CHUNKS = 256;
/** Chunks read at once of a file that another one has replaced. */
const CATCH_UP_CHUNKS = 16;
/** The path of a position that no follower comes back to. */
const NO_PATH = '';

const NO_BYTES = Buffer.alloc(0);

/** What a turn of reading came to: there may be more, all there is was read, or the next stage could not take it. */
export type ReadOutcome = 'more' | 'idle' | 'stuck';

/** How an open file is read. */
export interface ReadOptions extends LineRules, ByteOptions {
  /** The entries of the settings the file belongs to by now. */
  readonly fileIds: () => readonly string[];
  /** Notes who has the file open; gives the way to take the note back. */
  readonly hold: (file: FileIdentity) => () => void;
}

/** A file held open by its descriptor, read line by line from a proven position. The name it was opened by may move on. */
export class OpenLog {
  readonly #file: OpenBytes;
  readonly #options: ReadOptions;
  readonly #intake: Intake;
  readonly #release: () => void;
  #position: FilePosition;
  readonly #rewrite = new Rewrite();
  readonly #hole = new Hole();
  #rest: HeldRest | null = null;
  /** False while the position is known nowhere but here. */
  #kept = true;
  #closed = false;

  constructor(fd: number, position: FilePosition, options: ReadOptions, intake: Intake) {
    this.#file = new OpenBytes(fd, options, intake.buffer);
    this.#position = position;
    this.#options = options;
    this.#intake = intake;
    this.#release = options.hold(this.#file.look);
  }

  get position(): FilePosition {
    return this.#position;
  }

  /** The position, or that behind whole lines that are held since their event may go on. */
  get readTo(): FilePosition {
    return this.#heldLines()?.after ?? this.#position;
  }

  /** The file as it was last looked at. */
  get look(): FileLook {
    return this.#file.look;
  }

  /** True when the last reading came to the end of the file. */
  get atEnd(): boolean {
    return this.#file.atEnd;
  }

  /** True while there is nothing to do as long as the file is as it was last looked at. */
  get isQuiet(): boolean {
    return this.#kept && this.#rest === null && this.#hasNoNews();
  }

  /** True while an editor may still be writing it: where to read on is told in a moment. */
  get isInDoubt(): boolean {
    return this.#rewrite.isUnderWay;
  }

  /** True while something read waits for more, and is taken after a time if none comes. */
  get waits(): boolean {
    return this.isInDoubt || this.#holdsBack();
  }

  /** An editor put the file in the place of another and may still be writing it: what had been read up to `before` is not read again. */
  mayHoldAgain(before: FilePosition): void {
    this.#rewrite.expect(before);
  }

  #holdsBack(): boolean {
    return this.#rest !== null && this.#rest.due < Infinity && this.#rest.start === this.#position.offset;
  }

  /** Has the position written as it stands, so that a restart goes on from here. */
  keepPosition(): void {
    this.#kept = this.#intake.keep(this.#position, () => {
      this.#kept = false;
    });
  }

  /** Reads what has come, at most one chunk; a rewritten file is read from its start. `seen` is a look at it just taken. */
  read(seen?: FileLook): ReadOutcome {
    this.#file.lookAgain(seen);
    if (!this.#kept) {
      this.keepPosition();
    }
    if (this.#hasNoNews()) {
      return 'idle';
    }
    const { offset } = this.#position;
    const bytes = this.#file.readAt(offset);
    // Proven after the reading: else a rewrite between the two would pass for a continuation.
    if (!this.#file.holds(this.readTo)) {
      return this.#giveHeldLines() ?? this.#startAnew();
    }
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
    const { offset: start, skipping } = this.#position;
    const read = this.#file.readAt(start);
    // Half a unit stays, for whoever reads on here.
    const bytes = read.subarray(0, read.length - (read.length % this.#file.codec().unit));
    const rest = skipping ? bytes.subarray(0, 0) : bytes;
    const path = isFollowed ? NO_PATH : this.#position.path;
    return this.#give(rest, { start, bytes }, { offset: start + bytes.length, path }) && this.#intake.settle();
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
      this.#intake.settle();
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
    const { size } = this.look;
    const { offset } = this.#position;
    const rest = this.#rest?.start === offset ? this.#rest : null;
    return (
      size <= (rest?.end ?? offset) &&
      !this.#hole.isRoom &&
      this.#file.isAsProven &&
      (!rest || performance.now() < rest.due)
    );
  }

  #startAnew(): ReadOutcome {
    const position = this.#rewrite.positionIn(this.#file.fd, this.look.size, this.#position);
    if (!position) {
      return 'idle';
    }
    this.#position = position;
    this.#file.forgetCodec();
    return 'more';
  }

  /** An editor may empty a file and write it anew: what it held before says where to go on. */
  #startAfter(erased: FilePosition): ReadOutcome {
    const { generation } = this.#position;
    const position = this.#rewrite.positionIn(this.#file.fd, this.look.size, erased);
    if (!position) {
      return 'idle';
    }
    this.#position = { ...position, generation };
    return 'more';
  }

  #takeIn(read: ReadBytes): ReadOutcome {
    const { start, bytes } = read;
    const codec = this.#file.codec();
    const text = bytes.at(-1) === 0 && !this.#position.skipping ? endOfText(bytes, codec.unit) : bytes.length;
    if (text === bytes.length || endOfLastLine(bytes, codec) > 0) {
      this.#hole.forget();
      return this.#takeLines(read);
    }
    const nuls = { start: start + text, end: start + bytes.length, isAll: this.atEnd, changed: this.look.changed };
    const end = this.#hole.endOf(this.#file.fd, nuls);
    if (text > 0) {
      return this.#takeLines(end === null ? { start, bytes: bytes.subarray(0, text) } : read);
    }
    return end === null ? 'idle' : this.#pass(end - ((end - start) % codec.unit));
  }

  #pass(offset: number): ReadOutcome {
    return outcome(this.#takeAll([], () => this.#positionAt({ offset }, { start: offset, bytes: NO_BYTES })));
  }

  #takeLines(read: ReadBytes): ReadOutcome {
    const portion =
      nextPortion(read.bytes, this.#file.codec(), this.#position.skipping, this.#options) ?? this.#overdue(read);
    if (!portion) {
      return 'idle';
    }
    const { given, passed, skipping } = portion;
    const to = { offset: read.start + passed, skipping };
    const lines = read.bytes.subarray(0, given);
    const isMore = !this.atEnd && !skipping && given === passed && !this.#options.events;
    return outcome(isMore ? this.#giveOn(lines, read, to.offset) : this.#give(lines, read, to));
  }

  /** Gives lines and, as long as the file stands still and they are wanted, those behind them; then makes one position of all. */
  #giveOn(first: Buffer, read: ReadBytes, end: number): boolean {
    const last = readUpTo(read, end);
    const pieces = readOn(this.#still(), this.#intake, { start: read.start, bytes: first }, last);
    return this.#takeAll(pieces, () => this.#positionAt({ offset: last.end }, last.tail));
  }

  #still(): StillLog {
    const { fileIds, encoding } = this.#options;
    return {
      ...this.look,
      fd: this.#file.fd,
      fileIds: fileIds(),
      codec: this.#file.codec(),
      guessed: encoding === 'auto',
      readAt: (offset) => this.#file.readAt(offset),
      stands: () => this.#file.stands(),
      block: (bytes, offset) => this.#block(bytes, offset),
    };
  }

  /** What has waited for more for long enough; null while the rest is held. */
  #overdue(read: ReadBytes): Portion | null {
    const now = performance.now();
    const rest = holdRest(this.#rest, read, now, this.#options, () => this.#linesIn(read));
    this.#rest = rest;
    return overduePortion(read.bytes, this.#file.codec(), now - rest.since, this.#options);
  }

  #linesIn(read: ReadBytes): KeptLines | null {
    const whole = this.#options.events ? endOfLastLine(read.bytes, this.#file.codec()) : 0;
    if (whole === 0) {
      return null;
    }
    const offset = read.start + whole;
    const after = { ...this.#position, offset, proof: takeProof(this.#file.fd, offset, read) };
    return { bytes: Buffer.from(read.bytes.subarray(0, whole)), after };
  }

  #heldLines(): KeptLines | null {
    return this.#rest?.start === this.#position.offset ? this.#rest.lines : null;
  }

  /** Takes what was read of an event and may be nowhere else by now. */
  #giveHeldLines(): ReadOutcome | null {
    const lines = this.#heldLines();
    const rest = this.#rest;
    this.#rest = null;
    if (!lines) {
      return null;
    }
    const isTaken = this.#takeAll(
      [this.#block(lines.bytes, this.#position.offset)],
      () => lines.after,
      () => {
        this.#rest = rest;
      },
    );
    return outcome(isTaken);
  }

  #give(taken: Buffer, read: ReadBytes, to: Pick<FilePosition, 'offset'> & Partial<FilePosition>): boolean {
    return this.#takeAll([this.#block(taken, read.start)], () => this.#positionAt(to, read));
  }

  #positionAt(to: Pick<FilePosition, 'offset'> & Partial<FilePosition>, read: ReadBytes): FilePosition {
    return { ...this.#position, skipping: false, ...to, proof: takeProof(this.#file.fd, to.offset, read) };
  }

  /** Has the lines taken, and goes on behind them unless they are given back. */
  #takeAll(blocks: Iterable<Block>, after: () => FilePosition, givenBack?: () => void): boolean {
    const before = this.#position;
    const goOn = (): FilePosition => (this.#position = after());
    return this.#intake.take(blocks, goOn, () => {
      this.#position = before;
      givenBack?.();
    });
  }

  #block(bytes: Buffer, offset: number): Block {
    const codec = this.#file.codec();
    const { events, maxLineBytes } = this.#options;
    return {
      fileIds: this.#options.fileIds(),
      path: this.#position.path,
      bytes,
      offset,
      codec,
      guessed: this.#options.encoding === 'auto',
      maxLineBytes,
      multiLine: events && divideEvents(bytes, codec, events, maxLineBytes).ends,
    };
  }
}

function outcome(taken: boolean): ReadOutcome {
  return taken ? 'more' : 'stuck';
}
