import { blockLooksCp949 } from '../watch/reader/cp949-hint';
import type { LineCodec } from '../watch/reader/encoding';
import { type Block, endOfLastLine } from '../watch/reader/lines';
import type { BlockMatches, CompiledRule, MatchInBlock } from './compiled-rule';
import { LineSearch } from './line-search';
import { LiteralPlan } from './prefilter/literal-selection';
import { requiredLiterals } from './prefilter/required-literals';
import { requiredBytes, type Requirement } from './prefilter/requirement';
import type { ScanMemory } from './scanner/memory';
import type { ScanTables } from './scanner/build-tables';

const NOTHING: BlockMatches = { matches: [], looksCp949: false };

/**
 * Runs rules over blocks of lines. A search for the literals that the rules require skips most lines without decoding
 * them.
 */
export class Matcher {
  readonly rules: readonly CompiledRule[];
  readonly #memory: ScanMemory | null;
  readonly #required = new Map<CompiledRule, Requirement | null>();
  readonly #groups = new Map<string, RuleGroup>();

  /** Tries every rule on every line if `memory` is null. Blocks read into the memory's buffer need no copy. */
  constructor(rules: readonly CompiledRule[], memory: ScanMemory | null) {
    this.rules = rules;
    this.#memory = memory;
  }

  /** Literals searched for in these files; null if every line or no line is decoded, or nothing was searched yet. */
  tablesFor(fileIds: readonly string[], codec: LineCodec): ScanTables | null {
    const group = this.#groupOf(fileIds);
    return group.rules.length > 0 ? (group.planFor(codec)?.chosenTables ?? null) : null;
  }

  /** Finds the matches of the rules that apply to the file, by line and then in rule order. */
  match(block: Block): BlockMatches {
    const group = this.#groupOf(block.fileIds);
    if (group.rules.length === 0 || block.bytes.length === 0) {
      return NOTHING;
    }
    const matches: MatchInBlock[] = [];
    let looksCp949 = blockLooksCp949(block);
    for (const piece of this.#piecesOf(block)) {
      const offset = piece.bytes.byteOffset - block.bytes.byteOffset;
      const search = new LineSearch(piece, group.rules, group.planFor(piece.codec), offset);
      search.run(matches);
      looksCp949 ||= search.looksCp949;
    }
    return { matches, looksCp949 };
  }

  #groupOf(fileIds: readonly string[]): RuleGroup {
    const key = fileIds.join('\n');
    let group = this.#groups.get(key);
    if (!group) {
      const concerned = this.rules.filter((rule) => rule.concerns(fileIds));
      group = new RuleGroup(concerned, this.#memory, (rule) => this.#requirementOf(rule));
      this.#groups.set(key, group);
    }
    return group;
  }

  #requirementOf(rule: CompiledRule): Requirement | null {
    let requirement = this.#required.get(rule);
    if (requirement === undefined) {
      requirement = requiredLiterals(rule.rule.match);
      this.#required.set(rule, requirement);
    }
    return requirement;
  }

  /** Cuts a block outside the scan memory into runs of lines short enough to be copied there. */
  *#piecesOf(block: Block): Generator<Block> {
    const { bytes, codec } = block;
    const most = this.#memory?.longestCopy ?? Infinity;
    if (bytes.length <= most || block.multiLine || bytes.buffer === this.#memory?.buffer.buffer) {
      yield block;
      return;
    }
    for (let start = 0; start < bytes.length;) {
      const end = start + (endOfLastLine(bytes.subarray(start, start + most), codec) || bytes.length - start);
      yield { ...block, bytes: bytes.subarray(start, end), offset: block.offset + start };
      start = end;
    }
  }
}

/** Rules that apply to the same files, with a search plan per encoding. */
class RuleGroup {
  readonly rules: readonly CompiledRule[];
  readonly #memory: ScanMemory | null;
  readonly #requirementOf: (rule: CompiledRule) => Requirement | null;
  readonly #plans = new Map<LineCodec, LiteralPlan | null>();

  constructor(
    rules: readonly CompiledRule[],
    memory: ScanMemory | null,
    requirementOf: (rule: CompiledRule) => Requirement | null,
  ) {
    this.rules = rules;
    this.#memory = memory;
    this.#requirementOf = requirementOf;
  }

  /** Search plan for the encoding; null if its lines cannot be searched by their bytes. */
  planFor(codec: LineCodec): LiteralPlan | null {
    let plan = this.#plans.get(codec);
    if (plan === undefined) {
      plan = this.#planOf(codec);
      this.#plans.set(codec, plan);
    }
    return plan;
  }

  #planOf(codec: LineCodec): LiteralPlan | null {
    if (!this.#memory || !codec.encode) {
      return null;
    }
    const required = this.rules.map((rule) => {
      const requirement = this.#requirementOf(rule);
      return requirement && requiredBytes(requirement, codec);
    });
    return new LiteralPlan(this.#memory, required);
  }
}
