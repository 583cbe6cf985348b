import { newestFirst, type HistoryEntry } from '../../../shared/contract/history';
import { entryKey } from '../../bridge/app-store';

/**
 * Start of the page after `known`, exclusive; entries with the last one's ms may follow its end, so they are asked for
 * again.
 */
export function nextBefore(known: readonly HistoryEntry[]): number | null {
  const last = known.at(-1);
  return last === undefined ? null : last.at + 1;
}

/** Appends an older page to `known`, without the entries that both contain. */
export function withOlder(known: readonly HistoryEntry[], page: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const newest = page[0]?.at ?? -Infinity;
  const both = new Set<string>();
  for (let index = known.length - 1; index >= 0; index -= 1) {
    const entry = known[index];
    if (entry === undefined || entry.at > newest) {
      break;
    }
    both.add(entryKey(entry));
  }
  return [...known, ...page.filter((entry) => !both.has(entryKey(entry)))];
}

/** Entries of `now` that are new or changed since `before`. */
export function changedEntries(before: readonly HistoryEntry[], now: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const old = new Set(before);
  return now.filter((entry) => !old.has(entry));
}

/** Updates `known` with news. New entries are inserted only if `join` is set, and never after its end. */
export function withChanges(
  known: readonly HistoryEntry[],
  news: readonly HistoryEntry[],
  join: boolean,
): readonly HistoryEntry[] {
  if (news.length === 0) {
    return known;
  }
  const entries = [...known];
  const oldest = known.at(-1);
  for (const entry of news) {
    const at = entries.findIndex((one) => one.id === entry.id && one.kind === entry.kind);
    if (at >= 0) {
      entries[at] = entry;
    } else if (join && (oldest === undefined || newestFirst(entry, oldest) < 0)) {
      const place = entries.findIndex((one) => newestFirst(entry, one) < 0);
      entries.splice(place < 0 ? entries.length : place, 0, entry);
    }
  }
  return entries;
}
