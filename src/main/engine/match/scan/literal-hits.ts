import type { ScanMemory, ScanText } from './scan-memory';
import type { ScanTables } from './scan-tables';

/** The hits of a search one after the other, in the order of their places. Only one search of a memory at a time. */
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

  /** A place within the literal that was found, bytes from the start of the text; Infinity behind the last. */
  get at(): number {
    return this.#at;
  }

  /** Which of the literals it is. */
  get literal(): number {
    return this.#literal;
  }

  /** Goes on to the next hit. */
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
