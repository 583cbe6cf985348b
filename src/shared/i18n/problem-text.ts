import type { Problem } from '../contract/status';
import type { Translate } from './translator';

/** Title of a problem, in one sentence (area `problem`). */
export function problemTitle(problem: Problem, t: Translate): string {
  return t(`problem.${problem.code}.title`, { subject: problem.subject, ...problem.params });
}
