import { parseDuration } from '../../../shared/common/duration';
import type { AbsenceRule } from './policy/absence';
import type { Expectation } from './policy/expectation';

/** Who is told what becomes of cases that a rule expects; false when they could not take it. */
export interface AbsenceListener {
  /** Lines of these cases are missing, or back. */
  readonly tell: (rule: AbsenceRule, cases: readonly string[], missing: boolean) => boolean;
  /** These cases are expected no more. */
  readonly forget: (rule: AbsenceRule, cases: readonly string[]) => boolean;
}

/** For how long a case may be silent, ms. */
export function windowOf({ absence }: AbsenceRule): number {
  return parseDuration(absence.after) ?? Infinity;
}

/** When a case that was told of is expected no more, ms after it was seen last; null for never. */
export function forgetAfter({ absence }: AbsenceRule): number | null {
  return absence.by === 'key' ? parseDuration(absence.forget ?? '') : null;
}

/** Lines of these cases have come at `now` (ms since 1970): tells of those that had been missing. */
export function tellSeen(
  expectation: Expectation,
  rule: AbsenceRule,
  seen: { readonly cases: readonly string[]; readonly now: number },
  { tell }: Pick<AbsenceListener, 'tell'>,
): void {
  const back = seen.cases.filter((name) => expectation.isMissing(name));
  seen.cases.forEach((name) => expectation.seen(name, seen.now));
  if (back.length > 0 && tell(rule, back, false)) {
    expectation.told(back, false);
  }
}

/** Tells of the cases that have been silent for too long at `now` (ms since 1970), and forgets those that were given up. */
export function tellMissing(
  expectation: Expectation,
  rule: AbsenceRule,
  now: number,
  { tell, forget }: AbsenceListener,
): void {
  const missing = expectation.silentFor(windowOf(rule));
  if (missing.length > 0 && tell(rule, missing, true)) {
    expectation.told(missing, true);
  }
  const forgetMs = forgetAfter(rule);
  const retired = forgetMs === null ? [] : expectation.missingSince(now - forgetMs);
  if (retired.length > 0 && forget(rule, retired)) {
    expectation.forget(retired);
  }
}
