import { readFileSync } from 'node:fs';
import type { JournalSelection, JournalSource } from '../../../../shared/settings/schema';
import { isSystemFault } from '../../common/error-code';

/** Fields of an entry that Logbell reads (systemd.journal-fields(7)). */
const FIELDS = [
  'MESSAGE',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  'UNIT',
  '_SYSTEMD_UNIT',
  '_SYSTEMD_USER_UNIT',
  '_COMM',
  '_PID',
  '_HOSTNAME',
] as const;
/** Field that is read of journals which may hold entries of several machines. */
const MACHINE_FIELD = '_MACHINE_ID';
export type JournalField = (typeof FIELDS)[number] | typeof MACHINE_FIELD;

/** Entries of the settings that read the same part of the journal. */
export interface FollowedSelection {
  readonly key: string;
  readonly journal: JournalSelection;
  /** Ids of these entries. */
  readonly fileIds: readonly string[];
  readonly start: JournalSource['start'];
  /** True if another selection of the same journal is read, too. */
  readonly isShared: boolean;
}

/** Groups entries of the settings that select the same; one that starts at the beginning decides for all. */
export function distinctSelections(sources: readonly JournalSource[]): readonly FollowedSelection[] {
  const found = new Map<string, FollowedSelection>();
  for (const { id, journal, start } of sources) {
    const key = selectionKey(journal);
    const known = found.get(key);
    found.set(key, {
      key,
      journal,
      fileIds: [...(known?.fileIds ?? []), id],
      start: known?.start === 'beginning' ? 'beginning' : start,
      isShared: false,
    });
  }
  const all = Array.from(found.values());
  const isShared = (one: FollowedSelection): boolean =>
    all.some((other) => other !== one && placeInKey(other.key) === placeInKey(one.key));
  return all.map((one) => ({ ...one, isShared: isShared(one) }));
}

/** Name of a selection that does not depend on the order of its values. */
function selectionKey({ units, identifiers, priority, matches, directory, namespace, user }: JournalSelection): string {
  const lists = [units, identifiers, matches].map((values) => Array.from(new Set(values)).sort());
  return JSON.stringify([...lists, priority, directory, namespace, user]);
}

/** The part of such a name that says which journal it is. */
export function placeInKey(key: string): string {
  return JSON.stringify((JSON.parse(key) as unknown[]).slice(-3));
}

/** Arguments of journalctl that choose the journal. */
function placeArguments({ directory, namespace, user }: JournalSelection): readonly string[] {
  return [
    // Without it, `--follow` shows only the last boot.
    '--merge',
    ...(directory === '' ? [] : [`--directory=${directory}`]),
    ...(namespace === '' ? [] : [`--namespace=${namespace}`]),
    ...(user ? ['--user'] : []),
  ];
}

/** Arguments of journalctl that choose the journal and its entries. */
function selectionArguments(journal: JournalSelection): readonly string[] {
  const { units, identifiers, priority, matches, user } = journal;
  return [
    ...placeArguments(journal),
    ...units.map((unit) => (user ? `--user-unit=${unit}` : `--unit=${unit}`)),
    ...identifiers.map((identifier) => `--identifier=${identifier}`),
    // `debug` would leave out entries without a level.
    ...(priority === 'debug' ? [] : [`--priority=${priority}`]),
    ...machineMatch(journal),
    ...matches,
  ];
}

/** Leaves in a selection of a folder only the entries of one machine. */
export function ofMachine(journal: JournalSelection, machine: string): JournalSelection {
  return { ...journal, matches: [...journal.matches.filter((match) => !isMachineMatch(match)), machineIs(machine)] };
}

/** True if a selection may hold entries of this machine. */
export function admitsMachine({ matches }: JournalSelection, machine: string): boolean {
  const wanted = matches.filter(isMachineMatch);
  return wanted.length === 0 || wanted.includes(machineIs(machine));
}

/** Arguments for the ids of all machines in the journal of a selection. */
export function machinesArguments(journal: JournalSelection): readonly string[] {
  return [`--field=${MACHINE_FIELD}`, ...placeArguments(journal)];
}

function machineIs(machine: string): string {
  return `${MACHINE_FIELD}=${machine}`;
}

function isMachineMatch(match: string): boolean {
  return match.startsWith(`${MACHINE_FIELD}=`);
}

/** Arguments for the fields that Logbell reads, large values included, and the cursor and boot of each entry. */
function outputArguments({ directory }: JournalSelection): readonly string[] {
  const fields = directory === '' ? FIELDS : [...FIELDS, MACHINE_FIELD];
  return ['--output=json', '--all', `--output-fields=${fields.join(',')}`];
}

/** Arguments for all entries from a cursor on, inclusive, and those that come. */
export function followArguments(journal: JournalSelection, cursor: string): readonly string[] {
  return [
    ...outputArguments(journal),
    '--follow',
    '--no-tail',
    ...cursorArgument(cursor),
    ...selectionArguments(journal),
  ];
}

/** Arguments for some entries: the last ones, those around a cursor, or those since a time. */
export function readArguments(journal: JournalSelection, ...which: readonly string[]): readonly string[] {
  return [...outputArguments(journal), '--no-pager', ...which, ...selectionArguments(journal)];
}

/** Arguments for the cursor of the last entry of a selection. */
export function lastArguments(journal: JournalSelection): readonly string[] {
  return ['--output=json', '--output-fields=_BOOT_ID', '--lines=1', ...selectionArguments(journal)];
}

/** Arguments for the newest entry of any kind in the journal of a selection. */
export function newestArguments(journal: JournalSelection): readonly string[] {
  return [
    '--output=json',
    '--output-fields=_BOOT_ID',
    '--lines=1',
    ...placeArguments(journal),
    ...machineMatch(journal),
  ];
}

function cursorArgument(cursor: string): readonly string[] {
  return cursor === '' ? [] : [`--cursor=${cursor}`];
}

/** Leaves out the journals of other machines, which `--merge` adds to the one of this machine. */
function machineMatch({ directory }: JournalSelection): readonly string[] {
  const machine = directory === '' ? machineId() : '';
  return machine === '' ? [] : [machineIs(machine)];
}

/** Id of this machine (machine-id(5)); empty if it has none. */
function machineId(): string {
  try {
    const written = readFileSync('/etc/machine-id', 'utf8').trim();
    return /^[0-9a-f]{32}$/.test(written) ? written : '';
  } catch (error) {
    if (isSystemFault(error)) {
      return '';
    }
    throw error;
  }
}
