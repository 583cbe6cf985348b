import type { FilePosition } from '../ledger/tables/file-positions';
import { readablePath } from '../common/system-path';
import { endOfLastLine, type Block } from './block-lines';
import type { FileIdentity } from './file-identity';
import type { KeptLines } from './held-rest';
import type { Intake } from './intake';
import { divideEvents } from './multi-line';
import type { ByteOptions, OpenBytes } from './open-bytes';
import type { LineRules } from './portion';
import { takeProof, type ReadBytes } from './proof';
import { readOn, readUpTo, type StillLog } from './read-on';

/** How the lines of a file are given on. */
export interface HandoverOptions extends LineRules, ByteOptions {
  /** The entries of the settings the file belongs to by now. */
  readonly fileIds: (file: FileIdentity) => readonly string[];
}

/** Where the first line not yet taken begins, and what else changes of the position. */
type PositionChange = Pick<FilePosition, 'offset'> & Partial<FilePosition>;

const NO_BYTES = Buffer.alloc(0);

/** Gives the lines of an open file to the next stage, and keeps the position behind those it has taken. */
export class LineHandover {
  readonly #file: OpenBytes;
  readonly #options: HandoverOptions;
  readonly #intake: Intake;
  #position: FilePosition;
  /** False while the position is known nowhere but here. */
  #isKept = true;

  constructor(file: OpenBytes, position: FilePosition, options: HandoverOptions, intake: Intake) {
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
    this.#isKept = this.#intake.keep(this.#position, () => {
      this.#isKept = false;
    });
  }

  /** Goes on from another position: the file was rewritten, or its identity is another. */
  goOnFrom(position: FilePosition): void {
    this.#position = position;
  }

  /** Gives lines that were read; `to` is the position behind them. False when they were not taken. */
  give(lines: Buffer, read: ReadBytes, to: PositionChange): boolean {
    return this.#takeAll([this.#block(lines, read.start)], () => this.#positionAt(to, read));
  }

  /** Gives lines that end at `end` and, as long as the file stands still and they are wanted, those behind them; then makes one position of all. */
  giveOn(first: Buffer, read: ReadBytes, end: number): boolean {
    const last = readUpTo(read, end);
    const pieces = readOn(this.#still(), this.#intake, { start: read.start, bytes: first }, last);
    return this.#takeAll(pieces, () => this.#positionAt({ offset: last.end }, last.tail));
  }

  /** Gives lines that were kept and may be nowhere else by now; `givenBack` is called when they were not taken, perhaps later. */
  giveKept({ bytes, after }: KeptLines, givenBack: () => void): boolean {
    return this.#takeAll([this.#block(bytes, this.#position.offset)], () => after, givenBack);
  }

  /** Goes on behind bytes that are no lines. */
  pass(offset: number): boolean {
    return this.#takeAll([], () => this.#positionAt({ offset }, { start: offset, bytes: NO_BYTES }));
  }

  /** A copy of the whole lines that were read, with the position behind them; null when there are none. */
  wholeLines(read: ReadBytes): KeptLines | null {
    const whole = endOfLastLine(read.bytes, this.#file.codec());
    if (whole === 0) {
      return null;
    }
    const offset = read.start + whole;
    const after = { ...this.#position, offset, proof: takeProof(this.#file.fd, offset, read) };
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
      fileIds: this.#options.fileIds(this.#file.look),
      path: readablePath(this.#position.path),
      bytes,
      offset,
      codec,
      guessed: this.#options.encoding === 'auto',
      maxLineBytes,
      multiLine: events && divideEvents(bytes, codec, events, maxLineBytes).ends,
    };
  }
}
