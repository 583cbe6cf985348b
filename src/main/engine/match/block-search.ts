import { isUtf8 } from 'node:buffer';
import { lineBetween, type Block } from '../watch/reader/lines';
import type { CompiledRule } from './compiled-rule';
import { lineLooksCp949 } from './cp949-hint';
import { lineEdges } from './line-edges';
import { lineTexts, oneByOne, type LineTexts } from './line-texts';
import type { LiteralPlan } from './literal-plan';
import type { MatchInBlock } from './match-block';
import type { LiteralHits } from './scan/literal-hits';

/** One pass of rules over one block. */
export class BlockSearch {
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
