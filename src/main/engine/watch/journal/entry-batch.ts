import { lineCodec } from '../reader/encoding';
import type { Block } from '../reader/lines';
import type { JournalEntry } from './entry';

/** Entries with messages, as one block of lines. */
export interface EntryBatch {
  readonly block: Block;
  readonly entries: readonly JournalEntry[];
  /** Start of each entry in the block, bytes. */
  readonly starts: readonly number[];
  /** Name of the selection, if another one that is followed may hold the same entries. */
  readonly sharedBy: string | undefined;
}

/** The same of all blocks of one selection. */
export interface BatchOrigin {
  readonly fileIds: readonly string[];
  readonly path: string;
  readonly sharedBy: string | undefined;
  /** Longest message taken uncut, bytes. */
  readonly maxLineBytes: number;
}

/** Bytes after which a batch ends: a block of this size can still be searched for literals. */
const BATCH_BYTES = 60 * 1_024;
const CUT_MARK = Buffer.from('…');
const NEWLINE = 0x0a;
const CODEC = lineCodec('utf8', Buffer.alloc(0));

/** Makes blocks of the messages; entries without message are left out. */
export function batchesOf(entries: readonly JournalEntry[], origin: BatchOrigin): readonly EntryBatch[] {
  const batches: EntryBatch[] = [];
  let current = new BatchBuilder();
  for (const entry of entries) {
    const { message } = entry;
    if (message !== null && message.length > 0) {
      current.add(entry, messageBytes(message, origin.maxLineBytes));
    }
    if (current.bytes >= BATCH_BYTES) {
      batches.push(current.end(origin));
      current = new BatchBuilder();
    }
  }
  return current.bytes > 0 ? [...batches, current.end(origin)] : batches;
}

/** Bytes of a message, cut at the longest length. */
function messageBytes(message: string | Buffer, most: number): Buffer {
  const bytes = typeof message === 'string' ? Buffer.from(message) : message;
  return bytes.length > most ? Buffer.concat([bytes.subarray(0, CODEC.wholeWithin(bytes, most)), CUT_MARK]) : bytes;
}

class BatchBuilder {
  bytes = 0;
  readonly #parts: Buffer[] = [];
  readonly #entries: JournalEntry[] = [];
  readonly #starts: number[] = [];
  #hasLineBreaks = false;

  add(entry: JournalEntry, message: Buffer): void {
    this.#starts.push(this.bytes);
    this.#entries.push(entry);
    this.#parts.push(message);
    this.bytes += message.length + 1;
    this.#hasLineBreaks ||= message.includes(NEWLINE);
  }

  end({ fileIds, path, sharedBy, maxLineBytes }: BatchOrigin): EntryBatch {
    const bytes = Buffer.alloc(this.bytes, NEWLINE);
    this.#parts.forEach((part, index) => part.copy(bytes, this.#starts[index]));
    return {
      block: {
        fileIds,
        path,
        bytes,
        offset: 0,
        codec: CODEC,
        guessed: false,
        maxLineBytes: maxLineBytes + CUT_MARK.length,
        multiLine: this.#hasLineBreaks ? [...this.#starts.slice(1), this.bytes] : null,
      },
      entries: this.#entries,
      starts: this.#starts,
      sharedBy,
    };
  }
}
