import type { FirstLineTest } from '../watch/reader/multiline';
import { searchFor } from './pattern/pattern-search';
import { TimeAllowance } from './pattern/time-allowance';
import { STOPPED } from './pattern/timed-run';
import { UncheckedLines, type UncheckedParts } from './unchecked-lines';

/** Time for the slow lines of one expression: ms at a time, and the share of it that comes back. */
const TIME = { most: 500, share: 0.25 } as const;

/**
 * Makes the regular expression by which a file's first lines are told ready to be tried on lines. A line that it could not
 * be tried on in time counts as a first line, which is a problem of the file.
 */
export function firstLineTest(parts: UncheckedParts): FirstLineTest {
  return (regex, path) => {
    const search = searchFor({ regex, ignoreCase: false }, new TimeAllowance(TIME));
    const unchecked = new UncheckedLines(parts, 'file-first-line-slow', path);
    return (line) => {
      const found = search(line);
      if (found === STOPPED) {
        unchecked.add();
      }
      return found !== null;
    };
  };
}
