import type { Mutable } from '../../../../shared/common/mutable';
import type { AlertSummary } from '../message/types';
import type { Cost } from './spent-state';

/** Reasons to defer a first text: until the end of quiet hours, until the next day's budget, or to group it. */
export const DEFER_REASONS = ['quiet', 'budget', 'wait'] as const;

/** The reason to defer a text: one of those, or a cooldown. */
export type DeferReason = (typeof DEFER_REASONS)[number] | 'rollup';

/** The cost charged for a deferred text, and the day it counts for (`2026-11-23`). */
export interface Charge extends Cost {
  readonly on: string;
}

/** The recovery of a key, and its message. */
interface KeyEnd {
  readonly key: string;
  readonly content: string;
}

/** Matches of a rule that will be reported together. */
export interface DeferredState {
  readonly reason: DeferReason;
  /** The time at which they are reported, ms since 1970. */
  readonly dueAt: number;
  readonly count: number;
  /** Those of them that `content` reports by itself. */
  readonly told: number;
  /** The times of the first and the last, ms since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The line of the first, and its message. */
  readonly line: string;
  readonly content: string;
  /** The message in full, for channels; left out if it is the same. */
  readonly full?: string;
  /** Recoveries so far, the latest last. */
  readonly ends?: readonly KeyEnd[];
  /** Left out if nothing was charged yet. */
  readonly paid?: Charge;
}

/** Most UTF-16 units of a line, for the notification. */
const LONGEST_LINE = 500;
/** Most recoveries kept. */
const MAX_ENDS = 20;

/** The first match that is deferred. */
export interface FirstDeferred extends Pick<DeferredState, 'reason' | 'dueAt' | 'line' | 'content' | 'full'> {
  readonly at: number;
  readonly summary: AlertSummary;
}

/** Starts to defer matches. */
export function startDeferral({ reason, dueAt, line, content, full, at, summary }: FirstDeferred): DeferredState {
  const { count, firstAt } = summary;
  const message = keptMessage({ content, full: full ?? content });
  return { reason, dueAt, count, told: count, firstAt, lastAt: at, line: keptLine(line), ...message };
}

/** Picks what a later text, and a later message through channels, say of a match. */
export function keptMessage({
  content,
  full,
}: Required<Pick<DeferredState, 'content' | 'full'>>): Pick<DeferredState, 'content' | 'full'> {
  return full === content ? { content } : { content, full };
}

/** Cuts a line to the length of a notification. */
export function keptLine(line: string): string {
  return line.slice(0, LONGEST_LINE);
}

/** Adds matches of a key; its recovery, if any, no longer holds. */
export function joinDeferral(state: DeferredState, key: string, count: number, at: number): DeferredState {
  const joined: Mutable<DeferredState> = { ...state };
  joined.count += count;
  joined.lastAt = at;
  if (joined.ends) {
    joined.ends = joined.ends.filter((end) => end.key !== '' && end.key !== key);
  }
  return joined;
}

/** Adds a recovery, of one key or (empty) of all. */
export function resolveDeferred(state: DeferredState, end: KeyEnd, at: number): DeferredState {
  const others = (state.ends ?? []).filter(({ key }) => key !== end.key);
  return { ...state, ends: [...others, end].slice(-MAX_ENDS), lastAt: at };
}

/** Adds a charge of the same day or a later one. */
export function chargedSoFar(before: Charge | undefined, more: Charge): Charge {
  const { texts, won } = before ?? { texts: 0, won: 0 };
  return { on: more.on, texts: texts + more.texts, won: won + more.won };
}
