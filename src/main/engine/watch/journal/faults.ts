import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { JournalSelection } from '../../../../shared/settings/schema';
import type { ProblemParams } from '../../common/problems';
import { journalctlOutput, type JournalctlEnd } from './journalctl';
import { newestArguments, readArguments } from './selection';

/** Reason why a selection cannot be read as it should, or will lose entries. */
export type JournalFault =
  | 'journal-missing-program'
  | 'journal-denied'
  | 'journal-empty'
  | 'journal-volatile'
  | 'journal-unknown-unit'
  | 'journal-failing';

/** A fault with the values of its sentence. */
export interface JournalFinding {
  readonly code: JournalFault;
  readonly params: ProblemParams;
}

/** Folders of the journal (journald.conf(5), `Storage=`). */
const PERSISTENT = '/var/log/journal';
const VOLATILE = '/run/log/journal';

/** Folders of units (systemd.unit(5)). */
const UNIT_FOLDERS = [
  ...['/etc/systemd/system', '/run/systemd/system', '/run/systemd/transient', '/run/systemd/generator'],
  ...['/usr/local/lib/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'],
];

/** Most output read of a question with one answer, bytes. */
const ANSWER_BYTES = 64 * 1_024;

/** Finds what keeps journalctl from reading `directory`, by how it ended; null if it says nothing of that. */
export function faultOfEnd({ startFault, errors }: JournalctlEnd, directory = ''): JournalFinding | null {
  if (startFault === 'ENOENT') {
    return { code: 'journal-missing-program', params: {} };
  }
  if (/insufficient permissions|Permission denied|not seeing messages from other users/.test(errors)) {
    return { code: 'journal-denied', params: { user: userInfo().username } };
  }
  if (/No journal files were found|Failed to open .*: No such file/.test(errors)) {
    return emptyJournal(directory);
  }
  const unit = errors.includes('Failed to add filter for units');
  return unit ? { code: 'journal-unknown-unit', params: { unit: '' } } : null;
}

/** Checks the journal of a selection and its units. */
export async function inspectJournal(journal: JournalSelection, program?: string): Promise<readonly JournalFinding[]> {
  const newest = await journalctlOutput(newestArguments(journal), ANSWER_BYTES, program);
  const fault = faultOfEnd(newest, journal.directory);
  if (fault) {
    return [fault];
  }
  if (newest.startFault !== '' || newest.code !== 0) {
    return [{ code: 'journal-failing', params: { reason: reasonOf(newest) } }];
  }
  if (newest.output.length === 0) {
    return [emptyJournal(journal.directory)];
  }
  const units = await Promise.all(journal.units.map((unit) => isKnownUnit(unit, journal, program)));
  const unknown = journal.units.filter((_unit, index) => units[index] === false);
  return [
    ...(unknown.length > 0 ? [{ code: 'journal-unknown-unit', params: { unit: unknown.join(', ') } } as const] : []),
    ...(isVolatile(journal) ? [{ code: 'journal-volatile', params: {} } as const] : []),
  ];
}

/** `context` selects the remedy for a folder, whose entries come from other machines. */
function emptyJournal(directory: string): JournalFinding {
  return { code: 'journal-empty', params: directory === '' ? {} : { context: 'folder' } };
}

/** Last sentence that journalctl wrote, or how it ended. */
export function reasonOf({ errors, startFault, code }: JournalctlEnd): string {
  const last = errors.trim().split('\n').at(-1) ?? '';
  return last || startFault || `status ${code ?? 'unknown'}`;
}

function isVolatile({ directory }: JournalSelection): boolean {
  return directory === '' && !existsSync(PERSISTENT) && existsSync(VOLATILE);
}

/** True if the journal has entries of the unit, or this machine has the unit. */
async function isKnownUnit(unit: string, journal: JournalSelection, program?: string): Promise<boolean> {
  const { directory } = journal;
  const name = unit.includes('.') ? unit : `${unit}.service`;
  const files = [name, name.replace(/@[^.]*\./, '@.')];
  if (directory === '' && files.some((file) => UNIT_FOLDERS.some((folder) => existsSync(join(folder, file))))) {
    return true;
  }
  const ofUnit = { ...journal, units: [unit], identifiers: [], priority: 'debug' as const, matches: [] };
  const found = await journalctlOutput(readArguments(ofUnit, '--lines=1'), ANSWER_BYTES, program);
  return found.output.length > 0;
}
