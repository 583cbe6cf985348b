import { type FollowedSelection, ofMachine, placeInKey } from './selection';

/** Entries that one journalctl follows: a selection, or its part of one machine. */
export interface JournalPart extends FollowedSelection {
  /** True to leave out entries of machines, which are parts of their own. */
  readonly isRest: boolean;
}

/** In place of a machine: its selection was followed before, so that machines without position are new. */
const ANY = '*';

/** A whole selection of this machine's journal; in a folder only the entries that name no machine. */
export function wholePart(selection: FollowedSelection): JournalPart {
  return { ...selection, isRest: selection.journal.directory !== '' };
}

/** Entries of one machine in a folder. */
export function machinePart(selection: FollowedSelection, machine: string, isNew: boolean): JournalPart {
  const { key, journal, start } = selection;
  return {
    ...selection,
    key: partKey(key, machine),
    journal: ofMachine(journal, machine),
    // Its entries are all new, as the lines of a file that appears.
    start: isNew ? 'beginning' : start,
    isRest: false,
  };
}

/** Name of the position that is saved once all parts of a selection have one. */
export function anyMachineKey({ key }: FollowedSelection): string {
  return partKey(key, ANY);
}

function partKey(key: string, part: string): string {
  return `${key} ${part}`;
}

/** Name of the selection that a part belongs to. */
export function selectionOfPart(partKey: string): string {
  return partKey.slice(0, partKey.lastIndexOf(']') + 1);
}

/**
 * Finds the selection that another one replaces: of the same journal, and if possible of the same entry of the
 * settings. Null if there is none.
 */
export function earlierSelection(
  { key, fileIds }: FollowedSelection,
  left: readonly Pick<FollowedSelection, 'key' | 'fileIds'>[],
): string | null {
  const ofPlace = left.filter((one) => placeInKey(one.key) === placeInKey(key));
  const ofEntry = ofPlace.find((one) => one.fileIds.some((id) => fileIds.includes(id)));
  return (ofEntry ?? ofPlace[0])?.key ?? null;
}
