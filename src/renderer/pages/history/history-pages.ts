import { newestFirst, type HistoryEntry } from '../../../shared/contract/history';
import { entryKey } from '../../bridge/app-state';

/** Where the page after `known` begins: others of the last ms may stand behind its end, so that they are asked for again. */
export function nextBefore(known: readonly HistoryEntry[]): number | null {
  const last = known.at(-1);
  return last === undefined ? null : last.at + 1;
}

/** `known` with an older page behind it; what both have is there once. */
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

/** What `now` has that `before` did not: new entries, and those whose fate has changed. */
export function newsIn(before: readonly HistoryEntry[], now: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const old = new Set(before);
  return now.filter((entry) => !old.has(entry));
}

/** `known` with news in place; those that it did not have come in only when they `join`, and not behind its end. */
export function withNews(
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
