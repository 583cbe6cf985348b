import { closeSync } from 'node:fs';
import { parseDuration } from '../../../../shared/common/duration';
import type { FileSource } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { FilePosition, Positions } from '../../ledger/tables/file-positions';
import type { WatchOptions } from '../discovery/watch-options';
import { type FileIdentity, type FileStat, isOnNetwork, sameFile } from '../identity/file-id';
import { isOtherLog, fingerprintMatches, takeFingerprint } from '../identity/fingerprint';
import { beginsLike, type OpenFile, openFile, openLogFile } from '../identity/open-file';
import type { OwnFiles } from '../identity/own-files';
import {
  type CopyOrigin,
  type OpenedFileEvidence,
  positionAtStart,
  type PositionBegin,
  type Resume,
  type ResumeFacts,
  resumeNoted,
  resumeOpened,
} from '../identity/resume-position';
import { fileEvidence } from '../identity/rewrite-evidence';
import { fileCodec } from '../reader/encoding';
import type { LineSink } from '../reader/line-sink';
import { LogReader } from '../reader/log-reader';
import type { EntryRule } from '../reader/multiline';
import { startPosition } from './line-start';
import { isBackup, isCopyName, pathsBeforeRotation, rotatedFiles, type RotatedFile } from './rotated-files';

export interface FileOpenerDeps {
  /** First entry of the settings that names the file; defines how to read it. */
  readonly source: FileSource;
  readonly path: string;
  readonly positions: Positions;
  readonly sink: LineSink;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** Rule by which several lines of the file make one log entry; null if each line is one. */
  readonly entryRule: (source: FileSource) => EntryRule | null;
  readonly ownFiles: OwnFiles;
  /** Positions that a log at another path has or had, up to which a copy of it would be known. */
  readonly positionsAt: (path: string) => readonly FilePosition[];
  /** Entries of the settings that name a file. */
  readonly fileIds: (file: FileIdentity) => readonly string[];
  readonly claim: (file: FileIdentity) => () => void;
  readonly onIdentityChange: (before: FileIdentity, now: FileIdentity) => void;
}

/** Facts known when the file at a path is opened. */
export interface OpeningFacts {
  /** Log that was at the path before; null if there was none in this run. */
  readonly former: LogReader | null;
  /** Positions in logs of an earlier run that were at the path and are gone. */
  readonly gone: readonly FilePosition[];
  /** True for a file that appeared after the first search: it is read from its start. */
  readonly isNew: boolean;
  /** True once a copy in progress has not grown for long enough to be read as it is. */
  readonly isSettled: boolean;
}

/** Log that was opened. */
export interface OpenedLog {
  readonly log: LogReader;
  /** Time when the position of a known file was last saved, ms since 1970; null for an unknown file. */
  readonly leftAt: number | null;
  /** Position before the file was rewritten; null if it just continues. */
  readonly before: FilePosition | null;
}

/** Result of opening the file at a path. */
export type Opening =
  | 'gone'
  | 'denied'
  /** A file that Logbell writes itself. */
  | 'own'
  /** Possibly a copy of another log in progress. */
  | 'copying'
  | OpenedLog;

/** Opens logs at the position from which no line is lost and none is read twice. */
export class FileOpener {
  readonly #deps: FileOpenerDeps;

  constructor(deps: FileOpenerDeps) {
    this.#deps = deps;
  }

  /** Opens the file at the path. Throws the system's error if it cannot be read. */
  openPresent(facts: OpeningFacts): Opening {
    const file = openLogFile(this.#deps.path, this.#deps.ownFiles);
    if (typeof file === 'string') {
      return file;
    }
    const resume = closeUnlessFound(file, () => this.#resume(file, facts));
    if (resume === 'wait') {
      return 'copying';
    }
    const { position, before, mayHold, leftAt } = resume;
    const log = this.#createReader(file, position);
    if (mayHold) {
      log.expectRewrite(mayHold);
    }
    log.keepPosition();
    return { log, before, leftAt };
  }

  /** Opens a file beside the path at the position that `positionIn` finds, and saves it; null if there is none. */
  openBeside(
    sibling: RotatedFile,
    positionIn: (file: OpenFile, begin: PositionBegin) => FilePosition | null,
  ): LogReader | null {
    const file = openLogFile(sibling.path, this.#deps.ownFiles);
    if (typeof file === 'string') {
      return null;
    }
    const begin = this.#positionBegin(file.look);
    const position = closeUnlessFound(file, () => positionIn(file, begin));
    if (!position) {
      return null;
    }
    const log = this.#createReader(file, resumeNoted(this.#evidence(file, begin), position));
    log.keepPosition();
    return log;
  }

  /**
   * Saves the size of a file that cannot be read yet, so that reading starts there once it can, even after a restart.
   * True once that is written.
   */
  noteUnreadable(stat: FileIdentity & { readonly size: number }): boolean {
    const { positions, source, sink } = this.#deps;
    if (positions.find(stat)) {
      return true;
    }
    const offset = source.start === 'beginning' ? 0 : stat.size;
    return (
      sink.savePosition({ ...positionAtStart(this.#positionBegin(stat)), offset }, () => undefined) && sink.flush()
    );
  }

  #createReader({ fd }: OpenFile, position: FilePosition): LogReader {
    const { source, options, sink, clock, fileIds, claim, onIdentityChange, entryRule } = this.#deps;
    const reading = {
      encoding: source.encoding,
      maxLineBytes: options.maxLineBytes,
      flushAfterMs: parseDuration(source.flushAfter),
      entryRule: entryRule(source),
      now: () => clock.now(),
      fileIds,
      claim,
      onIdentityChange,
    };
    return new LogReader(fd, position, reading, sink);
  }

  #positionBegin({ device, inode, born }: FileIdentity): PositionBegin {
    return { device, inode, born, source: this.#deps.source.path, path: this.#deps.path };
  }

  #resume(file: OpenFile, facts: OpeningFacts): (Resume & { readonly leftAt: number | null }) | 'wait' {
    const { look } = file;
    const { path, positions, source } = this.#deps;
    const begin = this.#positionBegin(look);
    const known = positions.find(look);
    const leftAt = known ? positions.writtenAt(look) : null;
    const resume = resumeOpened(this.#evidence(file, begin), {
      known,
      replaced: () => replacedPositions(facts, look, path),
      origins: () => pathsBeforeRotation(path).map((origin) => this.#copyOrigin(file, origin)),
      isNew: facts.isNew,
      isSettled: facts.isSettled,
      readsFromStart: source.start === 'beginning',
    });
    if (resume === 'wait') {
      return resume;
    }
    const { position, before, mayHold } = resume;
    return {
      position: { ...position, ...begin },
      before,
      leftAt,
      ...(mayHold && { mayHold: { ...mayHold, ...begin } }),
    };
  }

  #evidence({ fd, look }: OpenFile, begin: PositionBegin): OpenedFileEvidence {
    const { encoding } = this.#deps.source;
    const { maxLineBytes } = this.#deps.options;
    return {
      ...fileEvidence(fd, look.size),
      begin,
      lineStart: (offset) => startPosition(fd, begin, offset, { encoding, maxLineBytes }),
      unitStart: (position) => this.#unitStart(fd, position),
    };
  }

  #copyOrigin(file: OpenFile, origin: string): CopyOrigin {
    return {
      positions: () => this.#deps.positionsAt(origin),
      isNamedCopy: isCopyName(this.#deps.path, origin),
      startsWithFile: () => beginsLike(file, origin),
      isOtherLog: (before) => isOtherLog(file, before, [origin]),
    };
  }

  /** Moves a position to the start of a code unit: it is within one if the file was read in another encoding before. */
  #unitStart(fd: number, position: FilePosition): FilePosition {
    const { codec } = fileCodec(fd, this.#deps.source.encoding);
    const offset = position.offset - (position.offset % codec.unit);
    return offset === position.offset ? position : { ...position, offset, proof: takeFingerprint(fd, offset) };
  }
}

function replacedPositions(
  { former, gone }: OpeningFacts,
  stat: FileStat,
  path: string,
): ReturnType<ResumeFacts['replaced']> {
  const isSaved = former !== null && isSavedOver(former, stat, path);
  return { positions: isSaved ? former.knownPositions : gone, isSaved };
}

/**
 * Tells whether an editor saved a new file in place of the old one: it was made before the old one was deleted, or the
 * old one is now a backup. The rest of the old one is read first.
 */
function isSavedOver(former: LogReader, stat: FileStat, path: string): boolean {
  const deletedAt = former.deletedAt();
  const isSaved = deletedAt === null ? isBackup(former.look, BigInt(stat.born), path) : BigInt(stat.born) <= deletedAt;
  if (isSaved) {
    former.catchUp();
    former.flushEntry();
  }
  return isSaved;
}

/** Closes the file if `work` finds no position in it. */
function closeUnlessFound<Found extends object | 'wait' | null>({ fd }: OpenFile, work: () => Found): Found {
  let found: Found | null = null;
  try {
    found = work();
    return found;
  } finally {
    if (found === null || found === 'wait') {
      closeSync(fd);
    }
  }
}

/**
 * Opens the file at `path` if it is the given log under another inode number; null if it is another file. Some network
 * mounts make inode numbers up and tell no birth time to recognize a file by.
 */
export function openRenumbered(log: LogReader, stat: FileStat, path: string): OpenFile | null {
  const before = log.look;
  const mayBe = stat.kind === 'file' && stat.born === '0' && before.born === '0' && isOnNetwork(path);
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

/** Tells whether a file holds all that was read of a log; if nothing was read, their stats are compared. */
function holdsAllRead(log: LogReader, { fd, look }: OpenFile): boolean {
  const { offset, proof } = log.readTo;
  return offset > 0
    ? fingerprintMatches(fd, offset, proof)
    : look.size === log.look.size && look.changed === log.look.changed;
}
