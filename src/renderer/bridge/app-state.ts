import { newestFirst, type HistoryEntry, type HistoryFilter } from '../../shared/contract/history';
import type { Snapshot } from '../../shared/contract/ipc';

/** What the window knows: nothing yet, nothing because the main process did not answer, or everything. */
export type WindowState =
  { readonly phase: 'loading' } | { readonly phase: 'failed' } | { readonly phase: 'ready'; readonly data: Snapshot };

/** More entries than this are let go, oldest first, while pushes come in. */
const KEPT_ENTRIES = 1_000;

/** What tells one entry of the history from another. */
export function entryKey(entry: Pick<HistoryEntry, 'kind' | 'id'>): string {
  return `${entry.kind}:${entry.id}`;
}

/** Whether a filter lets everything through. */
export function isWhole({ search, kind, ruleId, outcome }: HistoryFilter): boolean {
  return search === '' && kind === undefined && ruleId === undefined && outcome === undefined;
}

/** `history` with `entries` put in or brought up to date, newest first. */
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
