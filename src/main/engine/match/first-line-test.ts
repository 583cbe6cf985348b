import type { ProblemBoard } from '../problems';
import { STRIKES } from './pattern-health';
import { searchFor } from './pattern/pattern-search';
import { STOPPED } from './pattern/timed-run';

/**
 * Makes the regular expression by which a file's first lines are told ready to be tried on lines. A line on which it runs
 * out of time counts as a first line; after three of those every line does, and that is a problem of the file.
 */
export function firstLineTest(problems: ProblemBoard): (regex: string, path: string) => (line: string) => boolean {
  return (regex, path) => {
    const search = searchFor({ regex, ignoreCase: false });
    let strikes = 0;
    return (line) => {
      const found = strikes < STRIKES ? search(line) : STOPPED;
      if (found !== STOPPED) {
        return found !== null;
      }
      strikes += 1;
      if (strikes === STRIKES) {
        problems.raise('file-first-line-slow', path);
      }
      return true;
    };
  };
}
