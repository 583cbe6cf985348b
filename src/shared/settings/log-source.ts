import type { AlertSelection, AlertsSource, FileSource, JournalSelection, JournalSource, LogSource } from './schema';

export function isJournal(source: LogSource): source is JournalSource {
  return 'journal' in source;
}

export function isAlerts(source: LogSource): source is AlertsSource {
  return 'alerts' in source;
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

/** Picks the entries of received alerts. */
export function alertsSources(sources: readonly LogSource[]): readonly AlertsSource[] {
  return sources.filter(isAlerts);
}

/** Path of a log, or the name of its selection of journal entries (`journal: ssh.service, sshd`) or alerts. */
export function logTitle(source: LogSource): string {
  if (isAlerts(source)) {
    return alertsTitle(source.alerts);
  }
  return isJournal(source) ? journalTitle(source.journal) : source.path;
}

/** Name of a selection of alerts (`alerts: severity=critical|page`). */
export function alertsTitle({ labels }: AlertSelection): string {
  const parts = Object.entries(labels).map(([name, values]) => `${name}=${values}`);
  return parts.length === 0 ? 'alerts' : `alerts: ${parts.join(', ')}`;
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
