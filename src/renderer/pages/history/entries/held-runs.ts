import type { DecisionWhy, HeldEntry, HistoryEntry, MatchEntry } from '../../../../shared/contract/history';
import { entryKey } from '../../../bridge/app-store';

/** Reasons for which many matches are held one after the other. */
const FOLDED = ['cooldown', 'threshold', 'threshold-over', 'paused', 'muted', 'quiet', 'budget'] as const;

/** Bound on the entries of a run: while one is in view, older entries are loaded until rows fill the window. */
const MAX_ENTRIES = 500;

type FoldedWhy = (typeof FOLDED)[number];
type HeldMatch = MatchEntry | HeldEntry;

/** Held matches of one rule and reason with nothing between them, after the newest. */
export interface HeldRun {
  readonly why: FoldedWhy;
  /** End of the hold, ms since 1970; null if unknown or not the same for all. */
  readonly until: number | null;
  /** Number of matches. */
  readonly matches: number;
  /** Older entries of the run, newest first. */
  readonly rest: readonly HeldMatch[];
}

/** Row of a list: an entry, which stands for a whole run if it has one. */
export interface HistoryRow {
  readonly entry: HistoryEntry;
  readonly run: HeldRun | null;
  /** True if the rest of the run follows in rows of its own. */
  readonly expanded: boolean;
  /** True for a row of an expanded run, below its first. */
  readonly inRun: boolean;
}

/** Folds runs of held matches into one row each, except those with an entry in `expanded`, by key. */
export function foldHeld(entries: readonly HistoryEntry[], expanded: ReadonlySet<string>): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  for (let start = 0; start < entries.length;) {
    const run = runAt(entries, start);
    const [entry, ...rest] = run;
    if (entry === undefined) {
      break;
    }
    const open = rest.length > 0 && expanded.size > 0 && run.some((one) => expanded.has(entryKey(one)));
    rows.push({ entry, run: rest.length === 0 ? null : heldRun(run.filter(isFoldable)), expanded: open, inRun: false });
    if (open) {
      rows.push(...rest.map((one) => ({ entry: one, run: null, expanded: false, inRun: true })));
    }
    start += run.length;
  }
  return rows;
}

/** One row for each entry. */
export function unfolded(entries: readonly HistoryEntry[]): readonly HistoryRow[] {
  return entries.map((entry) => ({ entry, run: null, expanded: false, inRun: false }));
}

/** Index of the row from which on `ahead` entries or fewer are left, at most that of the last row. */
export function rowAhead(rows: readonly HistoryRow[], ahead: number): number {
  let left = 0;
  for (let index = rows.length - 1; index > 0; index -= 1) {
    const row = rows[index];
    left += row?.run && !row.expanded ? row.run.rest.length + 1 : 1;
    if (left >= ahead) {
      return index;
    }
  }
  return 0;
}

/** Entries from `start` on that belong to one run; the entry itself if it is in none. */
function runAt(entries: readonly HistoryEntry[], start: number): readonly HistoryEntry[] {
  const first = entries[start];
  let end = start + 1;
  if (first !== undefined && isFoldable(first)) {
    const { ruleId, decision } = first;
    const isNext = (one: HistoryEntry | undefined): boolean =>
      one !== undefined && isFoldable(one) && one.ruleId === ruleId && one.decision.why === decision.why;
    while (end < start + MAX_ENTRIES && isNext(entries[end])) {
      end += 1;
    }
  }
  return entries.slice(start, end);
}

function heldRun([first, ...rest]: readonly HeldMatch[]): HeldRun | null {
  const why = first?.decision.why;
  if (first === undefined || !isFoldedWhy(why)) {
    return null;
  }
  const { until } = first.decision.params;
  const same = rest.every(({ decision }) => decision.params['until'] === until);
  return {
    why,
    until: same && typeof until === 'number' ? until : null,
    matches: rest.reduce((sum, one) => sum + (one.kind === 'held' ? one.count : 1), 0),
    rest,
  };
}

function isFoldable(entry: HistoryEntry): entry is HeldMatch {
  return (
    (entry.kind === 'match' || entry.kind === 'held') &&
    entry.decision.outcome === 'held' &&
    entry.texts.length === 0 &&
    isFoldedWhy(entry.decision.why)
  );
}

function isFoldedWhy(why: DecisionWhy | undefined): why is FoldedWhy {
  return FOLDED.some((one) => one === why);
}
