import type { ProblemReporter } from '../../../src/main/engine/common/problems';
import type { Problem } from '../../../src/shared/contract/status';

/** An in-memory problem reporter that also remembers every problem ever raised. */
export interface MemoryBoard extends ProblemReporter {
  readonly raised: readonly Problem[];
  /** Codes of cleared problems, in order. */
  readonly cleared: readonly string[];
}

export function createMemoryBoard(): MemoryBoard {
  let problems: Problem[] = [];
  const raised: Problem[] = [];
  const cleared: string[] = [];
  return {
    raised,
    cleared,
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
      if (problems.some((each) => each.code === code && each.subject === subject)) {
        cleared.push(code);
      }
      problems = problems.filter((each) => each.code !== code || each.subject !== subject);
    },
    keepOnly: (code, subjects) => {
      problems = problems.filter((each) => each.code !== code || subjects.has(each.subject));
    },
    standing: () => problems,
  };
}
