import type { AlertSummary } from '../message/types';
import type { Cost } from './budget';

/** What a first text waits for: the end of quiet hours, the next day's budget, or others to go out with. */
export const DEFER_REASONS = ['quiet', 'budget', 'wait'] as const;

/** What a text waits for: the same, or the end of a cooldown. */
export type DeferReason = (typeof DEFER_REASONS)[number] | 'rollup';

/** What was paid for a text that waits for others, and on which day (`2026-11-23`). */
export interface Charge extends Cost {
  readonly on: string;
}

/** The trouble of a key is over, and the message that says so. */
interface KeyEnd {
  readonly key: string;
  readonly content: string;
}

/** Matches of a rule that will be told of together. */
export interface DeferredState {
  readonly reason: DeferReason;
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
  /** What is over by now, the last last. */
  readonly ends?: readonly KeyEnd[];
  /** Left out when nothing was paid yet. */
  readonly paid?: Charge;
}

/** UTF-16 units of a line that are kept for the notification. */
const LONGEST_LINE = 500;
/** So many ends are kept. */
const MOST_ENDS = 20;

/** The first to wait. */
export interface FirstDeferred extends Pick<DeferredState, 'reason' | 'dueAt' | 'line' | 'content'> {
  readonly at: number;
  readonly told: AlertSummary;
}

/** The first matches begin to wait. */
export function startDeferral({ reason, dueAt, line, content, at, told }: FirstDeferred): DeferredState {
  const { count, firstAt } = told;
  return { reason, dueAt, count, told: count, firstAt, lastAt: at, line: keptLine(line), content };
}

/** As much of a line as a notification shows. */
export function keptLine(line: string): string {
  return line.slice(0, LONGEST_LINE);
}

/** More matches of a key join those that wait: its trouble is back, should it have been over. */
export function joinDeferral(state: DeferredState, key: string, count: number, at: number): DeferredState {
  const ends = (state.ends ?? []).filter((end) => end.key !== '' && end.key !== key);
  return { ...state, count: state.count + count, lastAt: at, ends };
}

/** What those that wait will tell of is over, for one key or (empty) for all. */
export function resolveDeferred(state: DeferredState, end: KeyEnd, at: number): DeferredState {
  const others = (state.ends ?? []).filter(({ key }) => key !== end.key);
  return { ...state, ends: [...others, end].slice(-MOST_ENDS), lastAt: at };
}

/** What was paid for those that wait, with more that was paid on the same day or a later one. */
export function chargedSoFar(before: Charge | undefined, more: Charge): Charge {
  const { texts, won } = before ?? { texts: 0, won: 0 };
  return { on: more.on, texts: texts + more.texts, won: won + more.won };
}
