import { fail, ok, type Result } from '../../../../shared/common/result';
import type { PatternTrial, TrialOutcome } from '../../../../shared/contract/ipc';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { RegexFault } from '../../../../shared/settings/patterns/regex-errors';
import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { patternRegex } from '../../../../shared/settings/validate-regex';
import type { FirstLineTest } from '../../watch/reader/multiline';
import { type Search, searchFor } from './engine';
import { type Allowance, TIME_LIMIT_MS, TimeAllowance } from './time-allowance';
import { STOPPED } from './time-limit';
import type { Found } from './types';
import { UncheckedLines, type UncheckedDeps } from './unchecked-lines';

/** Time for the slow lines of all patterns, and of one of them: ms at a time, and the share of it that comes back. */
const FOR_ALL = { most: 1_000, share: 0.5 } as const;
const FOR_EACH = { most: 500, share: 0.25 } as const;

/** A search for patterns that always answers: a line given up is one without a match. */
export type Finder = (line: string) => Found | null;

/** Which of a rule's patterns is meant. */
export type PatternRole = 'match' | 'butNot' | 'ok';

const CODES: Readonly<Record<PatternRole, ProblemCode>> = {
  match: 'pattern-too-slow',
  butNot: 'exception-too-slow',
  ok: 'ok-too-slow',
};

/** What is told of patterns. */
export interface PatternHealthDeps extends UncheckedDeps {
  /** Lines of a rule go by unchecked, as its pattern has used up its time: from now until the problem is over. */
  readonly goneBlind?: (rule: Rule) => void;
}

interface RulePatternHealth {
  /** The patterns, to tell whether they have changed. */
  readonly patterns: string;
  /** By the pattern's role and place. */
  readonly allowances: Map<string, TimeAllowance>;
  readonly unchecked: Map<PatternRole, UncheckedLines>;
  isBlind: boolean;
}

/**
 * Keeps slow patterns within their time, and tells of the lines that they could not be tried on. No pattern is given up:
 * it is tried on the next line again, for as long as its time allows. A problem's subject is the rule's id.
 */
export class SlowPatterns {
  readonly #parts: PatternHealthDeps | null;
  readonly #now: () => number;
  readonly #forAll: TimeAllowance;
  #rules = new Map<string, RulePatternHealth>();

  /** With null nobody is told. `now`: a clock that is never set, ms. */
  constructor(parts: PatternHealthDeps | null, now = (): number => performance.now()) {
    this.#parts = parts;
    this.#now = now;
    this.#forAll = new TimeAllowance(FOR_ALL, null, now);
  }

  /** The rules in force from now on; what was counted for others, or for other patterns, is forgotten. */
  keep(rules: readonly Rule[]): void {
    const before = this.#rules;
    this.#rules = new Map(rules.map((rule) => [rule.id, this.#healthOf(rule, before.get(rule.id))]));
    for (const [id, health] of before) {
      if (this.#rules.get(id) !== health) {
        health.unchecked.forEach((lines) => lines.end());
      }
    }
  }

  /** Bounds the search for a pattern of a rule that is kept: a line on which it stopped has no match. */
  guard(searchWithin: (allowance: Allowance) => Search, rule: Rule, role: PatternRole, index = 0): Finder {
    const health = this.#rules.get(rule.id) ?? this.#healthOf(rule);
    const allowance = health.allowances.get(`${role} ${index}`) ?? new TimeAllowance(FOR_EACH, this.#forAll, this.#now);
    health.allowances.set(`${role} ${index}`, allowance);
    const search = searchWithin(allowance);
    return (line) => {
      const found = search(line);
      if (found !== STOPPED) {
        return found;
      }
      this.#unchecked(rule, role, { health, allowance });
      return null;
    };
  }

  #healthOf({ match, butNot, pair, ok }: Rule, known?: RulePatternHealth): RulePatternHealth {
    const patterns = JSON.stringify([match, butNot, pair?.end, ok]);
    return known?.patterns === patterns
      ? known
      : { patterns, allowances: new Map(), unchecked: new Map(), isBlind: false };
  }

  #unchecked(
    rule: Rule,
    role: PatternRole,
    { health, allowance }: { readonly health: RulePatternHealth; readonly allowance: TimeAllowance },
  ): void {
    if (!this.#parts) {
      return;
    }
    const lines = health.unchecked.get(role) ?? new UncheckedLines(this.#parts, CODES[role], rule.id);
    health.unchecked.set(role, lines);
    health.isBlind &&= role !== 'match' || lines.count > 0;
    lines.add({ title: ruleTitle(rule) });
    if (role === 'match' && allowance.limit() < TIME_LIMIT_MS && !health.isBlind) {
      health.isBlind = true;
      this.#parts.goneBlind?.(rule);
    }
  }
}

/** Time for the slow lines of one expression: ms at a time, and the share of it that comes back. */
const TIME = { most: 500, share: 0.25 } as const;

/**
 * Makes the regular expression by which a file's first lines are told ready to be tried on lines. A line that it could not
 * be tried on in time counts as a first line, which is a problem of the file.
 */
export function firstLineTest(deps: UncheckedDeps): FirstLineTest {
  return (regex, path) => {
    const search = searchFor({ regex, ignoreCase: false }, new TimeAllowance(TIME));
    const unchecked = new UncheckedLines(deps, 'file-first-line-slow', path);
    return (line) => {
      const found = search(line);
      if (found === STOPPED) {
        unchecked.add();
      }
      return found !== null;
    };
  };
}

/**
 * What a line would do to a rule being edited; the error is why a pattern does not compile. A pattern that runs out of
 * its time box makes the outcome `too-slow`, and those after it are not run.
 */
export function tryPattern(trial: PatternTrial): Result<TrialOutcome, RegexFault> {
  for (const pattern of [trial.match, ...(trial.ok ? [trial.ok] : []), ...trial.butNot]) {
    const regex = patternRegex(pattern);
    if (!regex.ok) {
      return fail(regex.error);
    }
  }
  const found = searchFor(trial.match)(trial.line);
  if (found === STOPPED) {
    return ok({ outcome: 'too-slow', matched: '' });
  }
  if (!found) {
    return ok({ outcome: 'no-match', matched: '' });
  }
  return ok({ outcome: okOutcome(trial) ?? exceptionOutcome(trial), matched: found.matched });
}

/** A line that says all is well is nothing else. */
function okOutcome({ ok: well, line }: PatternTrial): 'ok' | 'too-slow' | null {
  const found = well ? searchFor(well)(line) : null;
  return found === STOPPED ? 'too-slow' : found && 'ok';
}

function exceptionOutcome({ butNot, line }: PatternTrial): TrialOutcome['outcome'] {
  for (const pattern of butNot) {
    const found = searchFor(pattern)(line);
    if (found) {
      return found === STOPPED ? 'too-slow' : 'but-not';
    }
  }
  return 'matches';
}
