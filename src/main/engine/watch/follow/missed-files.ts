import type { FilePosition, Positions } from '../../ledger/tables/file-positions';
import { type FileIdentity, statFile, sameFile } from '../identity/file-id';
import { isOtherLog, FINGERPRINT_BYTES, fingerprintMatches } from '../identity/fingerprint';
import type { FolderNames } from '../identity/folder-names';
import { beginsLike, type OpenFile } from '../identity/open-file';
import { positionAtStart, resumeMissed } from '../identity/resume-position';
import { fileEvidence } from '../identity/rewritten-file';
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

const NS_A_MS = 1_000_000n;

/** What the search for earlier logs is given. */
export interface MissedFilesDeps {
  readonly path: string;
  readonly positions: Positions;
  readonly intake: Pick<LineSink, 'flush'>;
  readonly opener: FileOpener;
  /** ms since 1970. */
  readonly now: () => number;
  /** Whether any follower has this file open. */
  readonly isClaimed: (file: FileIdentity) => boolean;
  readonly names: FolderNames;
  /** Paths in moved folders at which files may stand now that stood at the path. */
  readonly movedTo: () => readonly string[];
}

/** What an earlier run left to be read, and what it had followed that is found no more. */
export interface LeftOver {
  readonly logs: readonly LogReader[];
  readonly gone: readonly FilePosition[];
}

/** Finds the files beside a path that hold lines of its log which were not taken yet. */
export class MissedFiles {
  readonly #deps: MissedFilesDeps;
  /** The names since they were last searched for files that came and went, and for copies. */
  readonly #nameChanges: DirectoryChangeCheck;
  readonly #copyNameChanges: DirectoryChangeCheck;
  readonly #currentNames: FindNames;
  /** For `between`, which is asked again. */
  readonly #recentNames: FindNames;
  #mayHaveMissed = false;

  constructor(deps: MissedFilesDeps) {
    this.#deps = deps;
    this.#currentNames = (folder, prefix) => deps.names.beginningWith(folder, prefix);
    this.#recentNames = (folder, prefix) => deps.names.beginningWith(folder, prefix, true);
    this.#nameChanges = new DirectoryChangeCheck(deps.path, deps.now);
    this.#copyNameChanges = new DirectoryChangeCheck(deps.path, deps.now);
  }

  /** Whether names that came just before were perhaps not seen by `between`: then it is to be asked again. */
  get mayHaveMissed(): boolean {
    return this.#mayHaveMissed;
  }

  /** Files that stood at the path for so short a time that they were never seen there, oldest first. */
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

  /** Those that were met at the path and never read, as they could not be. */
  #findUnreadable(): LogReader[] {
    const noted = this.#deps.positions.atPath(this.#deps.path).filter(({ proof }) => proof.headBytes === 0);
    const siblings = noted.length > 0 ? rotatedOrKnownFiles(this.#deps.path, noted, this.#currentNames) : [];
    return siblings.flatMap((sibling) => {
      const position = noted.find((one) => sameFile(sibling, one));
      return position && !this.#isClaimed(sibling) ? this.#open(sibling, () => position) : [];
    });
  }

  /** What copies took of a log that was truncated before anything of it was read; a copy still in the making is left out. */
  unreadCopies(since: number): LogReader[] {
    if (!this.#copyNameChanges.haveChanged()) {
      return [];
    }
    return this.#openUnread(this.#copiesBornSince(since), []);
  }

  /** Files born since then; a copy of the log as it is now, perhaps still in the making, is left out. */
  #copiesBornSince(since: number): RotatedFile[] {
    return this.#bornSince(since).filter((sibling) => !this.#isInLog(sibling));
  }

  #bornSince(since: number): RotatedFile[] {
    return this.#rotated().filter((file) => isBornSince(file, since));
  }

  /** Whether all there is of a file stands at the beginning of the log. */
  #isInLog(sibling: RotatedFile): boolean {
    let isIn = false;
    this.#deps.opener.openBeside(sibling, (file) => {
      isIn = beginsLike(file, this.#deps.path);
      return null;
    });
    return isIn;
  }

  /**
   * What a copy took of a log before it was truncated and could be read, and what came and went at the path since. The
   * log may also have been rewritten before it was copied: then that is what a copy holds which is younger than the
   * last look (`since`, ms since 1970).
   */
  findCopies(before: FilePosition, since: number): LogReader[] {
    const siblings = this.#rotated();
    const copy = siblings.find((sibling) => this.#isCopy(sibling, before));
    // Two copies may be born in one tick of the clock, so their order says nothing.
    const unread = copy ? siblings.filter(({ bornAt }) => bornAt >= copy.bornAt) : this.#copiesBornSince(since);
    return this.#openUnread(unread, [before]);
  }

  /** After a restart: rotated files that were not read out, and those that came and went meanwhile; null when the log is where it was. */
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
    const found = siblings.flatMap((sibling) => {
      const rest = left.find((position) => sameFile(sibling, position));
      if (rest) {
        return this.#isClaimed(sibling) ? [] : this.#open(sibling, () => rest);
      }
      const mayBeNew = newest > 0 && sibling.bornAt > newest && !this.#isYoungCopy(sibling, siblings);
      return mayBeNew ? this.#openUnread([sibling], known) : [];
    });
    const gone = left.filter((position) => !siblings.some((sibling) => sameFile(sibling, position)));
    return { logs: found, gone };
  }

  /** When a file of an earlier run came into being, ms since 1970; where that is not known, shortly before its position was last written. */
  #bornAt(position: FilePosition): number {
    const { positions } = this.#deps;
    return position.born === '0'
      ? positions.writtenAt(position) - COARSE_SLACK_MS
      : Number(BigInt(position.born) / NS_A_MS);
  }

  /** Nobody comes back at the path to what stood there before this file; `isNew` when it is not known from before. */
  abandonOthers(present: FileIdentity, isNew: boolean): void {
    const { positions, intake, path } = this.#deps;
    const others = positions.atPath(path).filter((other) => !sameFile(present, other) && !this.#isClaimed(other));
    // It is written at once what came after them, or after none: else a crash now would leave nothing to find that by.
    if ((isNew || others.length > 0) && intake.flush()) {
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

  /** Where the lines not yet taken begin in a file beside the log: behind what a copy has of it, or at its start. */
  #resumeIn(file: OpenFile, formers: readonly FilePosition[]): FilePosition | 'start' | null {
    const { path } = this.#deps;
    return resumeMissed(fileEvidence(file.fd, file.look.size), formers, (before) =>
      isOtherLog(file, before, [path, ...this.#rotated().map((sibling) => sibling.path)]),
    );
  }

  #rotated(): RotatedFile[] {
    return rotatedFiles(this.#deps.path, this.#currentNames);
  }

  #open(sibling: RotatedFile, rest: (file: OpenFile) => FilePosition | 'start' | null): LogReader[] {
    const log = this.#deps.opener.openBeside(sibling, (file, begin) => {
      const position = rest(file);
      return position === 'start' ? positionAtStart(begin) : position && { ...position, ...begin };
    });
    return log ? [log] : [];
  }

  /** Whether all of a file stands at the beginning of a log already read: a copy made when that was short. */
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

  /** Also a copy without more is opened: it is then known, and never taken for a new file. */
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
