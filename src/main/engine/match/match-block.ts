import type { CompiledRule } from './compiled-rule';
import type { Found } from './found';

/** A line that matched a rule. */
export interface LineMatch {
  readonly rule: CompiledRule;
  readonly line: string;
  readonly found: Found;
}

/** A line that matched, and where it begins in its block, bytes. */
export interface MatchInBlock extends LineMatch {
  readonly start: number;
}

/** What a block of lines holds. */
export interface BlockMatches {
  readonly matches: readonly MatchInBlock[];
  /** True when a line was not UTF-8 though that was assumed, and reads well as CP949. */
  readonly looksCp949: boolean;
}
