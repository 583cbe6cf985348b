import { wasmBase64 } from './assembly/literal-scan.ts?assembly';
import { LITERAL_BYTES } from './literal';
import { MAX_LITERALS, MAX_TABLE_BYTES, type ScanTables } from './build-tables';

const PAGE_BYTES = 65_536;
/** The search reads past the end of a text; those bytes do not matter. */
const PADDING_BYTES = 128;
/** The lowest addresses stay unused. */
const TABLES_AT = 4_096;
const HITS_AT = TABLES_AT + aligned(MAX_TABLE_BYTES);
/** Most hits per call; more than the longest chain of literals. */
const MAX_HITS = 2 * MAX_LITERALS;
const HIT_BYTES = 8;
const TEXT_AT = HITS_AT + aligned(HIT_BYTES * (MAX_HITS + 1));
/** Space for copies of texts outside this memory, bytes. */
const COPY_BYTES = 256 * 1_024;
/** Size of the read buffer, bytes. */
const DEFAULT_TEXT_BYTES = 1_024 * 1_024;

type ScanMultiple = (tables: number, start: number, from: number, to: number, hits: number, capacity: number) => number;

/** Exports of literal-scan.ts; addresses are bytes from the start of the memory. */
interface ScanExports {
  readonly scanMany: ScanMultiple;
  readonly scanFew: ScanMultiple;
  readonly scanOne: (
    tables: number,
    from: number,
    to: number,
    hits: number,
    capacity: number,
    first: number,
    second: number,
  ) => number;
  readonly countNewlines: (from: number, to: number) => number;
}

/** A text in the scan memory: [start, end), bytes from the start of the memory. */
export interface ScanText {
  readonly start: number;
  readonly end: number;
}

/** WebAssembly memory that files are read into and literals are searched in, without a copy. One per engine. */
export class ScanMemory {
  /** Read buffer; searching it needs no copy. */
  readonly buffer: Buffer;
  /** Hits of the last call: from index 2 on, pairs of address and literal number. */
  readonly hits: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #copyAt: number;
  readonly #exports: ScanExports;
  #loaded: ScanTables | null = null;

  private constructor(memory: WebAssembly.Memory, exports: ScanExports, textBytes: number) {
    this.#exports = exports;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#copyAt = TEXT_AT + aligned(textBytes + PADDING_BYTES);
    this.buffer = Buffer.from(memory.buffer, TEXT_AT, textBytes);
    this.hits = new Uint32Array(memory.buffer, HITS_AT, 2 * (MAX_HITS + 1));
  }

  /** Creates the memory; null if WebAssembly with SIMD is unavailable. */
  static create(textBytes = DEFAULT_TEXT_BYTES): ScanMemory | null {
    const bytes = TEXT_AT + aligned(textBytes + PADDING_BYTES) + COPY_BYTES + PADDING_BYTES;
    const pages = Math.ceil(bytes / PAGE_BYTES);
    try {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
      const module = new WebAssembly.Module(Buffer.from(wasmBase64, 'base64'));
      const instance = new WebAssembly.Instance(module, { env: { memory } });
      return new ScanMemory(memory, instance.exports as unknown as ScanExports, textBytes);
    } catch (error) {
      if (
        error instanceof WebAssembly.CompileError ||
        error instanceof WebAssembly.LinkError ||
        error instanceof RangeError
      ) {
        return null;
      }
      throw error;
    }
  }

  /** Longest text outside this memory that `place` accepts, bytes. */
  get longestCopy(): number {
    return COPY_BYTES;
  }

  /** Locates a text, after copying it if it is outside this memory; null if it is too long to copy. */
  place(text: Buffer): ScanText | null {
    if (text.buffer === this.#bytes.buffer) {
      return { start: text.byteOffset, end: text.byteOffset + text.length };
    }
    if (text.length > COPY_BYTES) {
      return null;
    }
    this.#bytes.set(text, this.#copyAt);
    return { start: this.#copyAt, end: this.#copyAt + text.length };
  }

  /** Number of bytes 0x0A in a text, which is copied if it is outside this memory. */
  countNewlines(text: Buffer): number {
    let count = 0;
    const most = text.buffer === this.#bytes.buffer ? text.length : COPY_BYTES;
    for (let from = 0; from < text.length; from += most) {
      const placed = this.place(text.subarray(from, from + most));
      count += placed === null ? 0 : this.#exports.countNewlines(placed.start, placed.end);
    }
    return count;
  }

  /**
   * Searches from address `from` to the end of the text and returns the number of hits written to `hits`. A hit's
   * address lies within the literal; the search continues at `nextFrom`.
   */
  scan(tables: ScanTables, text: ScanText, from: number): number {
    if (this.#loaded !== tables) {
      this.#bytes.set(tables.image, TABLES_AT);
      this.#loaded = tables;
    }
    const { start, end } = text;
    const { kind, rarest } = tables;
    switch (kind) {
      case 'one':
        return this.#exports.scanOne(TABLES_AT, from, end, HITS_AT, MAX_HITS, ...rarest);
      case 'few':
        return this.#exports.scanFew(TABLES_AT, start, from, end, HITS_AT, MAX_HITS);
      case 'many':
        return this.#exports.scanMany(TABLES_AT, start, from, end, HITS_AT, MAX_HITS);
    }
  }

  /** Address at which the last call of `scan` stopped; the end of its text if it is finished. */
  get nextFrom(): number {
    return this.hits[0] ?? 0;
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / LITERAL_BYTES) * LITERAL_BYTES;
}

/** Iterates over the hits of a search in order of their places. A memory supports one search at a time. */
export class LiteralHits {
  readonly #memory: ScanMemory;
  readonly #tables: ScanTables;
  readonly #text: ScanText;
  #from: number;
  #index = 0;
  #count = 0;
  #at = -1;
  #literal = -1;

  /** Searches a text that lies in the memory. */
  constructor(memory: ScanMemory, tables: ScanTables, text: ScanText) {
    this.#memory = memory;
    this.#tables = tables;
    this.#text = text;
    this.#from = text.start;
    this.next();
  }

  /** Place within the found literal, bytes from the start of the text; Infinity after the last hit. */
  get at(): number {
    return this.#at;
  }

  /** Number of the found literal. */
  get literal(): number {
    return this.#literal;
  }

  /** Moves to the next hit. */
  next(): void {
    while (this.#index === this.#count) {
      if (this.#from >= this.#text.end) {
        this.#at = Infinity;
        return;
      }
      this.#count = this.#memory.scan(this.#tables, this.#text, this.#from);
      this.#from = this.#memory.nextFrom;
      this.#index = 0;
    }
    const hit = 2 + this.#index * 2;
    this.#at = (this.#memory.hits[hit] ?? 0) - this.#text.start;
    this.#literal = this.#memory.hits[hit + 1] ?? 0;
    this.#index += 1;
  }
}
