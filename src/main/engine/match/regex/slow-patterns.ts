import { fail, ok, type Result } from '../../../../shared/common/result';
import type { PatternTrial, TrialOutcome } from '../../../../shared/contract/ipc/calls';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { RegexFault } from '../../../../shared/settings/patterns/regex-errors';
import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { patternRegex } from '../../../../shared/settings/validation/validate-regex';
import type { FirstLineTest } from '../../watch/reader/multiline';
import { type Search, searchFor } from './engine';
import {
  type Allowance,
  FIRST_LINE_TIME,
  TIME_FOR_ALL,
  TIME_FOR_EACH,
  TIME_LIMIT_MS,
  TimeAllowance,
} from './time-allowance';
import { STOPPED } from './timed-exec';
import type { Found } from './types';
import { type UncheckedDeps, UncheckedLines } from './unchecked-lines';

/** A search that always answers: a line that was stopped has no match. */
export type Finder = (line: string) => Found | null;

/** Role of a pattern in its rule. */
export type PatternRole = 'match' | 'butNot' | 'ok';

const CODES: Readonly<Record<PatternRole, ProblemCode>> = {
  match: 'pattern-too-slow',
  butNot: 'exception-too-slow',
  ok: 'ok-too-slow',
};

export interface PatternHealthDeps extends UncheckedDeps {
  /** Called once per problem when a rule's `match` pattern has used up its time and lines go unchecked. */
  readonly onTimeExhausted?: (rule: Rule) => void;
}

interface RulePatternHealth {
  /** The patterns as JSON, to detect changes. */
  readonly patterns: string;
  /** By the pattern's role and index. */
  readonly allowances: Map<string, TimeAllowance>;
  readonly unchecked: Map<PatternRole, UncheckedLines>;
  isExhausted: boolean;
}

/**
 * Limits the time of slow patterns and reports the lines that they did not finish; a problem's subject is the rule's
 * id. No pattern is disabled: each runs on the next line again, as far as its time allows.
 */
export class SlowPatterns {
  readonly #deps: PatternHealthDeps | null;
  readonly #now: () => number;
  readonly #forAll: TimeAllowance;
  #rules = new Map<string, RulePatternHealth>();

  /** Reports nothing if `deps` is null. `now`: a monotonic clock, ms. */
  constructor(deps: PatternHealthDeps | null, now = (): number => performance.now()) {
    this.#deps = deps;
    this.#now = now;
    this.#forAll = new TimeAllowance(TIME_FOR_ALL, null, now);
  }

  /** Sets the rules in force; drops the counts and problems of removed rules and changed patterns. */
  keep(rules: readonly Rule[]): void {
    const before = this.#rules;
    this.#rules = new Map(rules.map((rule) => [rule.id, this.#healthOf(rule, before.get(rule.id))]));
    for (const [id, health] of before) {
      if (this.#rules.get(id) !== health) {
        health.unchecked.forEach((lines) => lines.end());
      }
    }
  }

  /** Limits the search for a pattern of a rule in force; a line on which it is stopped has no match and is reported. */
  guard(searchWithin: (allowance: Allowance) => Search, rule: Rule, role: PatternRole, index = 0): Finder {
    const health = this.#rules.get(rule.id) ?? this.#healthOf(rule);
    const allowance =
      health.allowances.get(`${role} ${index}`) ?? new TimeAllowance(TIME_FOR_EACH, this.#forAll, this.#now);
    health.allowances.set(`${role} ${index}`, allowance);
    const search = searchWithin(allowance);
    return (line) => {
      const found = search(line);
      if (found !== STOPPED) {
        return found;
      }
      this.#reportUnchecked(rule, role, { health, allowance });
      return null;
    };
  }

  #healthOf({ match, butNot, pair, ok }: Rule, known?: RulePatternHealth): RulePatternHealth {
    const patterns = JSON.stringify([match, butNot, pair?.end, ok]);
    return known?.patterns === patterns
      ? known
      : { patterns, allowances: new Map(), unchecked: new Map(), isExhausted: false };
  }

  #reportUnchecked(
    rule: Rule,
    role: PatternRole,
    { health, allowance }: { readonly health: RulePatternHealth; readonly allowance: TimeAllowance },
  ): void {
    if (!this.#deps) {
      return;
    }
    const lines = health.unchecked.get(role) ?? new UncheckedLines(this.#deps, CODES[role], rule.id);
    health.unchecked.set(role, lines);
    health.isExhausted &&= role !== 'match' || lines.count > 0;
    lines.add({ title: ruleTitle(rule) });
    if (role === 'match' && allowance.limit() < TIME_LIMIT_MS && !health.isExhausted) {
      health.isExhausted = true;
      this.#deps.onTimeExhausted?.(rule);
    }
  }
}

/**
 * Creates the test that recognizes the first line of a multi-line entry. A line on which it times out counts as a first
 * line and raises a problem of the file.
 */
export function firstLineTest(deps: UncheckedDeps): FirstLineTest {
  return (regex, path) => {
    const search = searchFor({ regex, ignoreCase: false }, new TimeAllowance(FIRST_LINE_TIME));
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
 * Tries a line on a rule being edited; fails with the reason if a pattern does not compile. A pattern that times out
 * makes the outcome `too-slow`, and later ones do not run.
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

/** Tries the recovery pattern, which takes precedence over exceptions. */
function okOutcome({ ok: recovery, line }: PatternTrial): 'ok' | 'too-slow' | null {
  const found = recovery ? searchFor(recovery)(line) : null;
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
