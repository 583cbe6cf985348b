import { patternRegex } from '../../../shared/pattern-regex';
import { ruleTitle, type Pattern, type Rule } from '../../../shared/settings';

/** What a pattern found in a line: the part that matched and what its groups caught. */
export interface Found {
  readonly matched: string;
  /** Numbered groups from 1; one that took no part is empty. */
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

/** A rule made ready once, to be tried on many lines. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly title: string;
  /** Whether lines of a file with these ids concern the rule. */
  readonly concerns: (fileIds: readonly string[]) => boolean;
  /** What the line has for the rule, "but not" patterns heeded; null when it does not match. */
  readonly find: (line: string) => Found | null;
}

type Finder = (line: string) => Found | null;

/** Makes the enabled rules ready. Rules come from checked settings, so their patterns are known to compile. */
export function compileRules(rules: readonly Rule[]): CompiledRule[] {
  return rules.filter(({ enabled }) => enabled).map(compileRule);
}

function compileRule(rule: Rule): CompiledRule {
  const match = finder(rule.match);
  const butNot = rule.butNot.map(finder);
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

/** A function that finds a pattern in a line; a pattern that does not compile finds nothing. */
export function finder(pattern: Pattern): Finder {
  if ('text' in pattern && !pattern.ignoreCase) {
    const { text } = pattern;
    const found: Found = { matched: text, groups: [], named: {} };
    return (line) => (line.includes(text) ? found : null);
  }
  const regex = patternRegex(pattern);
  return regex.ok ? regexFinder(regex.value) : () => null;
}

function regexFinder(regex: RegExp): Finder {
  return (line) => {
    const found = regex.exec(line);
    if (!found) {
      return null;
    }
    // A group that took no part is undefined, which the library's type leaves out.
    const groups: (string | undefined)[] = found.slice(1);
    const named = Object.entries((found.groups ?? {}) as Record<string, string | undefined>);
    return {
      matched: found[0],
      groups: groups.map((group) => group ?? ''),
      named: Object.fromEntries(named.map(([name, value]) => [name, value ?? ''])),
    };
  };
}
