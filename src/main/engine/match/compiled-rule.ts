import type { Pattern } from '../../../shared/settings/patterns/pattern';
import type { Pair } from '../../../shared/settings/rules/rule-schema';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { searchFor } from './regex/engine';
import { type Finder, SlowPatterns } from './regex/slow-patterns';
import type { Found } from './regex/types';

/** A rule with its patterns compiled, ready to run on many lines. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly title: string;
  /** True if the rule applies to a file with these ids. */
  readonly concerns: (fileIds: readonly string[]) => boolean;
  /**
   * Finds the rule's match in the line, or null; "but not" patterns are applied. A pattern that times out on a line
   * does not match it, so a slow "but not" pattern lets the line alert.
   */
  readonly find: (line: string) => Found | null;
}

/** A line that matched a rule. */
export interface LineMatch {
  readonly rule: CompiledRule;
  readonly line: string;
  readonly found: Found;
}

/** A match and the offset of its line in the block. */
export interface MatchInBlock extends LineMatch {
  /** Bytes. */
  readonly start: number;
}

/** The matches found in a block of lines. */
export interface BlockMatches {
  readonly matches: readonly MatchInBlock[];
  /** True if UTF-8 was assumed but a line is not valid UTF-8 and reads well as CP949. */
  readonly looksCp949: boolean;
}

/**
 * Compiles the enabled rules, which come from validated settings, so their patterns are known to compile. A rule with
 * a pair yields one more entry for its end pattern, and a rule with an `ok` pattern one more for recovery lines.
 * `health` counts lines that take too long and outlives the compiled rules.
 */
export function compileRules(rules: readonly Rule[], health = new SlowPatterns(null)): CompiledRule[] {
  const enabled = rules.filter((rule) => rule.enabled).map(asDecided);
  health.keep(enabled);
  return enabled.flatMap((rule) => {
    const compiled = rule.pair ? compilePair(rule, rule.pair, health) : [compileRule(rule, health)];
    return rule.ok ? withOk(compiled, rule, rule.ok, health) : compiled;
  });
}

/** Alertmanager has quiet hours and grouping of its own, so that a rule for it hands over at once. */
function asDecided(rule: Rule): Rule {
  return rule.to === 'alertmanager' && !rule.urgent ? { ...rule, urgent: true } : rule;
}

/** Adds an entry for recovery lines; a recovery line is nothing else, even if other patterns of the rule match it. */
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
  const recovery = compiled
    .slice(0, 1)
    .map((each) => ({ ...each, rule: { ...rule, match: ok, butNot: [] }, find: findOk }));
  return [...others, ...recovery];
}

/** Compiles the start and the end of a pair; an end line is never a start, even if the start pattern matches it. */
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
