import { type ByteLiteral, TextStatistics, TYPICAL_TEXT } from '../scanner/literal';
import { LiteralHits, type ScanMemory } from '../scanner/memory';
import { MAX_LITERALS, rarestWindow, scanTables, type ScanTables } from '../scanner/tables';
import type { BytesRequired } from './requirement';

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

/** How often a literal is expected, per byte of text. */
export type Weigh = (literal: ByteLiteral) => number;

/** What the lines of some rules are found by. Rules go by their index. */
export interface LiteralChoice {
  readonly literals: readonly ByteLiteral[];
  /** For each literal the rules that want it, in their order. */
  readonly rulesOf: readonly (readonly number[])[];
  /** The rules that have to be tried on every line, in their order. */
  readonly everyLine: readonly number[];
}

/** Chooses for each rule the rarest literals of which its lines must have one; `required` has null for a rule that has none. */
export function chooseLiterals(required: readonly (BytesRequired | null)[], weigh: Weigh): LiteralChoice {
  const chosen = new Map<string, { readonly literal: ByteLiteral; readonly rules: number[] }>();
  const everyLine: number[] = [];
  required.forEach((requirement, rule) => {
    const literals = requirement && rarest(requirement, weigh).literals;
    if (!literals || chosen.size + literals.length > MAX_LITERALS) {
      everyLine.push(rule);
      return;
    }
    for (const literal of literals) {
      const rules = chosen.get(literal.key)?.rules ?? [];
      if (!rules.includes(rule)) {
        rules.push(rule);
      }
      chosen.set(literal.key, { literal, rules });
    }
  });
  const all = [...chosen.values()];
  return { literals: all.map(({ literal }) => literal), rulesOf: all.map(({ rules }) => rules), everyLine };
}

/** Every literal that could be chosen, each once, as many as can be searched for. */
function literalsToWeigh(required: readonly (BytesRequired | null)[]): ByteLiteral[] {
  const all = new Map<string, ByteLiteral>();
  const collect = (requirement: BytesRequired | null): void => {
    if (requirement?.kind === 'bytes') {
      all.set(requirement.literal.key, requirement.literal);
    } else if (requirement && requirement.kind !== 'never') {
      requirement.of.forEach(collect);
    }
  };
  required.forEach(collect);
  return [...all.values()].slice(0, MAX_LITERALS);
}

interface Weighed {
  readonly literals: readonly ByteLiteral[];
  readonly weight: number;
}

function rarest(requirement: BytesRequired, weigh: Weigh): Weighed {
  switch (requirement.kind) {
    case 'never':
      return { literals: [], weight: 0 };
    case 'bytes':
      return { literals: [requirement.literal], weight: weigh(requirement.literal) };
    case 'any': {
      const parts = requirement.of.map((part) => rarest(part, weigh));
      return {
        literals: parts.flatMap(({ literals }) => literals),
        weight: parts.reduce((sum, { weight }) => sum + weight, 0),
      };
    }
    case 'all':
      return requirement.of
        .map((part) => rarest(part, weigh))
        .reduce((least, part) => (part.weight < least.weight ? part : least));
  }
}

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
class LiteralSample {
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
