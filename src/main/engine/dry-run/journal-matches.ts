import type { Readable } from 'node:stream';
import type { LeftOutFile } from '../../../shared/contract/dry-run';
import { journalSources, journalTitle } from '../../../shared/settings/log-source';
import { journalSourceSchema } from '../../../shared/settings/log-schema';
import type { JournalSelection, Rule, Settings } from '../../../shared/settings/schema';
import { matchesInEntries } from '../alert/message/match-in-entry';
import type { Matcher } from '../match/matcher';
import { readEntry } from '../watch/journal/entry';
import { batchesOf } from '../watch/journal/entry-batch';
import { EntryLines } from '../watch/journal/entry-lines';
import { faultOfEnd } from '../watch/journal/faults';
import { type JournalctlEnd, runJournalctl } from '../watch/journal/journalctl';
import { distinctSelections, type FollowedSelection, readArguments } from '../watch/journal/selection';
import type { ReadCounts, TimedMatch } from './matches';

/** The part of the journal to read. */
export interface JournalReadOptions {
  readonly selection: FollowedSelection;
  /** Leaves out older entries, ms since 1970. */
  readonly since: number | null;
  readonly maxLineBytes: number;
  readonly matcher: Matcher;
  readonly count: ReadCounts;
}

/**
 * Selections of journal entries that a rule reads. With `whole`, a rule that names none reads the whole journal of this
 * machine.
 */
export function journalsOfRule(rule: Pick<Rule, 'files'>, settings: Settings, whole: boolean): FollowedSelection[] {
  const sources = journalSources(settings.files).filter(({ id }) => !rule.files || rule.files.includes(id));
  const chosen = sources.length > 0 || !whole ? sources : [journalSourceSchema.parse({ id: 'journal', journal: {} })];
  return [...distinctSelections(chosen)];
}

/** Yields the matches in the entries of the journal, in their order. */
export async function* journalMatches(options: JournalReadOptions): AsyncGenerator<TimedMatch> {
  const { selection, since, maxLineBytes, matcher, count } = options;
  const { journal, fileIds, key, isShared } = selection;
  const sharedBy = isShared ? key : undefined;
  const path = journalTitle(journal);
  const run = runJournalctl(readArguments(journal, ...sinceArgument(since)));
  const lines = new EntryLines();
  let last = -Infinity;
  try {
    for await (const chunk of outputOf(run.output)) {
      const entries = lines.push(chunk).flatMap((line) => readEntry(line) ?? []);
      count.lines += entries.length;
      for (const batch of batchesOf(entries, { fileIds, path, sharedBy, maxLineBytes })) {
        count.bytes += batch.block.bytes.length;
        for (const { found, at } of matchesInEntries(matcher, batch)) {
          last = Math.max(last, at);
          yield { found, at: last, estimated: false, path };
        }
      }
    }
  } finally {
    run.stop();
  }
  countEnd(await run.ended, journal, count);
}

async function* outputOf(output: Readable | null): AsyncGenerator<Buffer> {
  for await (const chunk of output ?? []) {
    yield chunk as Buffer;
  }
}

function countEnd(end: JournalctlEnd, journal: JournalSelection, count: ReadCounts): void {
  const fault = faultOfEnd(end)?.code;
  if (fault === undefined && end.startFault === '') {
    count.files += 1;
    return;
  }
  count.leftOut.push({ path: journalTitle(journal), why: whyOf(fault) });
}

function whyOf(fault: string | undefined): LeftOutFile['why'] {
  if (fault === 'journal-denied') {
    return 'denied';
  }
  return fault === 'journal-empty' || fault === 'journal-missing-program' ? 'missing' : 'failed';
}

function sinceArgument(since: number | null): readonly string[] {
  return since === null ? [] : [`--since=@${Math.floor(since / 1_000)}`];
}
