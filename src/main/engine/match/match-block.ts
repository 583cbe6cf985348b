import type { CompiledRule } from './compiled-rule';
import type { Found } from './found';

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
