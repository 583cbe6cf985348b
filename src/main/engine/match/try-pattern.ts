import type { PatternTrial, TrialOutcome } from '../../../shared/contract/ipc';
import { patternRegex } from '../../../shared/settings/validate-regex';
import type { RegexFault } from '../../../shared/settings/patterns/regex-errors';
import { fail, ok, type Result } from '../../../shared/common/result';
import { searchFor } from './pattern/pattern-search';
import { STOPPED } from './pattern/timed-run';

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
