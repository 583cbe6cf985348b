import { linesOf, lineText, type Block } from '../watch/block-lines';
import { looksLikeCp949 } from '../watch/encoding';
import type { CompiledRule, Found } from './compiled-rule';

/** A line that matched a rule. */
export interface LineMatch {
  readonly rule: CompiledRule;
  readonly line: string;
  readonly found: Found;
}

/** What a block of lines holds. */
export interface BlockMatches {
  readonly matches: readonly LineMatch[];
  /** True when a line was not UTF-8 though that was assumed, and reads well as CP949. */
  readonly looksCp949: boolean;
}

/** Tries the rules that concern the file on each of the block's lines, in the order of the lines. */
export function matchBlock(block: Block, rules: readonly CompiledRule[]): BlockMatches {
  const concerned = rules.filter((rule) => rule.concerns(block.fileIds));
  const matches: LineMatch[] = [];
  let looksCp949 = false;
  if (concerned.length === 0) {
    return { matches, looksCp949 };
  }
  for (const raw of linesOf(block)) {
    const line = lineText(raw, block.codec);
    looksCp949 ||= block.guessed && line.includes('\ufffd') && looksLikeCp949(raw.bytes);
    for (const rule of concerned) {
      const found = rule.find(line);
      if (found) {
        matches.push({ rule, line, found });
      }
    }
  }
  return { matches, looksCp949 };
}
