import { isAlerts, isJournal } from '../../../shared/settings/log-source';
import type { AlertsSource, LogSource } from '../../../shared/settings/schema';
import { fileField, fileToValues, type FileValues, NEW_FILE, valuesToFile } from './file-form';
import { journalField, journalToValues, type JournalValues, NEW_JOURNAL, valuesToJournal } from './journal-form';

/** Kinds of logs: files by path or glob, entries of the systemd journal, and received alerts. */
export const LOG_KINDS = ['file', 'journal', 'alerts'] as const;

/** Form values of a log; those of the other kinds are kept until it is saved. */
export interface LogValues extends FileValues, JournalValues {
  readonly kind: (typeof LOG_KINDS)[number];
  /** Labels of received alerts, each with its values: `severity=critical|page`. */
  readonly labels: readonly string[];
}

/** Form values of a new log. */
export const NEW_LOG: LogValues = { ...NEW_FILE, ...NEW_JOURNAL, kind: 'file', labels: [] };

export function logToValues(source: LogSource): LogValues {
  if (isAlerts(source)) {
    const labels = Object.entries(source.alerts.labels).map(([name, values]) => `${name}=${values}`);
    return { ...NEW_LOG, kind: 'alerts', labels };
  }
  return isJournal(source)
    ? { ...NEW_LOG, ...journalToValues(source.journal), kind: 'journal', start: source.start }
    : { ...NEW_LOG, ...fileToValues(source) };
}

export function valuesToLog(id: string, values: LogValues): LogSource {
  if (values.kind === 'alerts') {
    return { id, alerts: labelsOf(values) };
  }
  return values.kind === 'journal'
    ? { id, journal: valuesToJournal(values), start: values.start }
    : valuesToFile(id, values);
}

function labelsOf({ labels }: LogValues): AlertsSource['alerts'] {
  const pairs = labels.map((label) => /^([^=]*)=?(.*)$/.exec(label)?.slice(1) ?? []);
  return { labels: Object.fromEntries(pairs.map(([name = '', values = '']) => [name.trim(), values.trim()])) };
}

/** Name from which the id of a new log is made: its file, the first thing it selects in the journal, or `alerts`. */
export function idBase(values: LogValues): string {
  if (values.kind === 'file') {
    return values.path.trim().split('/').at(-1) ?? '';
  }
  if (values.kind === 'alerts') {
    return 'alerts';
  }
  const { units, identifiers } = valuesToJournal(values);
  return identifiers[0] ?? units[0]?.replace(/\.\w+$/, '') ?? 'journal';
}

/** Field to show a problem at, by its path within the log (`journal.matches[0]`); null if there is none. */
export function logField(path: string): keyof LogValues | null {
  if (/^alerts\b/.test(path)) {
    return 'labels';
  }
  const [, within] = /^journal\.(.+)$/.exec(path) ?? [];
  return within === undefined ? fileField(path) : journalField(within);
}
