import type { JournalSelection } from '../../../../shared/settings/schema';
import { type JournalEntry, readEntry } from './entry';
import { EntryLines } from './entry-lines';
import { type JournalctlEnd, runJournalctl } from './journalctl';
import { readArguments } from './selection';

/** Longest time of one read, ms. */
const MAX_MS = 5_000;

/** Entries read, and how journalctl ended. */
export interface ReadEntries {
  readonly entries: readonly JournalEntry[];
  readonly end: JournalctlEnd;
}

/** Reads at most `most` entries; `which` are arguments of journalctl. */
export async function readEntries(
  journal: JournalSelection,
  most: number,
  ...which: readonly string[]
): Promise<ReadEntries> {
  const run = runJournalctl(readArguments(journal, ...which));
  const timer = setTimeout(run.stop, MAX_MS);
  const lines = new EntryLines();
  const entries: JournalEntry[] = [];
  run.output?.on('data', (chunk: Buffer) => {
    if (entries.length < most) {
      entries.push(...lines.push(chunk).flatMap((line) => readEntry(line) ?? []));
    }
    if (entries.length >= most) {
      run.stop();
    }
  });
  const end = await run.ended;
  clearTimeout(timer);
  return { entries: entries.slice(0, most), end };
}
