import type { LineMatch } from '../../match/compiled-rule';
import type { Matcher } from '../../match/matcher';
import type { JournalEntry } from '../../watch/journal/entry';
import type { EntryBatch } from '../../watch/journal/entry-batch';
import type { MatchInFile } from './types';

/** A match in an entry of the journal, with the time of the entry, ms since 1970. */
export interface MatchInEntry {
  readonly found: MatchInFile;
  readonly at: number;
}

/** Finds the matches in entries, in their order. */
export function matchesInEntries(
  matcher: Matcher,
  { block, starts, entries, sharedBy }: EntryBatch,
): readonly MatchInEntry[] {
  const { matches } = matcher.match(block);
  if (matches.length === 0) {
    return [];
  }
  const entryAt = new Map(starts.map((start, index) => [start, entries[index]]));
  return matches.flatMap((match) => {
    const entry = entryAt.get(match.start);
    return entry ? [{ found: { ...matchInEntry(match, block, entry), sharedBy }, at: entry.at }] : [];
  });
}

/** Makes a match of an entry, whose fields count like named groups of the pattern. */
function matchInEntry(match: LineMatch, { path, fileIds }: EntryBatch['block'], entry: JournalEntry): MatchInFile {
  const { cursor, unit, boot, identifier, priority, pid, host } = entry;
  const { rule, line, found } = match;
  const named = { unit, identifier, priority, pid, host, ...found.named };
  return {
    match: { rule, line, found: { ...found, named } },
    path,
    fileIds,
    entry: { cursor, unit, boot, identifier, priority, pid, host },
  };
}
