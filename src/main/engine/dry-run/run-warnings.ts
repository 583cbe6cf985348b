import type { DryRunResult, DryRunWarning } from '../../../shared/contract/dry-run';
import type { ProblemBoard } from '../common/problems';
import { isNearlyAll } from './match-share';

/** More texts a day than anybody reads. */
const MANY_TEXTS = 50;

const SLOW_PATTERNS = ['pattern-too-slow', 'exception-too-slow'] as const;

/** What warnings follow from besides the result. */
export interface WarningFacts {
  readonly slow: ReadonlySet<string>;
  readonly forgot: boolean;
  readonly isCutShort: boolean;
  /** Matches whose times are only estimated. */
  readonly estimated: number;
}

/** What a person should know before the rule is saved, the worst first. */
export function runWarnings(result: Omit<DryRunResult, 'warnings'>, facts: WarningFacts): DryRunWarning[] {
  const { lines, matches, days, sent } = result;
  const worst = days.toSorted((one, other) => other.texts - one.texts)[0];
  const matchesAll = isNearlyAll(matches.total, lines);
  return [
    ...(matchesAll ? [{ code: 'matches-all', params: { matches: matches.total, lines } } as const] : []),
    ...(worst && worst.texts > MANY_TEXTS
      ? [{ code: 'many-texts', params: { date: worst.date, texts: worst.texts } } as const]
      : []),
    ...(facts.isCutShort ? [{ code: 'cut-short', params: { matches: matches.total, texts: sent } } as const] : []),
    ...SLOW_PATTERNS.filter((code) => facts.slow.has(code)).map((code) => ({ code, params: {} })),
    ...(facts.forgot ? [{ code: 'too-many-keys', params: {} } as const] : []),
    ...(facts.estimated > 0 ? [{ code: 'times-estimated', params: { matches: facts.estimated } } as const] : []),
  ];
}

/** A board that only keeps which problems were raised. */
export function raisedOn(codes: Set<string>): ProblemBoard {
  return {
    raise: (code) => void codes.add(code),
    note: () => undefined,
    clear: () => undefined,
    keepOnly: () => undefined,
    standing: () => [],
  };
}
