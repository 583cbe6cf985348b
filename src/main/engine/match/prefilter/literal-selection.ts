import { type ByteLiteral, TextStatistics, TYPICAL_TEXT } from '../scanner/literal';
import { LiteralHits, type ScanMemory } from '../scanner/memory';
import { MAX_LITERALS, rarestWindow, scanTables, type ScanTables } from '../scanner/build-tables';
import type { BytesRequired } from './requirement';

/** Smallest block that a sample is taken from, bytes. */
const MIN_SAMPLED_BYTES = 32 * 1_024;
/** A choice is good while at most one line per this many bytes is decoded in vain. */
const BYTES_PER_FALSE_POSITIVE = 8 * 1_024;
/** Bytes searched before the first review of a choice; doubled each time a choice is replaced. */
const FIRST_REVIEW_BYTES = 2 * 1_024 * 1_024;

/** Literals that find the lines of some rules in one encoding, chosen again when the mix of a file changes. */
export class LiteralPlan {
  readonly #memory: ScanMemory;
  readonly #required: readonly (BytesRequired | null)[];
  readonly #candidates: readonly ByteLiteral[];
  readonly #sample = new LiteralSample();
  #choice: LiteralChoice | null = null;
  #tables: ScanTables | null = null;
  #sampled = false;
  #bytes = 0;
  #falsePositives = 0;
  #reviewAfter = FIRST_REVIEW_BYTES;

  /** `required`: the requirement of each rule, null if none is known. */
  constructor(memory: ScanMemory, required: readonly (BytesRequired | null)[]) {
    this.#memory = memory;
    this.#required = required;
    this.#candidates = candidateLiterals(required);
  }

  /** Indexes of the rules to try on every line, as of the last search. */
  get everyLine(): readonly number[] {
    return this.#choice?.everyLine ?? [];
  }

  /** Tables of the current choice; null if every line has to be decoded or no sample was taken yet. */
  get chosenTables(): ScanTables | null {
    return this.#sampled && this.everyLine.length === 0 ? this.#tables : null;
  }

  /** Indexes of the rules that a literal was chosen for. */
  rulesOf(literal: number): readonly number[] {
    return this.#choice?.rulesOf[literal] ?? [];
  }

  /** Searches whole lines; null if they are too long to be copied into the scan memory. */
  search(bytes: Buffer): LiteralHits | null {
    const text = this.#memory.place(bytes);
    if (!text) {
      return null;
    }
    const tables = this.#tablesFor(bytes);
    // Sampling may have overwritten the copied text.
    return new LiteralHits(this.#memory, tables, this.#memory.place(bytes) ?? text);
  }

  /** Counts the bytes of a search and its decoded lines without a match. */
  recordSearch(bytes: number, falsePositives: number): void {
    this.#bytes += bytes;
    this.#falsePositives += falsePositives;
  }

  #tablesFor(bytes: Buffer): ScanTables {
    const sampling = bytes.length >= MIN_SAMPLED_BYTES && (!this.#sampled || this.#isDueForReplacement());
    if (this.#tables && !sampling) {
      return this.#tables;
    }
    if (sampling) {
      this.#sampled = true;
      this.#sample.take(bytes, this.#candidates, this.#memory);
    }
    this.#choice = chooseLiterals(this.#required, this.#sample.weigh);
    this.#tables = scanTables(this.#choice.literals, this.#sample.texts);
    return this.#tables;
  }

  #isDueForReplacement(): boolean {
    if (this.#bytes < this.#reviewAfter) {
      return false;
    }
    const isDue = this.#falsePositives * BYTES_PER_FALSE_POSITIVE > this.#bytes;
    this.#reviewAfter *= isDue ? 2 : 1;
    this.#bytes = 0;
    this.#falsePositives = 0;
    return isDue;
  }
}

/** Expected occurrences of a literal per byte of text. */
type Weigh = (literal: ByteLiteral) => number;

/** Literals that find the lines of some rules. Rules are given by index. */
export interface LiteralChoice {
  readonly literals: readonly ByteLiteral[];
  /** Rules that need each literal, in rule order. */
  readonly rulesOf: readonly (readonly number[])[];
  /** Rules that have to be tried on every line, in rule order. */
  readonly everyLine: readonly number[];
}

/** Chooses for each rule the rarest literals of which a line must contain one; null in `required` means none known. */
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

/** Every literal that could be chosen, without duplicates, up to `MAX_LITERALS`. */
function candidateLiterals(required: readonly (BytesRequired | null)[]): ByteLiteral[] {
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

/** Slices of a block that make a sample. */
const SLICES = 4;
const SLICE_BYTES = 64 * 1_024;
/** Bytes of each slice that feed the byte statistics. */
const STATISTICS_BYTES = 12 * 1_024;
/** Most hits counted in one slice; more would not change the choice. */
const MAX_COUNTED = 20_000;
/** Cost of a candidate place that turns out not to be the literal, as a share of the cost of a line that has it. */
const FALSE_CANDIDATE_COST = 0.03;

/** Measured rates of literals in the files of some rules. */
class LiteralSample {
  readonly #rates = new Map<string, number>();
  #texts = TYPICAL_TEXT;

  /** Byte statistics of the last sample. */
  get texts(): TextStatistics {
    return this.#texts;
  }

  /** Cost of searching for a literal per byte of text, in decoded lines. */
  readonly weigh = (literal: ByteLiteral): number => {
    const { share } = rarestWindow(literal, this.#texts);
    const rate = this.#rates.get(literal.key);
    return rate === undefined ? share : rate + share * FALSE_CANDIDATE_COST;
  };

  /** Counts the literals in slices of `bytes`. A rate never falls below an earlier sample, since files differ. */
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
