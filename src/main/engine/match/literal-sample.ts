import type { ByteLiteral } from './scan/byte-literal';
import { LiteralHits } from './scan/literal-hits';
import type { ScanMemory } from './scan/scan-memory';
import { rarestWindow, scanTables } from './scan/scan-tables';
import { TextStatistics, TYPICAL_TEXT } from './scan/text-statistics';

/** A sample is this many slices of a block, of this many bytes each. */
const SLICES = 4;
const SLICE_BYTES = 64 * 1_024;
/** Bytes of each slice that the statistics are made from. */
const STATISTICS_BYTES = 12 * 1_024;
/** Hits counted in one slice: more tell nothing new. */
const MAX_COUNTED = 20_000;
/** What a place costs that only looks like a literal, as a share of the cost of a line that has it. */
const FALSE_PLACE = 0.03;

/** What is known of how often literals stand in the files of some rules. */
export class LiteralSample {
  readonly #rates = new Map<string, number>();
  #texts = TYPICAL_TEXT;

  /** The texts as they were when last sampled. */
  get texts(): TextStatistics {
    return this.#texts;
  }

  /** What looking for a literal costs per byte, in lines looked at. */
  readonly weigh = (literal: ByteLiteral): number => {
    const { share } = rarestWindow(literal, this.#texts);
    const rate = this.#rates.get(literal.key);
    return rate === undefined ? share : rate + share * FALSE_PLACE;
  };

  /** Counts the literals in slices of `bytes`. What was frequent in an earlier sample stays so: files of one kind differ. */
  take(bytes: Buffer, literals: readonly ByteLiteral[], memory: ScanMemory): void {
    const slices = slicesOf(bytes);
    this.#texts = new TextStatistics(Buffer.concat(slices.map((slice) => slice.subarray(0, STATISTICS_BYTES))));
    const tables = scanTables(literals, this.#texts);
    const counts = new Float64Array(literals.length);
    for (const slice of slices) {
      const text = memory.place(slice);
      if (text) {
        const hits = new LiteralHits(memory, tables, text);
        for (let number = 0; hits.at < Infinity && number < MAX_COUNTED; number += 1) {
          counts[hits.literal] = (counts[hits.literal] ?? 0) + 1;
          hits.next();
        }
      }
    }
    const length = slices.reduce((sum, slice) => sum + slice.length, 0);
    literals.forEach(({ key }, number) => {
      const rate = (counts[number] ?? 0) / length;
      this.#rates.set(key, Math.max(rate, this.#rates.get(key) ?? 0));
    });
  }
}

function slicesOf(bytes: Buffer): Buffer[] {
  const step = Math.max(SLICE_BYTES, Math.floor(bytes.length / SLICES));
  const slices: Buffer[] = [];
  for (let at = 0; at < bytes.length && slices.length < SLICES; at += step) {
    slices.push(bytes.subarray(at, at + SLICE_BYTES));
  }
  return slices;
}
