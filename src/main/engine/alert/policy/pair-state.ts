import type { Found } from '../../match/regex/types';
import type { Origin } from '../message/types';

/** An open pair: a start that waits for its end. */
export interface PairState extends Origin {
  /** The time of the start, ms since 1970. */
  readonly at: number;
  /** The watched time at which the end is overdue, ms (observed-time.ts). */
  readonly deadline: number;
  /** The line of the start, and its match. */
  readonly line: string;
  readonly found: Found;
}

/** Most UTF-16 units kept of the line, and of each part of the match. */
const LONGEST_LINE = 4_000;
const LONGEST_PART = 500;

/** Cuts a start to what a text can hold. */
export function openPair(state: PairState): PairState {
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
