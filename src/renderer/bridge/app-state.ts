import { newestFirst, type HistoryEntry, type HistoryFilter } from '../../shared/contract/history';
import type { Snapshot } from '../../shared/contract/ipc';

/** State of the window: loading, failed as the main process did not answer, or ready with data. */
export type WindowState =
  { readonly phase: 'loading' } | { readonly phase: 'failed' } | { readonly phase: 'ready'; readonly data: Snapshot };

/** Bound on the entries kept; the oldest are dropped as pushes come in. */
const KEPT_ENTRIES = 1_000;

/** Key that identifies an entry of the history. */
export function entryKey(entry: Pick<HistoryEntry, 'kind' | 'id'>): string {
  return `${entry.kind}:${entry.id}`;
}

/** True if a filter lets everything through. */
export function isWhole({ search, kind, ruleId, outcome }: HistoryFilter): boolean {
  return search === '' && kind === undefined && ruleId === undefined && outcome === undefined;
}

/** Merges `entries` into `history`, newest first. */
export function withEntries(
  history: readonly HistoryEntry[],
  entries: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const byKey = new Map(history.map((entry) => [entryKey(entry), entry]));
  for (const entry of entries) {
    byKey.set(entryKey(entry), entry);
  }
  return [...byKey.values()].sort(newestFirst).slice(0, KEPT_ENTRIES);
}
