import type { Problem } from '../contract/status';
import type { Translate } from './translator';

/** What happened, in one sentence of src/shared/i18n (area `problem`). */
export function problemTitle(problem: Problem, t: Translate): string {
  return t(`problem.${problem.code}.title`, { subject: problem.subject, ...problem.params });
}
