import type { BytesRequired } from './literal-bytes';
import { chooseLiterals, literalsToWeigh, type LiteralChoice } from './literal-choice';
import { LiteralSample } from './literal-sample';
import type { ByteLiteral } from './scan/byte-literal';
import { LiteralHits } from './scan/literal-hits';
import type { ScanMemory } from './scan/scan-memory';
import { scanTables, type ScanTables } from './scan/scan-tables';

/** Least bytes of a block that a sample is taken from. */
const SAMPLED_BYTES = 32 * 1_024;
/** A choice is good while at most one line in so many bytes is looked at for nothing. */
const BYTES_PER_IDLE_LINE = 8 * 1_024;
/** Bytes read before a choice is questioned for the first time; twice as many each time after. */
const FIRST_LOOK_BYTES = 2 * 1_024 * 1_024;

/** The literals that the lines of some rules are found by in one encoding, chosen anew when a file shows another mix. */
export class LiteralPlan {
  readonly #memory: ScanMemory;
  readonly #required: readonly (BytesRequired | null)[];
  readonly #toWeigh: readonly ByteLiteral[];
  readonly #sample = new LiteralSample();
  #choice: LiteralChoice | null = null;
  #tables: ScanTables | null = null;
  #sampled = false;
  #bytes = 0;
  #idleLines = 0;
  #lookAfter = FIRST_LOOK_BYTES;

  /** `required`: for each rule what its lines must have, null for nothing known. */
  constructor(memory: ScanMemory, required: readonly (BytesRequired | null)[]) {
    this.#memory = memory;
    this.#required = required;
    this.#toWeigh = literalsToWeigh(required);
  }

  /** The rules to try on every line, by their index; as of the last search. */
  get everyLine(): readonly number[] {
    return this.#choice?.everyLine ?? [];
  }

  /** What a search goes by; null where every line has to be looked at, or nothing was read by which to choose well. */
  get chosenTables(): ScanTables | null {
    return this.#sampled && this.everyLine.length === 0 ? this.#tables : null;
  }

  /** The rules that a literal was chosen for, by their index. */
  rulesOf(literal: number): readonly number[] {
    return this.#choice?.rulesOf[literal] ?? [];
  }

  /** Searches whole lines; null when they are too many to be copied to the memory of the search. */
  search(bytes: Buffer): LiteralHits | null {
    const text = this.#memory.place(bytes);
    if (!text) {
      return null;
    }
    const tables = this.#tablesFor(bytes);
    // A sample may have taken the place of what was copied.
    return new LiteralHits(this.#memory, tables, this.#memory.place(bytes) ?? text);
  }

  /** Notes what a search came to: lines looked at in which nothing matched. */
  note(bytes: number, idleLines: number): void {
    this.#bytes += bytes;
    this.#idleLines += idleLines;
  }

  #tablesFor(bytes: Buffer): ScanTables {
    const sampling = bytes.length >= SAMPLED_BYTES && (!this.#sampled || this.#isQuestionable());
    if (this.#tables && !sampling) {
      return this.#tables;
    }
    if (sampling) {
      this.#sampled = true;
      this.#sample.take(bytes, this.#toWeigh, this.#memory);
    }
    this.#choice = chooseLiterals(this.#required, this.#sample.weigh);
    this.#tables = scanTables(this.#choice.literals, this.#sample.texts);
    return this.#tables;
  }

  #isQuestionable(): boolean {
    if (this.#bytes < this.#lookAfter) {
      return false;
    }
    const questionable = this.#idleLines * BYTES_PER_IDLE_LINE > this.#bytes;
    this.#lookAfter *= questionable ? 2 : 1;
    this.#bytes = 0;
    this.#idleLines = 0;
    return questionable;
  }
}
