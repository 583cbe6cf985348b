import { isJournal } from '../../../shared/settings/log-source';
import type { JournalSource, LogSource } from '../../../shared/settings/schema';

/** Form values of a selection of journal entries. */
export interface JournalValues {
  readonly units: readonly string[];
  readonly identifiers: readonly string[];
  readonly priority: JournalSource['journal']['priority'];
  readonly matches: readonly string[];
  readonly directory: string;
  readonly namespace: string;
  readonly user: boolean;
}

/** Fields that are folded: only some machines need them. */
export const FOLDED_JOURNAL_FIELDS = ['directory', 'namespace', 'user'] as const satisfies (keyof JournalValues)[];

/** Form values that select every entry of the journal of this computer. */
export const NEW_JOURNAL: JournalValues = {
  units: [],
  identifiers: [],
  priority: 'debug',
  matches: [],
  directory: '',
  namespace: '',
  user: false,
};

export function journalToValues({ units, identifiers, matches, ...rest }: JournalSource['journal']): JournalValues {
  return { ...rest, units: [...units], identifiers: [...identifiers], matches: [...matches] };
}

export function valuesToJournal(values: JournalValues): JournalSource['journal'] {
  const { units, identifiers, priority, matches, directory, namespace, user } = values;
  return {
    units: withoutBlanks(units),
    identifiers: withoutBlanks(identifiers),
    priority,
    matches: withoutBlanks(matches),
    directory: directory.trim(),
    namespace: namespace.trim(),
    user,
  };
}

function withoutBlanks(values: readonly string[]): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** True if a rule with these form values checks journal entries. */
export function readsJournal(
  { allFiles, files }: { readonly allFiles: boolean; readonly files: readonly string[] },
  logs: readonly LogSource[],
): boolean {
  return logs.some((log) => isJournal(log) && (allFiles || files.includes(log.id)));
}

/** Field to show a problem at, by its path within the selection (`matches[0]`); null if there is none. */
export function journalField(path: string): keyof JournalValues | null {
  const fields: Readonly<Record<string, keyof JournalValues>> = {
    units: 'units',
    identifiers: 'identifiers',
    priority: 'priority',
    matches: 'matches',
    directory: 'directory',
    namespace: 'namespace',
    user: 'user',
  };
  return fields[path.replace(/\[\d+\]$/, '')] ?? null;
}
