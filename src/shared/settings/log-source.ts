import type { FileSource, JournalSelection, JournalSource, LogSource } from './schema';

export function isJournal(source: LogSource): source is JournalSource {
  return 'journal' in source;
}

function isFile(source: LogSource): source is FileSource {
  return 'path' in source;
}

/** Picks the entries with a path. */
export function fileSources(sources: readonly LogSource[]): readonly FileSource[] {
  return sources.filter(isFile);
}

/** Picks the entries of the journal. */
export function journalSources(sources: readonly LogSource[]): readonly JournalSource[] {
  return sources.filter(isJournal);
}

/** Path of a log, or the name of its selection of journal entries (`journal: ssh.service, sshd`). */
export function logTitle(source: LogSource): string {
  return isJournal(source) ? journalTitle(source.journal) : source.path;
}

/** Name of a selection of journal entries, which history and status show in place of a path. */
export function journalTitle({
  units,
  identifiers,
  priority,
  matches,
  directory,
  namespace,
  user,
}: JournalSelection): string {
  const parts = [
    ...(user ? ['--user'] : []),
    ...units,
    ...identifiers,
    ...matches,
    ...(priority === 'debug' ? [] : [`priority ${priority}`]),
    ...(namespace === '' ? [] : [namespace]),
    ...(directory === '' ? [] : [directory]),
  ];
  return parts.length === 0 ? 'journal' : `journal: ${parts.join(', ')}`;
}
