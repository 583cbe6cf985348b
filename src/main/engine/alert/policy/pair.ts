import type { Found } from '../../match/regex/types';
import type { Origin } from '../message/types';

/** Something that has begun and whose end is waited for. */
export interface PairState extends Origin {
  /** When it began, ms since 1970. */
  readonly at: number;
  /** What the clock of watching shows when the end is overdue, ms (observed-time.ts). */
  readonly deadline: number;
  /** The line that began it, and what the rule found in it. */
  readonly line: string;
  readonly found: Found;
}

/** UTF-16 units that are kept of the line, and of each part that was found in it. */
const LONGEST_LINE = 4_000;
const LONGEST_PART = 500;

/** What is kept of a start: no more than a text can tell. */
export function beginsPair(state: PairState): PairState {
  const { matched, groups, named } = state.found;
  const part = (text: string): string => text.slice(0, LONGEST_PART);
  return {
    ...state,
    line: state.line.slice(0, LONGEST_LINE),
    found: {
      matched: part(matched),
      groups: groups.map(part),
      named: Object.fromEntries(Object.entries(named).map(([name, text]) => [name, part(text)])),
    },
  };
}
