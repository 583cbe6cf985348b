import type { ProblemBoard } from '../../src/main/engine/problems';
import type { Problem } from '../../src/shared/status';

/** A problem board in memory that also remembers what was ever raised. */
export interface MemoryBoard extends ProblemBoard {
  readonly raised: readonly Problem[];
}

export function createMemoryBoard(): MemoryBoard {
  let problems: Problem[] = [];
  const raised: Problem[] = [];
  return {
    raised,
    raise: (code, subject, params = {}) => {
      const problem = { code, subject, params, since: 0 };
      problems = problems.filter((each) => each.code !== code || each.subject !== subject);
      problems.push(problem);
      raised.push(problem);
    },
    note: (code, subject, params = {}) => {
      raised.push({ code, subject, params, since: 0 });
    },
    clear: (code, subject) => {
      problems = problems.filter((each) => each.code !== code || each.subject !== subject);
    },
    keepOnly: (code, subjects) => {
      problems = problems.filter((each) => each.code !== code || subjects.has(each.subject));
    },
    standing: () => problems,
  };
}
