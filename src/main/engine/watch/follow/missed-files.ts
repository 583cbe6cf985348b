import type { FilePosition, Positions } from '../../ledger/tables/file-positions';
import { type FileIdentity, statFile, sameFile } from '../identity/file-id';
import { isOtherLog, FINGERPRINT_BYTES, fingerprintMatches } from '../identity/fingerprint';
import type { FolderNames } from '../identity/folder-names';
import { beginsLike, type OpenFile } from '../identity/open-file';
import { positionAtStart, resumeMissed } from '../identity/resume-position';
import { fileEvidence } from '../identity/rewrite-evidence';
import type { LineSink } from '../reader/line-sink';
import type { LogReader } from '../reader/log-reader';
import type { FileOpener } from './file-opener';
import {
  COARSE_SLACK_MS,
  isBornSince,
  type FindNames,
  DirectoryChangeCheck,
  oldestFirst,
  rotatedFiles,
  type RotatedFile,
  rotatedFileAt,
  rotatedOrKnownFiles,
} from './rotated-files';

const NS_PER_MS = 1_000_000n;

export interface MissedFilesDeps {
  readonly path: string;
  readonly positions: Positions;
  readonly sink: Pick<LineSink, 'flush'>;
  readonly opener: FileOpener;
  /** ms since 1970. */
  readonly now: () => number;
  /** Tells whether any follower has a file open. */
  readonly isClaimed: (file: FileIdentity) => boolean;
  readonly names: FolderNames;
  /** Paths in moved folders where files may be now that were at the path. */
  readonly movedTo: () => readonly string[];
}

/** Files that an earlier run left unread, and its positions in files that are gone. */
export interface LeftOver {
  readonly logs: readonly LogReader[];
  readonly gone: readonly FilePosition[];
}

/** Finds the files beside a path that hold unread lines of its log. */
export class MissedFiles {
  readonly #deps: MissedFilesDeps;
  /** Changes of names since the last search for unseen files, and for copies. */
  readonly #nameChanges: DirectoryChangeCheck;
  readonly #copyNameChanges: DirectoryChangeCheck;
  readonly #currentNames: FindNames;
  /** Cached names, for `findUnseen`, which is called again. */
  readonly #recentNames: FindNames;
  #mayHaveMissed = false;

  constructor(deps: MissedFilesDeps) {
    this.#deps = deps;
    this.#currentNames = (folder, prefix) => deps.names.beginningWith(folder, prefix);
    this.#recentNames = (folder, prefix) => deps.names.beginningWith(folder, prefix, true);
    this.#nameChanges = new DirectoryChangeCheck(deps.path, deps.now);
    this.#copyNameChanges = new DirectoryChangeCheck(deps.path, deps.now);
  }

  /** True if `findUnseen` may have missed the latest names and must be called again. */
  get mayHaveMissed(): boolean {
    return this.#mayHaveMissed;
  }

  /** Opens files that were at the path for too short a time to be seen there, oldest first. */
  findUnseen(formers: readonly FilePosition[], since: number): LogReader[] {
    const { names } = this.#deps;
    const stale = names.staleAnswers;
    const logs = this.#findUnseen(formers, since);
    this.#mayHaveMissed = names.staleAnswers > stale;
    return logs;
  }

  #findUnseen(formers: readonly FilePosition[], since: number): LogReader[] {
    const moved = this.#deps.movedTo();
    if (!this.#nameChanges.haveChanged() && !this.#mayHaveMissed && moved.length === 0) {
      return [];
    }
    const beside = [this.#deps.path, ...moved].flatMap((path) => rotatedFiles(path, this.#recentNames));
    const found = oldestFirst([...beside, ...moved.flatMap(rotatedFileAt)]);
    return [
      ...this.#findUnreadable(),
      ...this.#openUnread(
        found.filter((file) => isBornSince(file, since)),
        formers,
      ),
    ];
  }

  /** Opens files that were seen at the path but could not be read there. */
  #findUnreadable(): LogReader[] {
    const noted = this.#deps.positions.atPath(this.#deps.path).filter(({ proof }) => proof.headBytes === 0);
    const siblings = noted.length > 0 ? rotatedOrKnownFiles(this.#deps.path, noted, this.#currentNames) : [];
    return siblings.flatMap((sibling) => {
      const position = noted.find((one) => sameFile(sibling, one));
      return position && !this.#isClaimed(sibling) ? this.#open(sibling, () => position) : [];
    });
  }

  /** Opens copies of a log that was truncated before any of it was read; copies in progress are left out. */
  unreadCopies(since: number): LogReader[] {
    if (!this.#copyNameChanges.haveChanged()) {
      return [];
    }
    return this.#openUnread(this.#copiesBornSince(since), []);
  }

  /** Files created since a time, without copies of the log as it is now, which may be in progress. */
  #copiesBornSince(since: number): RotatedFile[] {
    return this.#bornSince(since).filter((sibling) => !this.#isInLog(sibling));
  }

  #bornSince(since: number): RotatedFile[] {
    return this.#rotated().filter((file) => isBornSince(file, since));
  }

  /** Tells whether the log starts with all that a file holds. */
  #isInLog(sibling: RotatedFile): boolean {
    let isInLog = false;
    this.#deps.opener.openBeside(sibling, (file) => {
      isInLog = beginsLike(file, this.#deps.path);
      return null;
    });
    return isInLog;
  }

  /**
   * Opens the copy of a log that was made before a truncation, and the files that came and went at the path since. If
   * the log was rewritten before it was copied, the copies are those created since the last read (`since`, ms since
   * 1970).
   */
  findCopies(before: FilePosition, since: number): LogReader[] {
    const siblings = this.#rotated();
    const copy = siblings.find((sibling) => this.#isCopy(sibling, before));
    // Two copies may be created in one tick of the clock, so their order says nothing.
    const unread = copy ? siblings.filter(({ bornAt }) => bornAt >= copy.bornAt) : this.#copiesBornSince(since);
    return this.#openUnread(unread, [before]);
  }

  /**
   * After a restart, opens the rotated files that were not read to their ends, and those that came and went meanwhile.
   * Null if the log is still at its path.
   */
  findLeftOver(): LeftOver | null {
    const { positions, path } = this.#deps;
    const present = statFile(path);
    const known = positions.atPath(path);
    const left = known.filter((position) => 'missing' in present || !sameFile(present, position));
    if (left.length === 0) {
      return null;
    }
    const newest = Math.max(...left.map((position) => this.#bornAt(position)));
    const siblings = rotatedOrKnownFiles(path, left, this.#currentNames);
    const lastKnown = siblings.findLastIndex((sibling) => left.some((one) => sameFile(sibling, one)));
    const found = siblings.flatMap((sibling, place) => {
      const position = left.find((one) => sameFile(sibling, one));
      if (position) {
        return this.#isClaimed(sibling) ? [] : this.#open(sibling, () => position);
      }
      // Of files created within one millisecond, rotation has put the newer one after the other.
      const isAsOld = sibling.bornAt === newest && lastKnown >= 0 && place > lastKnown;
      const mayBeNew = newest > 0 && (sibling.bornAt > newest || isAsOld) && !this.#isYoungCopy(sibling, siblings);
      return mayBeNew ? this.#openUnread([sibling], known) : [];
    });
    const gone = left.filter((position) => !siblings.some((sibling) => sameFile(sibling, position)));
    return { logs: found, gone };
  }

  /** Birth time of a file of an earlier run, ms since 1970; if unknown, shortly before its position was last saved. */
  #bornAt(position: FilePosition): number {
    const { positions } = this.#deps;
    return position.born === '0'
      ? positions.writtenAt(position) - COARSE_SLACK_MS
      : Number(BigInt(position.born) / NS_PER_MS);
  }

  /** Marks other files that were at the path as left for good; `isNew` if this file has no saved position. */
  abandonOthers(present: FileIdentity, isNew: boolean): void {
    const { positions, sink, path } = this.#deps;
    const others = positions.atPath(path).filter((other) => !sameFile(present, other) && !this.#isClaimed(other));
    // The position of this file is saved first: after a crash it tells which file came next.
    if ((isNew || others.length > 0) && sink.flush()) {
      others.forEach((position) => positions.leave(position));
    }
  }

  #isClaimed(file: FileIdentity): boolean {
    return this.#deps.isClaimed(file);
  }

  #openUnread(siblings: readonly RotatedFile[], formers: readonly FilePosition[]): LogReader[] {
    return siblings
      .filter((sibling) => !this.#isClaimed(sibling) && this.#deps.positions.find(sibling) === null)
      .flatMap((sibling) => this.#open(sibling, (file) => this.#resumeIn(file, formers)));
  }

  /** Finds where the unread lines start in a file beside the log. */
  #resumeIn(file: OpenFile, formers: readonly FilePosition[]): FilePosition | 'start' | null {
    const { path } = this.#deps;
    return resumeMissed(fileEvidence(file.fd, file.look.size), formers, (before) =>
      isOtherLog(file, before, [path, ...this.#rotated().map((sibling) => sibling.path)]),
    );
  }

  #rotated(): RotatedFile[] {
    return rotatedFiles(this.#deps.path, this.#currentNames);
  }

  #open(sibling: RotatedFile, resume: (file: OpenFile) => FilePosition | 'start' | null): LogReader[] {
    const log = this.#deps.opener.openBeside(sibling, (file, begin) => {
      const position = resume(file);
      return position === 'start' ? positionAtStart(begin) : position && { ...position, ...begin };
    });
    return log ? [log] : [];
  }

  /** Tells whether a log that was read starts with all of this file: it is a copy made when that was short. */
  #isYoungCopy(sibling: RotatedFile, siblings: readonly RotatedFile[]): boolean {
    const { opener, path, positions } = this.#deps;
    const read = siblings.filter((other) => other !== sibling && positions.find(other) !== null);
    let isCopy = false;
    opener.openBeside(sibling, (file) => {
      isCopy =
        file.look.size < FINGERPRINT_BYTES &&
        [path, ...read.map((other) => other.path)].some((other) => beginsLike(file, other));
      return null;
    });
    return isCopy;
  }

  /** Tells whether a file is a copy of the log up to a position, even if it has no lines beyond. */
  #isCopy(sibling: RotatedFile, { offset, proof }: FilePosition): boolean {
    if (offset === 0 || this.#isClaimed(sibling) || this.#deps.positions.find(sibling) !== null) {
      return false;
    }
    let isCopy = false;
    this.#deps.opener.openBeside(sibling, ({ fd, look }) => {
      isCopy = look.size >= offset && fingerprintMatches(fd, offset, proof);
      return null;
    });
    return isCopy;
  }
}
