import { ruleTitle, type Pattern, type Rule } from '../../../shared/settings';
import type { Found } from './found';
import { searchFor } from './pattern/pattern-search';
import { PatternHealth } from './pattern-health';

/** A rule made ready once, to be tried on many lines. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly title: string;
  /** Whether lines of a file with these ids concern the rule. */
  readonly concerns: (fileIds: readonly string[]) => boolean;
  /**
   * What the line has for the rule, "but not" patterns heeded; null when it does not match. A line on which a pattern takes
   * longer than its time box does not match that pattern: when that is a "but not" pattern, the line rather alerts.
   */
  readonly find: (line: string) => Found | null;
}

/**
 * Makes the enabled rules ready. Rules come from checked settings, so their patterns are known to compile. `health` counts
 * the lines that take too long, over all the times that rules are made ready. A rule with an `ok` pattern comes twice: for its
 * matches, and, with that pattern in place of its own, for the lines that say all is well.
 */
export function compileRules(rules: readonly Rule[], health = new PatternHealth(null)): CompiledRule[] {
  const enabled = rules.filter((rule) => rule.enabled);
  health.keep(enabled);
  return enabled.flatMap((rule) => (rule.ok ? compileWithOk(rule, rule.ok, health) : [compileRule(rule, health)]));
}

/** A line that says all is well is no match, though the rule's pattern may match it too. */
function compileWithOk(rule: Rule, ok: Pattern, health: PatternHealth): CompiledRule[] {
  const matches = compileRule(rule, health);
  const isOk = health.guard(searchFor(ok), rule, 'ok');
  return [
    {
      ...matches,
      find: (line) => {
        const found = matches.find(line);
        return found && !isOk(line) ? found : null;
      },
    },
    {
      ...matches,
      rule: { ...rule, match: ok, butNot: [] },
      find: (line) => {
        const found = isOk(line);
        return found && { ...found, part: 'ok' };
      },
    },
  ];
}

function compileRule(rule: Rule, health: PatternHealth): CompiledRule {
  const match = health.guard(searchFor(rule.match), rule, 'match');
  const butNot = rule.butNot.map((pattern, index) => health.guard(searchFor(pattern), rule, 'butNot', index));
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
