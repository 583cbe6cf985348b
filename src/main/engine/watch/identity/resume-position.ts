import type { FilePosition } from '../../ledger/tables/file-positions';
import { farthestFirst, NO_FINGERPRINT } from './fingerprint';

/** Identity of a file, and the entry of the settings and the path it was opened for. */
export type PositionBegin = Pick<FilePosition, 'device' | 'inode' | 'born' | 'source' | 'path'>;

/** Facts about an open file that decide where to resume in it; each is read from the file on request. */
export interface FileEvidence {
  /** Bytes. */
  readonly size: number;
  /** Tells whether the file holds what was read up to a position; true when nothing was read. */
  readonly holds: (before: FilePosition) => boolean;
  /** Tells whether the file starts with the same bytes, at most 1 KiB, as the one that was read. */
  readonly startsLike: (before: FilePosition) => boolean;
  /** True if the file is shorter than what was read but starts with the same 1 KiB: an editor may still be writing it. */
  readonly isPartlyWritten: (before: FilePosition) => boolean;
  /** Finds the end of the lines read before a rewrite, else the start of the file. */
  readonly afterRewrite: (before: FilePosition) => FilePosition;
  /** Like `afterRewrite`, also where the last lines read were changed or deleted. */
  readonly afterSave: (before: FilePosition) => FilePosition;
}

/** Facts about a file that was opened at a path. */
export interface OpenedFileEvidence extends FileEvidence {
  readonly begin: PositionBegin;
  /** Position at the start of the line that contains an offset. */
  readonly lineStart: (offset: number) => FilePosition;
  /** Moves a position back to the start of a code unit of the file's encoding. */
  readonly unitStart: (position: FilePosition) => FilePosition;
}

/** Log of which a file may be a copy, by its name. */
export interface CopyOrigin {
  /** Positions that the log has or had. */
  readonly positions: () => readonly FilePosition[];
  /** True if the file is named like a copy that a person or an editor makes. */
  readonly isNamedCopy: boolean;
  /** Tells whether the log starts with all that the file holds. */
  readonly startsWithFile: () => boolean;
  /** Tells whether the file is a log of its own that only starts like this one. */
  readonly isOtherLog: (before: FilePosition) => boolean;
}

/** Facts beyond the file itself that decide where to resume in it. */
export interface ResumeFacts {
  /** Saved position of this very file. */
  readonly known: FilePosition | null;
  /** Positions in the files that were at the path before; `isSaved` if an editor replaced the last of them just now. */
  readonly replaced: () => { readonly positions: readonly FilePosition[]; readonly isSaved: boolean };
  /** Logs that the file may be a copy of. */
  readonly origins: () => readonly CopyOrigin[];
  /** True for a file that appeared after the first search: it is read from its start. */
  readonly isNew: boolean;
  /** True once a copy in progress has not grown for long enough to be taken as complete. */
  readonly isSettled: boolean;
  /** True if the settings have even the files of the first search read from their start. */
  readonly readsFromStart: boolean;
}

/** Position at which reading starts. */
export interface Resume {
  readonly position: FilePosition;
  /** Position before the file was rewritten; null when the file just continues. */
  readonly before: FilePosition | null;
  /** Position whose content the file may come to hold again, as an editor may still be writing it. */
  readonly mayHold?: FilePosition;
}

/** Decides where to resume in a file that was opened at a path; `wait` while it may be a copy in progress. */
export function resumeOpened(file: OpenedFileEvidence, facts: ResumeFacts): Resume | 'wait' {
  const { known, isNew, isSettled, readsFromStart } = facts;
  if (known) {
    return resumeKnown(file, known);
  }
  const replaced = facts.replaced();
  const saved = resumeReplacement(file, farthestFirst(replaced.positions), replaced.isSaved);
  if (saved) {
    return saved;
  }
  const copied = isNew ? resumeCopy(file, facts.origins(), isSettled) : null;
  if (copied === 'wait') {
    return copied;
  }
  const first = isNew || readsFromStart ? positionAtStart(file.begin) : file.lineStart(file.size);
  return { position: copied ?? first, before: null };
}

/**
 * Decides where to resume in a file beside a log, which holds earlier lines of it. Null for a copy without any line
 * beyond the former positions of that log. `isOtherLog`: see `CopyOrigin`.
 */
export function resumeMissed(
  file: FileEvidence,
  formers: readonly FilePosition[],
  isOtherLog: (before: FilePosition) => boolean,
): FilePosition | 'start' | null {
  const alike = farthestFirst(formers).filter((before) => startsAlike(file, before));
  const whole = alike.find((before) => holdsAll(file, before));
  const [farthest] = alike;
  if (whole || !farthest) {
    return whole ?? 'start';
  }
  const edited = file.afterRewrite(farthest);
  if (edited.offset > 0) {
    return edited;
  }
  // The rest are copies made before all of that was written, and other logs with the same start.
  return file.size >= farthest.offset || isOtherLog(farthest) ? 'start' : null;
}

/**
 * Decides where to resume in an open file that no longer holds what was read. `wait` while an editor may still be
 * writing it, as long as `mayWait` agrees.
 */
export function resumeRewritten(
  file: FileEvidence,
  before: FilePosition,
  mayWait: () => boolean,
): FilePosition | 'wait' {
  const position = file.afterRewrite(before);
  if (position.offset > 0) {
    return position;
  }
  return file.isPartlyWritten(before) && mayWait() ? 'wait' : file.afterSave(before);
}

/** Moves a position that is only a noted length to the start of the line that ends there. */
export function resumeNoted(file: OpenedFileEvidence, position: FilePosition): FilePosition {
  return isNotedLength(position) ? file.lineStart(position.offset) : position;
}

/** Position at the very start of a file, with nothing to verify. */
export function positionAtStart(begin: PositionBegin): FilePosition {
  return { ...begin, offset: 0, skipping: false, proof: NO_FINGERPRINT, generation: 0 };
}

/** Tells whether a position is only the length of a file that could not be read when it was found. */
function isNotedLength({ offset, proof }: FilePosition): boolean {
  return offset > 0 && proof.headBytes === NO_FINGERPRINT.headBytes;
}

function resumeKnown(file: OpenedFileEvidence, known: FilePosition): Resume {
  return file.holds(known)
    ? { position: file.unitStart(resumeNoted(file, known)), before: null }
    : { position: file.afterSave(known), before: known };
}

/** Decides where to resume in a file that an editor put in place of others; null if it holds nothing of them. */
function resumeReplacement(
  file: OpenedFileEvidence,
  formers: readonly FilePosition[],
  isSaved: boolean,
): Resume | null {
  // A file that was saved several times holds what was read of each version before.
  const [best] = formers
    .map((before): Resume =>
      holdsAll(file, before) ? { position: before, before: null } : { position: file.afterRewrite(before), before },
    )
    .sort((one, other) => other.position.offset - one.position.offset);
  const [farthest] = formers;
  if (!farthest || !best || best.position.offset > 0) {
    return best ?? null;
  }
  // The editor may have deleted the last lines, or may not have written them yet.
  if (isSaved && (file.size === 0 || file.isPartlyWritten(farthest))) {
    return { position: positionAtStart(file.begin), before: null, mayHold: farthest };
  }
  const position = file.afterSave(farthest);
  return position.offset > 0 ? { position, before: farthest } : null;
}

/** Decides where the lines begin that a copy holds beyond those read from its origin; null if it is no copy. */
function resumeCopy(
  file: OpenedFileEvidence,
  origins: readonly CopyOrigin[],
  isSettled: boolean,
): FilePosition | 'wait' | null {
  for (const origin of origins) {
    const read = farthestFirst(origin.positions());
    const whole = read.find((before) => holdsAll(file, before));
    if (whole) {
      return { ...whole, generation: 0 };
    }
    const alike = read.find((before) => startsAlike(file, before));
    const edited = alike ? file.afterRewrite(alike) : null;
    if (edited && edited.offset > 0) {
      return { ...edited, generation: 0 };
    }
    const isStart = alike !== undefined && !origin.isOtherLog(alike);
    const mayBeStart = read.some(({ proof }) => file.size < proof.headBytes) && origin.startsWithFile();
    if (isStart || (mayBeStart && (!isSettled || origin.isNamedCopy))) {
      return isSettled ? file.lineStart(file.size) : 'wait';
    }
  }
  return null;
}

function holdsAll(file: FileEvidence, before: FilePosition): boolean {
  return file.size >= before.offset && file.holds(before);
}

function startsAlike(file: FileEvidence, before: FilePosition): boolean {
  return file.size >= before.proof.headBytes && file.startsLike(before);
}
