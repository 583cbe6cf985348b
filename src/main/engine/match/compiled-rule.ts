import type { Pattern } from '../../../shared/settings/patterns/pattern';
import type { Pair, Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { searchFor } from './regex/engine';
import { type Finder, SlowPatterns } from './regex/slow-patterns';
import type { Found } from './regex/types';

/** A rule made ready once, to be tried on many lines. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly title: string;
  /** Whether lines of a file with these ids concern the rule. */
  readonly concerns: (fileIds: readonly string[]) => boolean;
  /**
   * What the line has for the rule, "but not" patterns heeded; null when it does not match. A line that a pattern could not
   * be tried on in time does not match that pattern: when that is a "but not" pattern, the line rather alerts.
   */
  readonly find: (line: string) => Found | null;
}

/**
 * Makes the enabled rules ready. Rules come from checked settings, so their patterns are known to compile. `health` counts
 * the lines that take too long, over all the times that rules are made ready. A rule with a pair comes twice: for the lines
 * that begin something, and, with the pattern of the end in place of its own, for those that end it; so does one with an `ok`
 * pattern, for the lines that say all is well.
 */
export function compileRules(rules: readonly Rule[], health = new SlowPatterns(null)): CompiledRule[] {
  const enabled = rules.filter((rule) => rule.enabled);
  health.keep(enabled);
  return enabled.flatMap((rule) => {
    const compiled = rule.pair ? compilePair(rule, rule.pair, health) : [compileRule(rule, health)];
    return rule.ok ? withOk(compiled, rule, rule.ok, health) : compiled;
  });
}

/** A line that says all is well is nothing else, though the rule's other patterns may match it too. */
function withOk(compiled: readonly CompiledRule[], rule: Rule, ok: Pattern, health: SlowPatterns): CompiledRule[] {
  const isOk = health.guard((time) => searchFor(ok, time), rule, 'ok');
  const findOk: Finder = (line) => {
    const found = isOk(line);
    return found && { ...found, part: 'ok' };
  };
  const others = compiled.map((each) => ({
    ...each,
    find: (line: string) => {
      const found = each.find(line);
      return found && !isOk(line) ? found : null;
    },
  }));
  const one = compiled.slice(0, 1).map((each) => ({ ...each, rule: { ...rule, match: ok, butNot: [] }, find: findOk }));
  return [...others, ...one];
}

/** A line that ends something begins nothing, though the pattern of the start may match it too. */
function compilePair(rule: Rule, { end }: Pair, health: SlowPatterns): CompiledRule[] {
  const start = compileRule(rule, health);
  const isEnd: Finder = health.guard((time) => searchFor(end, time), rule, 'match', 1);
  const findEnd: Finder = (line) => {
    const found = isEnd(line);
    return found && { ...found, part: 'end' };
  };
  return [
    { ...start, find: (line) => (isEnd(line) ? null : start.find(line)) },
    { ...start, rule: { ...rule, match: end, butNot: [] }, find: findEnd },
  ];
}

function compileRule(rule: Rule, health: SlowPatterns): CompiledRule {
  const match = health.guard((time) => searchFor(rule.match, time), rule, 'match');
  const butNot = rule.butNot.map((pattern, index) =>
    health.guard((time) => searchFor(pattern, time), rule, 'butNot', index),
  );
  return {
    rule,
    title: ruleTitle(rule),
    concerns: (fileIds) => !rule.files || rule.files.some((id) => fileIds.includes(id)),
    find: (line) => {
      const found = match(line);
      return found && !butNot.some((pattern) => pattern(line)) ? found : null;
    },
  };
}

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
