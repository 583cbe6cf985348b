import { isAscii, isUtf8 } from 'node:buffer';
import { lineLooksCp949 } from '../watch/reader/cp949-hint';
import { type Block, endOfLine, lineBetween, lineText, textBetween } from '../watch/reader/lines';
import type { CompiledRule, MatchInBlock } from './compiled-rule';
import type { LiteralPlan } from './prefilter/literal-selection';
import type { LiteralHits } from './scanner/memory';

/** Runs rules over one block of lines. */
export class LineSearch {
  readonly #block: Block;
  readonly #rules: readonly CompiledRule[];
  readonly #plan: LiteralPlan | null;
  readonly #offset: number;
  /** Rules to try on a line that contains only this literal. */
  readonly #byLiteral = new Map<number, readonly CompiledRule[]>();
  #looksCp949 = false;

  /** `offset`: start of this block within the block it was cut from, bytes. */
  constructor(block: Block, rules: readonly CompiledRule[], plan: LiteralPlan | null, offset = 0) {
    this.#block = block;
    this.#rules = rules;
    this.#plan = plan;
    this.#offset = offset;
  }

  /** True if a decoded line reads better as CP949. */
  get looksCp949(): boolean {
    return this.#looksCp949;
  }

  /** Appends the matches in line order. */
  run(matches: MatchInBlock[]): void {
    const plan = this.#plan;
    const hits = plan?.search(this.#block.bytes) ?? null;
    if (!plan || !hits) {
      this.#searchAllLines(() => this.#rules, matches);
    } else if (plan.everyLine.length > 0) {
      const always = this.#rulesOf(plan.everyLine);
      this.#searchAllLines((end) => (hits.at < end ? this.#rulesAt(plan, hits, end) : always), matches);
    } else {
      this.#searchHits(plan, hits, matches);
    }
  }

  #searchAllLines(rulesUpTo: (end: number) => readonly CompiledRule[], matches: MatchInBlock[]): void {
    const { bytes } = this.#block;
    const edges = lineEdges(this.#block);
    const texts = lineTexts(this.#block);
    const mayBeCp949 = this.#block.guessed && !isUtf8(bytes);
    for (let start = 0; start < bytes.length;) {
      const end = edges.endFrom(start);
      const line = texts.next(start, end);
      this.#looksCp949 ||= mayBeCp949 && this.#readsBetterAsCp949(line, start, end);
      this.#tryRules(rulesUpTo(end), line, start, texts, matches);
      start = end;
    }
  }

  #searchHits(plan: LiteralPlan, hits: LiteralHits, matches: MatchInBlock[]): void {
    const edges = lineEdges(this.#block);
    const texts = separateTexts(this.#block);
    let falsePositives = 0;
    while (hits.at < Infinity) {
      const start = edges.startOf(hits.at);
      const end = edges.endFrom(start);
      const before = matches.length;
      const line = texts.next(start, end);
      this.#looksCp949 ||= this.#readsBetterAsCp949(line, start, end);
      this.#tryRules(this.#rulesAt(plan, hits, end), line, start, texts, matches);
      falsePositives += matches.length === before ? 1 : 0;
    }
    plan.recordSearch(this.#block.bytes.length, falsePositives);
  }

  /** Rules to try on the line that ends at `end` and contains the next hit. Most lines contain a single literal. */
  #rulesAt(plan: LiteralPlan, hits: LiteralHits, end: number): readonly CompiledRule[] {
    const { literal } = hits;
    hits.next();
    while (hits.at < end && hits.literal === literal) {
      hits.next();
    }
    return hits.at < end || plan.everyLine.length > 0
      ? this.#rulesOfAll(plan, literal, hits, end)
      : this.#rulesOfOne(plan, literal);
  }

  #rulesOfOne(plan: LiteralPlan, literal: number): readonly CompiledRule[] {
    const known = this.#byLiteral.get(literal);
    if (known) {
      return known;
    }
    const rules = this.#rulesOf(plan.rulesOf(literal).toSorted((a, b) => a - b));
    this.#byLiteral.set(literal, rules);
    return rules;
  }

  #rulesOfAll(plan: LiteralPlan, literal: number, hits: LiteralHits, end: number): readonly CompiledRule[] {
    const wanted = new Set([...plan.everyLine, ...plan.rulesOf(literal)]);
    while (hits.at < end) {
      for (const rule of plan.rulesOf(hits.literal)) {
        wanted.add(rule);
      }
      hits.next();
    }
    return this.#rulesOf([...wanted].sort((a, b) => a - b));
  }

  #rulesOf(indices: readonly number[]): readonly CompiledRule[] {
    return indices.flatMap((index) => this.#rules[index] ?? []);
  }

  #readsBetterAsCp949(line: string, start: number, end: number): boolean {
    return line.includes('\ufffd') && lineLooksCp949(this.#block, lineBetween(this.#block, start, end).bytes);
  }

  #tryRules(
    rules: readonly CompiledRule[],
    text: string,
    lineStart: number,
    texts: LineTexts,
    matches: MatchInBlock[],
  ): void {
    for (const rule of rules) {
      const found = rule.find(text);
      if (found) {
        const start = this.#offset + lineStart;
        // Lines decoded together have no lone surrogates, so that nothing changes on the way.
        const line = texts.areSlices ? Buffer.from(text).toString() : text;
        matches.push({ rule, line, found: texts.areSlices ? (rule.find(line) ?? found) : found, start });
      }
    }
  }
}

/** Boundaries of the lines, or multi-line entries, of a block. Moves forward only. */
interface LineEdges {
  /** End of the line that starts at `start`, bytes. */
  endFrom(start: number): number;
  /** Start of the line that contains byte `at`, which is not a newline. */
  startOf(at: number): number;
}

/** Boundaries in a block; `startOf` needs an encoding whose newline is one byte. */
function lineEdges({ bytes, codec, multiLine }: Block): LineEdges {
  if (multiLine) {
    return entryEdges(multiLine, bytes.length);
  }
  return {
    endFrom: (start) => {
      const end = endOfLine(bytes, start, codec);
      return end < 0 ? bytes.length : end;
    },
    startOf: (at) => bytes.lastIndexOf(0x0a, at) + 1,
  };
}

function entryEdges(ends: readonly number[], length: number): LineEdges {
  let index = 0;
  const startOf = (at: number): number => {
    while ((ends[index] ?? length) <= at && index < ends.length) {
      index += 1;
    }
    return index === 0 ? 0 : (ends[index - 1] ?? length);
  };
  return {
    endFrom: (start) => {
      startOf(start);
      return ends[index] ?? length;
    },
    startOf,
  };
}

/** Lines decoded one by one before an ASCII check of the whole block pays off. */
const LINES_BEFORE_ASCII_CHECK = 64;

/** Decodes the lines of a block. */
interface LineTexts {
  /** Text of the next line, which occupies [start, end). */
  readonly next: (start: number, end: number) => string;
  /** True if each text is a slice of one long string, and so keeps all of it in memory. */
  readonly areSlices: boolean;
}

/** Most bytes per UTF-16 unit: three in UTF-8 (RFC 3629). */
const MAX_BYTES_PER_UNIT = 3;

/** Decodes every line of a block from the first on; in one go, which is faster, where the result is the same. */
function lineTexts(block: Block): LineTexts {
  const { codec, bytes, multiLine, maxLineBytes } = block;
  const together = codec.decodesTogether && !multiLine && hasNoLineOver(maxLineBytes / MAX_BYTES_PER_UNIT, bytes);
  return together ? sliceTexts(isAscii(bytes) ? bytes.toString('latin1') : codec.decode(bytes)) : separateTexts(block);
}

/** Decodes single lines anywhere in a block. */
function separateTexts(block: Block): LineTexts {
  const { bytes, codec, multiLine } = block;
  if (multiLine) {
    return { next: (start, end) => lineText(lineBetween(block, start, end), codec), areSlices: false };
  }
  let { decode } = codec;
  let lines = 0;
  const next = (start: number, end: number): string => {
    lines += 1;
    if (lines === LINES_BEFORE_ASCII_CHECK && codec.decodesTogether && isAscii(bytes)) {
      decode = decodeAscii;
    }
    return textBetween(block, start, end, decode);
  };
  return { next, areSlices: false };
}

function decodeAscii(bytes: Buffer, start?: number, end?: number): string {
  return bytes.toString('latin1', start, end);
}

/** Cuts a decoded text into lines by the rules that `lineBetween` and `lineText` apply to bytes. */
function sliceTexts(text: string): LineTexts {
  let at = 0;
  const next = (): string => {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    let from = at;
    while (from < end && text.charCodeAt(from) === 0) {
      from += 1;
    }
    at = end + 1;
    const to = end > from && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    return text.slice(to > from && text.charCodeAt(from) === 0xfeff ? from + 1 : from, to);
  };
  return { next, areSlices: true };
}

/** True if no line is longer than `limit` bytes; searches backwards from every `limit` bytes, not every newline. */
function hasNoLineOver(limit: number, bytes: Buffer): boolean {
  for (let start = 0; start + limit < bytes.length;) {
    const newline = bytes.lastIndexOf(0x0a, start + limit);
    if (newline < start) {
      return false;
    }
    start = newline + 1;
  }
  return true;
}
