/** Longest line read whole, bytes: an entry with a message of 4 MiB as a list of byte values. */
const MAX_LINE_BYTES = 16 * 1_024 * 1_024;
/** Bytes kept of the end of a longer line. */
const TAIL_BYTES = 64 * 1_024;

/** Collects the output of journalctl and cuts it into lines. Of a longer line only the two ends are kept. */
export class EntryLines {
  readonly #most: number;
  #parts: Buffer[] = [];
  #bytes = 0;
  /** Last bytes of a line that is too long; null while it is not. */
  #tail: Buffer | null = null;

  constructor(most = MAX_LINE_BYTES) {
    this.#most = most;
  }

  /** Takes output and returns the lines that end in it. */
  push(chunk: Buffer): string[] {
    const first = chunk.indexOf(0x0a);
    if (first < 0) {
      this.#keep(chunk);
      return [];
    }
    const lines = [this.#end(chunk.subarray(0, first))];
    const last = chunk.lastIndexOf(0x0a);
    if (last > first) {
      lines.push(...chunk.toString('utf8', first + 1, last).split('\n'));
    }
    this.#keep(chunk.subarray(last + 1));
    return lines;
  }

  #keep(chunk: Buffer): void {
    if (chunk.length === 0) {
      return;
    }
    if (this.#bytes + chunk.length <= this.#most) {
      this.#parts.push(chunk);
      this.#bytes += chunk.length;
      return;
    }
    this.#tail = Buffer.concat([this.#tail ?? Buffer.alloc(0), chunk]).subarray(-TAIL_BYTES);
  }

  #end(chunk: Buffer): string {
    this.#keep(chunk);
    const line = Buffer.concat(this.#tail ? [...this.#parts, this.#tail] : this.#parts).toString();
    this.#parts = [];
    this.#bytes = 0;
    this.#tail = null;
    return line;
  }
}
