import type { Told } from '../told';

/** What a text waits for: the end of quiet hours, the next day's budget, others to go out with, or the end of a cooldown. */
export type WaitReason = 'quiet' | 'budget' | 'wait' | 'rollup';

/** Matches of a rule that will be told of together. */
export interface WaitingState {
  readonly reason: WaitReason;
  /** When they are to be told of, ms since 1970. */
  readonly dueAt: number;
  readonly count: number;
  /** Of these, the ones that `content` tells of by itself. */
  readonly told: number;
  /** When the first and the last came, ms since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The line of the first, and its message. */
  readonly line: string;
  readonly content: string;
}

/** UTF-16 units of a line that are kept for the notification. */
const LONGEST_LINE = 500;

/** The first to wait. */
export interface FirstToWait extends Pick<WaitingState, 'reason' | 'dueAt' | 'line' | 'content'> {
  readonly at: number;
  readonly told: Told;
}

/** The first matches begin to wait. */
export function beginsToWait({ reason, dueAt, line, content, at, told }: FirstToWait): WaitingState {
  const { count, firstAt } = told;
  return { reason, dueAt, count, told: count, firstAt, lastAt: at, line: keptLine(line), content };
}

/** As much of a line as a notification shows. */
export function keptLine(line: string): string {
  return line.slice(0, LONGEST_LINE);
}

/** More matches join those that wait. */
export function joinsWaiting(state: WaitingState, count: number, at: number): WaitingState {
  return { ...state, count: state.count + count, lastAt: at };
}
