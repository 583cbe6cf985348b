import { fail, ok, type Result } from '../../../shared/common/result';
import type {
  FileViewFault,
  FileViewLine,
  LinesAround,
  LiveCursor,
  LiveReading,
  MatchShare,
} from '../../../shared/contract/live-view';
import { journalSources, journalTitle } from '../../../shared/settings/log-source';
import type { JournalSelection, Rule, Settings } from '../../../shared/settings/schema';
import { truncateLine } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import type { JournalEntry } from '../watch/journal/entry';
import { faultOfEnd } from '../watch/journal/faults';
import { readEntries, type ReadEntries } from '../watch/journal/read-entries';
import { failedReading, type LineMarker } from './live-tail';

/** Entries shown on each side of a match. */
const CONTEXT_ENTRIES = 30;
/** Entries that a live view starts with. */
const FIRST_ENTRIES = 200;
/** Most entries per read of a live view. */
const MAX_READ_ENTRIES = 1_000;
/** Entries read of each selection for the share of matches. */
const SHARE_ENTRIES = 1_000;

/** Reads the entries around a match; fails if its entry is gone. */
export async function entriesAround(
  journal: JournalSelection,
  cursor: string,
): Promise<Result<LinesAround, FileViewFault>> {
  const most = CONTEXT_ENTRIES + 1;
  const [later, earlier] = await Promise.all([
    readEntries(journal, most, `--cursor=${cursor}`),
    readEntries(journal, most, `--cursor=${cursor}`, '--reverse'),
  ]);
  const [match, ...after] = later.entries;
  if (match?.cursor !== cursor) {
    return fail(faultOfEnd(later.end)?.code === 'journal-denied' ? 'denied' : 'vacuumed');
  }
  const before = earlier.entries.filter((entry) => entry.cursor !== cursor).toReversed();
  return ok({
    path: journalTitle(journal),
    before: before.flatMap(shownLines).slice(-CONTEXT_ENTRIES),
    matched: shownLines(match),
    after: after.flatMap(shownLines).slice(0, CONTEXT_ENTRIES),
  });
}

/** Reads the entries after a cursor, or the last ones, for a live view. */
export async function readLiveEntries(
  journal: JournalSelection,
  after: LiveCursor | null,
  mark: LineMarker,
): Promise<LiveReading> {
  const known = after?.entry ?? null;
  const read = await (known === null
    ? readEntries(journal, FIRST_ENTRIES, `--lines=${FIRST_ENTRIES}`)
    : readEntries(journal, MAX_READ_ENTRIES, `--cursor=${known}`));
  const fault = faultOf(read);
  if (fault) {
    return failedReading(fault);
  }
  const entries = read.entries.filter(({ cursor }) => cursor !== known);
  const last = entries.at(-1)?.cursor ?? known;
  return {
    state: 'read',
    lines: entries.flatMap(({ message }) => (message === null ? [] : [mark(message.toString())])),
    rest: '',
    turn: 'none',
    skipped: 0,
    cursor: last === null ? null : { device: '', inode: '', born: '', offset: 0, entry: last },
  };
}

/** Counts the matches of a rule in the last entries of its selections. */
export async function journalShare(rule: Rule, settings: Settings): Promise<Omit<MatchShare, 'nearlyAll'>> {
  const chosen = journalSources(settings.files).filter(({ id }) => !rule.files || rule.files.includes(id));
  const compiled = compileRules([{ ...rule, enabled: true }]);
  const isMatch = (message: string): boolean =>
    compiled.some(({ find }) => {
      const found = find(message);
      return found !== null && found.part === undefined;
    });
  const reads = await Promise.all(
    chosen.map(({ journal }) => readEntries(journal, SHARE_ENTRIES, `--lines=${SHARE_ENTRIES}`)),
  );
  const messages = reads.flatMap(({ entries }) => entries.flatMap(({ message }) => message?.toString() ?? []));
  return { lines: messages.length, matches: messages.filter(isMatch).length };
}

function faultOf({ end, entries }: ReadEntries): 'denied' | 'missing' | 'failed' | null {
  const code = entries.length > 0 ? undefined : faultOfEnd(end)?.code;
  if (code === undefined) {
    return null;
  }
  if (code === 'journal-denied') {
    return 'denied';
  }
  return code === 'journal-failing' ? 'failed' : 'missing';
}

/** Lines of a message as a view shows them. */
function shownLines({ message }: JournalEntry): FileViewLine[] {
  const lines = (message ?? '').toString().replace(/\n+$/, '').split('\n');
  return lines.map((line) => {
    const text = truncateLine(line);
    return { text, cut: text.length < line.length };
  });
}
