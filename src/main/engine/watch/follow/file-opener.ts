import { closeSync } from 'node:fs';
import { parseDuration } from '../../../../shared/common/duration';
import type { FileSource } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { FilePosition, Positions } from '../../ledger/tables/file-positions';
import type { WatchOptions } from '../discovery/watch-options';
import { type FileIdentity, type FileStat, isOnNetwork, sameFile } from '../identity/file-id';
import { farthestFirst, headMatches, isOtherLog, fingerprintMatches, takeFingerprint } from '../identity/fingerprint';
import { beginsLike, type OpenFile, openFile, openLogFile } from '../identity/open-file';
import type { OwnFiles } from '../identity/own-files';
import { isPartialRewrite, positionAfterRewrite, positionAfterSave } from '../identity/rewritten-file';
import { fileCodec } from '../reader/encoding';
import type { LineSink } from '../reader/line-sink';
import { LogReader } from '../reader/log-reader';
import type { EntryRule } from '../reader/multiline';
import { positionAtStart, type PositionBegin, startPosition, wasNoted } from './resume-position';
import { isBackup, isCopyName, pathsBeforeRotation, rotatedFiles, type RotatedFile } from './rotated-files';

/** What an opener is given. */
export interface FileOpenerDeps {
  /** The first entry of the settings that names the file; it says how to read it. */
  readonly source: FileSource;
  readonly path: string;
  readonly positions: Positions;
  readonly intake: LineSink;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** How several lines make one event in the file; null where each line stands for itself. */
  readonly eventRule: (source: FileSource) => EntryRule | null;
  readonly ownFiles: OwnFiles;
  /** Positions that a log at another path has or had: what a copy of it would hold. */
  readonly positionsAt: (path: string) => readonly FilePosition[];
  /** The entries of the settings that name a file. */
  readonly fileIds: (file: FileIdentity) => readonly string[];
  readonly hold: (file: FileIdentity) => () => void;
  readonly changedIdentity: (before: FileIdentity, now: FileIdentity) => void;
}

/** What is known when the file at a path is opened. */
export interface OpeningFacts {
  /** The log that stood at the path before; null when there was none in this run. */
  readonly former: LogReader | null;
  /** Where logs of an earlier run had been read to that stood at the path and are found no more. */
  readonly gone: readonly FilePosition[];
  /** True for a file that appeared after the first look: it is read from its start. */
  readonly isNew: boolean;
  /** True when a copy in the making has not grown for long enough: it is then taken as it is. */
  readonly settled: boolean;
}

/** A log that was opened, and what that showed. */
export interface OpenedLog {
  readonly log: LogReader;
  /** When the position of a known file was last written, ms since 1970; null for any other. */
  readonly leftAt: number | null;
  /** Where the file had been read to before it was rewritten; null when it goes on. */
  readonly before: FilePosition | null;
}

/** What became of opening the file at a path. */
export type Opening =
  | 'gone'
  | 'denied'
  /** Logbell writes it itself. */
  | 'own'
  /** It may be a copy of another log, still being made. */
  | 'copying'
  | OpenedLog;

interface First {
  readonly position: FilePosition;
  readonly leftAt?: number;
  readonly before: FilePosition | null;
  /** What the file may come to hold again, as an editor may still be writing it. */
  readonly mayHold?: FilePosition;
}

/** Opens logs at the position from which nothing is lost and nothing taken twice. */
export class FileOpener {
  readonly #deps: FileOpenerDeps;

  constructor(deps: FileOpenerDeps) {
    this.#deps = deps;
  }

  /** Opens what stands at the path now. Throws what the system says when a file cannot be read. */
  openPresent(facts: OpeningFacts): Opening {
    const file = openLogFile(this.#deps.path, this.#deps.ownFiles);
    if (typeof file === 'string') {
      return file;
    }
    const first = closedUnless(file, () => this.#firstPosition(file, facts));
    if (first === 'copying') {
      return first;
    }
    const log = this.#logOf(file, first.position);
    if (first.mayHold) {
      log.expectRewrite(first.mayHold);
    }
    log.keepPosition();
    return { log, before: first.before, leftAt: first.leftAt ?? null };
  }

  /** Opens a file beside the path where `positionIn` says, and writes that down; null when it is gone or holds nothing. */
  openBeside(
    sibling: RotatedFile,
    positionIn: (file: OpenFile, begin: PositionBegin) => FilePosition | null,
  ): LogReader | null {
    const file = openLogFile(sibling.path, this.#deps.ownFiles);
    if (typeof file === 'string') {
      return null;
    }
    const position = closedUnless(file, () => positionIn(file, this.#begin(file.look)));
    if (!position) {
      return null;
    }
    const log = this.#logOf(file, this.#atLineStart(file.fd, position));
    log.keepPosition();
    return log;
  }

  /**
   * Remembers how long a file is that may not be read yet, so that it goes on from here once it may, even after a
   * restart. True once that is written.
   */
  noteUnread(look: FileIdentity & { readonly size: number }): boolean {
    const { positions, source, intake } = this.#deps;
    if (positions.find(look)) {
      return true;
    }
    const offset = source.start === 'beginning' ? 0 : look.size;
    return intake.savePosition({ ...positionAtStart(this.#begin(look)), offset }, () => undefined) && intake.flush();
  }

  #logOf({ fd }: OpenFile, position: FilePosition): LogReader {
    const { source, options, intake, clock, fileIds, hold, changedIdentity, eventRule } = this.#deps;
    const reading = {
      encoding: source.encoding,
      maxLineBytes: options.maxLineBytes,
      flushAfterMs: parseDuration(source.flushAfter),
      entryRule: eventRule(source),
      now: () => clock.now(),
      fileIds,
      claim: hold,
      onIdentityChange: changedIdentity,
    };
    return new LogReader(fd, position, reading, intake);
  }

  #begin({ device, inode, born }: FileIdentity): PositionBegin {
    return { device, inode, born, source: this.#deps.source.path, path: this.#deps.path };
  }

  #firstPosition(file: OpenFile, facts: OpeningFacts): First | 'copying' {
    const { fd, look } = file;
    const begin = this.#begin(look);
    const known = this.#deps.positions.find(look);
    if (known) {
      return this.#goOn(file, known, begin);
    }
    const goneOn = this.#goOnIn(file, facts, begin);
    if (goneOn) {
      return goneOn;
    }
    const copied = facts.isNew ? this.#asCopy(file, begin, facts.settled) : null;
    if (copied === 'copying') {
      return copied;
    }
    const { source } = this.#deps;
    const fromStart = facts.isNew || source.start === 'beginning';
    const position =
      copied ?? (fromStart ? positionAtStart(begin) : startPosition(fd, begin, look.size, this.#lines()));
    return { position, before: null };
  }

  /** Where to go on in a file that an editor put in the place of another one; null when the file is none of that kind. */
  #goOnIn({ fd, look }: OpenFile, { former, gone }: OpeningFacts, begin: PositionBegin): First | null {
    const isSaved = former !== null && isSavedOver(former, look, this.#deps.path);
    const formers = farthestFirst(isSaved ? former.knownPositions : gone);
    // One that was saved several times holds what had been read of each before.
    const [found] = formers
      .map((before) => goOnAfter(fd, look.size, before, begin))
      .sort((one, other) => other.position.offset - one.position.offset);
    const [last] = formers;
    if (!last || !found || found.position.offset > 0) {
      return found ?? null;
    }
    return this.#goOnAfterSave(fd, look.size, last, isSaved, begin);
  }

  /** An editor may have taken out the last lines, or may not have written them yet (`isSaved`: it has put the file there just now). */
  #goOnAfterSave(fd: number, size: number, before: FilePosition, isSaved: boolean, begin: PositionBegin): First | null {
    if (isSaved && (size === 0 || isPartialRewrite(fd, size, before))) {
      return { position: positionAtStart(begin), before: null, mayHold: { ...before, ...begin } };
    }
    const position = { ...positionAfterSave(fd, size, before), ...begin };
    return position.offset > 0 ? { position, before } : null;
  }

  #lines(): { encoding: FileSource['encoding']; maxLineBytes: number } {
    return { encoding: this.#deps.source.encoding, maxLineBytes: this.#deps.options.maxLineBytes };
  }

  #goOn({ fd, look }: OpenFile, known: FilePosition, begin: PositionBegin): First {
    const leftAt = this.#deps.positions.writtenAt(look);
    if (!fingerprintMatches(fd, known.offset, known.proof)) {
      return { position: { ...positionAfterSave(fd, look.size, known), ...begin }, before: known, leftAt };
    }
    const position = this.#atLineStart(fd, { ...known, ...begin });
    return { position: this.#atWholeUnit(fd, position), before: null, leftAt };
  }

  /** Of a file that could not be read, only its length was noted: it is read from the start of the line that ends there. */
  #atLineStart(fd: number, position: FilePosition): FilePosition {
    return wasNoted(position) ? startPosition(fd, position, position.offset, this.#lines()) : position;
  }

  /** A file was read in another encoding before, if the position stands in the midst of one of its units now. */
  #atWholeUnit(fd: number, position: FilePosition): FilePosition {
    const { codec } = fileCodec(fd, this.#deps.source.encoding);
    const offset = position.offset - (position.offset % codec.unit);
    return offset === position.offset ? position : { ...position, offset, proof: takeFingerprint(fd, offset) };
  }

  /** Where the lines begin that a copy of another log (copytruncate, a backup) holds beyond those taken from there; null for no copy. */
  #asCopy(file: OpenFile, begin: PositionBegin, settled: boolean): FilePosition | 'copying' | null {
    const { fd, look } = file;
    for (const origin of pathsBeforeRotation(this.#deps.path)) {
      const read = farthestFirst(this.#deps.positionsAt(origin));
      const whole = read.find(({ offset, proof }) => look.size >= offset && fingerprintMatches(fd, offset, proof));
      if (whole) {
        return { ...whole, ...begin, generation: 0 };
      }
      const alike = read.find(({ proof }) => look.size >= proof.headBytes && headMatches(fd, proof));
      const edited = alike ? positionAfterRewrite(fd, look.size, alike) : null;
      if (edited && edited.offset > 0) {
        return { ...edited, ...begin, generation: 0 };
      }
      const begun = alike !== undefined && !isOtherLog(file, alike, [origin]);
      const mayBegin = read.some(({ proof }) => look.size < proof.headBytes) && beginsLike(file, origin);
      if (begun || (mayBegin && (!settled || isCopyName(this.#deps.path, origin)))) {
        return settled ? startPosition(fd, begin, look.size, this.#lines()) : 'copying';
      }
    }
    return null;
  }
}

/**
 * An editor's save puts a new file in the place of the old one: one made before that went, or the old one goes on as a
 * backup. What the old one holds is taken in first.
 */
function isSavedOver(former: LogReader, look: FileStat, path: string): boolean {
  const deletedAt = former.deletedAt();
  const isSaved = deletedAt === null ? isBackup(former.look, BigInt(look.born), path) : BigInt(look.born) <= deletedAt;
  if (isSaved) {
    former.catchUp();
    former.flushEntry();
  }
  return isSaved;
}

/** Behind what had been read of a file in whose place this one was put; at the start where that is not found in it. */
function goOnAfter(fd: number, size: number, before: FilePosition, begin: PositionBegin): First {
  const { offset, proof } = before;
  return size >= offset && fingerprintMatches(fd, offset, proof)
    ? { position: { ...before, ...begin }, before: null }
    : { position: { ...positionAfterRewrite(fd, size, before), ...begin }, before };
}

/** Closes the file when `work` finds no position in it. */
function closedUnless<Found extends object | 'copying' | null>({ fd }: OpenFile, work: () => Found): Found {
  let found: Found | null = null;
  try {
    found = work();
    return found;
  } finally {
    if (found === null || found === 'copying') {
      closeSync(fd);
    }
  }
}

/**
 * What stands at `path` as `look` told, if it is the log that stood there before under another inode number; null when it
 * is another file. Some network mounts make numbers up, and tell no time of birth by which to know a file.
 */
export function inodeChanged(log: LogReader, look: FileStat, path: string): OpenFile | null {
  const before = log.look;
  const mayBe = look.kind === 'file' && look.born === '0' && before.born === '0' && isOnNetwork(path);
  if (!mayBe || log.deletedAt() !== null || rotatedFiles(path).some((sibling) => sameFile(sibling, before))) {
    return null;
  }
  const file = openFile(path);
  if (typeof file === 'string') {
    return null;
  }
  const isSame = holdsAllRead(log, file);
  if (!isSame) {
    closeSync(file.fd);
  }
  return isSame ? file : null;
}

/** Of a log of which nothing was read, only its look tells. */
function holdsAllRead(log: LogReader, { fd, look }: OpenFile): boolean {
  const { offset, proof } = log.readTo;
  return offset > 0
    ? fingerprintMatches(fd, offset, proof)
    : look.size === log.look.size && look.changed === log.look.changed;
}
