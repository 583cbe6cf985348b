import { isAscii, isUtf8 } from 'node:buffer';
import { looksLikeCp949 } from '../watch/reader/encoding';
import { type Block, endOfLastLine, endOfLine, lineBetween, lineText, textBetween } from '../watch/reader/lines';
import type { CompiledRule, MatchInBlock } from './compiled-rule';
import type { LiteralPlan } from './prefilter/literal-selection';
import type { LiteralHits } from './scanner/memory';

/** One pass of rules over one block. */
export class LineSearch {
  readonly #block: Block;
  readonly #rules: readonly CompiledRule[];
  readonly #plan: LiteralPlan | null;
  readonly #offset: number;
  /** The rules to try on lines that have one literal only. */
  readonly #byLiteral = new Map<number, readonly CompiledRule[]>();
  #looksCp949 = false;

  /** `offset`: where this block begins in the one it is a piece of, bytes. */
  constructor(block: Block, rules: readonly CompiledRule[], plan: LiteralPlan | null, offset = 0) {
    this.#block = block;
    this.#rules = rules;
    this.#plan = plan;
    this.#offset = offset;
  }

  /** Whether a line that was looked at reads better as CP949. */
  get looksCp949(): boolean {
    return this.#looksCp949;
  }

  /** Adds what the rules find, in the order of the lines. */
  run(matches: MatchInBlock[]): void {
    const plan = this.#plan;
    const hits = plan?.search(this.#block.bytes) ?? null;
    if (!plan || !hits) {
      this.#everyLine(() => this.#rules, matches);
    } else if (plan.everyLine.length > 0) {
      const always = this.#rulesOf(plan.everyLine);
      this.#everyLine((end) => (hits.at < end ? this.#rulesAt(plan, hits, end) : always), matches);
    } else {
      this.#linesHit(plan, hits, matches);
    }
  }

  #everyLine(rulesUpTo: (end: number) => readonly CompiledRule[], matches: MatchInBlock[]): void {
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

  #linesHit(plan: LiteralPlan, hits: LiteralHits, matches: MatchInBlock[]): void {
    const edges = lineEdges(this.#block);
    const texts = oneByOne(this.#block);
    let idleLines = 0;
    while (hits.at < Infinity) {
      const start = edges.startOf(hits.at);
      const end = edges.endFrom(start);
      const before = matches.length;
      const line = texts.next(start, end);
      this.#looksCp949 ||= this.#readsBetterAsCp949(line, start, end);
      this.#tryRules(this.#rulesAt(plan, hits, end), line, start, texts, matches);
      idleLines += matches.length === before ? 1 : 0;
    }
    plan.note(this.#block.bytes.length, idleLines);
  }

  /** The rules to try on the line that ends at `end`, which has the next hit. Most lines are hit by one literal only. */
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
        const line = texts.areParts ? Buffer.from(text).toString() : text;
        matches.push({ rule, line, found: texts.areParts ? (rule.find(line) ?? found) : found, start });
      }
    }
  }
}

/** How much of a block is looked at beside the lines that are read anyway, bytes. */
const LOOKED_AT_BYTES = 16 * 1_024;

/** Whether the first lines of a block that was taken for UTF-8 read better as CP949. */
export function blockLooksCp949(block: Block): boolean {
  if (!block.guessed || block.codec.unit !== 1) {
    return false;
  }
  const start = block.bytes.subarray(0, LOOKED_AT_BYTES);
  const lines = start.length < block.bytes.length ? start.subarray(0, endOfLastLine(start, block.codec)) : start;
  return !isUtf8(lines) && someLineLooksCp949(lines);
}

/** The same for one line. */
function lineLooksCp949(block: Block, bytes: Buffer): boolean {
  return block.guessed && block.codec.unit === 1 && !isUtf8(bytes) && looksLikeCp949(bytes);
}

function someLineLooksCp949(lines: Buffer): boolean {
  for (let start = 0; start < lines.length;) {
    const newline = lines.indexOf(0x0a, start);
    const end = newline < 0 ? lines.length : newline;
    const line = lines.subarray(start, end);
    if (!isUtf8(line) && looksLikeCp949(line)) {
      return true;
    }
    start = end + 1;
  }
  return false;
}

/** Where the lines of a block, or its events, begin and end. It goes forward only. */
interface LineEdges {
  /** Where the line ends that begins at `start`. */
  endFrom(start: number): number;
  /** Where the line begins that has the byte `at`, which is no newline. */
  startOf(at: number): number;
}

/** The edges in a block; `startOf` is for encodings in which a character of one byte is a newline. */
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

/** After so many lines of a block it is worth a look whether all of it is ASCII. */
const MANY_LINES = 64;

/** The texts of the lines of a block. */
export interface LineTexts {
  /** The text of the next line, which stands at [start, end). */
  readonly next: (start: number, end: number) => string;
  /** True when each is a part of one long text, the whole of which stays in memory with it. */
  readonly areParts: boolean;
}

/** Bytes that a UTF-16 unit of a text takes at most: three in UTF-8 (RFC 3629). */
const MOST_BYTES_PER_UNIT = 3;

/** The texts of all lines of a block, from the first on; decoded together where that comes to the same, which is quicker. */
function lineTexts(block: Block): LineTexts {
  const { codec, bytes, multiLine, maxLineBytes } = block;
  const together = codec.decodesTogether && !multiLine && hasNoLineOver(maxLineBytes / MOST_BYTES_PER_UNIT, bytes);
  return together ? textsOf(isAscii(bytes) ? bytes.toString('latin1') : codec.decode(bytes)) : oneByOne(block);
}

/** The texts of single lines anywhere in a block. */
function oneByOne(block: Block): LineTexts {
  const { bytes, codec, multiLine } = block;
  if (multiLine) {
    return { next: (start, end) => lineText(lineBetween(block, start, end), codec), areParts: false };
  }
  let { decode } = codec;
  let asked = 0;
  const next = (start: number, end: number): string => {
    asked += 1;
    if (asked === MANY_LINES && codec.decodesTogether && isAscii(bytes)) {
      decode = decodeAscii;
    }
    return textBetween(block, start, end, decode);
  };
  return { next, areParts: false };
}

function decodeAscii(bytes: Buffer, start?: number, end?: number): string {
  return bytes.toString('latin1', start, end);
}

/** What a line of a decoded text is, as `lineBetween` and `lineText` have it of bytes. */
function textsOf(text: string): LineTexts {
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
  return { next, areParts: true };
}

/** Looks for a newline at every `limit` bytes only. */
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
