import type { PatternTrial, TrialOutcome } from '../../../shared/ipc-contract';
import { patternRegex } from '../../../shared/pattern-regex';
import { fail, ok, type Result } from '../../../shared/result';
import { finder } from './compiled-rule';

/** What a line would do to a rule being edited; the error is why a pattern does not compile. */
export function tryPattern(trial: PatternTrial): Result<TrialOutcome, string> {
  for (const pattern of [trial.match, ...trial.butNot]) {
    const regex = patternRegex(pattern);
    if (!regex.ok) {
      return fail(regex.error);
    }
  }
  const found = finder(trial.match)(trial.line);
  if (!found) {
    return ok({ outcome: 'no-match', matched: '' });
  }
  const stopped = trial.butNot.some((pattern) => finder(pattern)(trial.line));
  return ok({ outcome: stopped ? 'but-not' : 'matches', matched: found.matched });
}
