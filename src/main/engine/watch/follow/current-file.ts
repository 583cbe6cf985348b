import type { Clock } from '../../common/clock';
import { errorCode, isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, type FileStat, isUnchangedStat, statFile, sameFile } from '../identity/file-id';
import type { OpenFile } from '../identity/open-file';
import type { LogReader } from '../reader/log-reader';
import { CopyInProgress } from './copy-in-progress';
import type { DrainingFiles } from './draining-files';
import { type FileOpener, type OpenedLog, type Opening, openRenumbered } from './file-opener';
import type { UnreadableReason } from './file-status';
import type { MissedFiles } from './missed-files';
import { type OpenFileState, pathChange } from './path-change';

export interface CurrentFileDeps {
  readonly path: string;
  readonly clock: Clock;
  /** Time after which a copy in progress that no longer grows is read as it is, ms. */
  readonly graceMs: number;
  /** False during the first search of the source: files found later are read from their start. */
  readonly isNew: boolean;
  /** Time since which other files may have been at the path, ms since 1970; null if none can have been missed. */
  readonly unseenSince: number | null;
  readonly opener: FileOpener;
  readonly missed: MissedFiles;
  /** Takes logs that are no longer at the path, and returns those that come back. */
  readonly draining: DrainingFiles;
  /** Claim of the path on the file that is there. */
  readonly claim: {
    readonly pointTo: (file: FileIdentity | null) => void;
    readonly releaseOthers: (file: FileIdentity) => void;
  };
  /** Tells whether another follower has a file open. */
  readonly isHeldElsewhere: (file: FileIdentity) => boolean;
}

/** Log that was just opened at the path. */
export interface NewlyOpened extends OpenedLog {
  /** True for a file that appeared after the first search. */
  readonly isNew: boolean;
}

/** Result of a check of the path. */
export interface PathCheck {
  /** Stat of the log at the path; null if there is none. */
  readonly stat: FileStat | null;
  /** Set if this check opened the log. */
  readonly opened: NewlyOpened | null;
}

const NOTHING_FOUND: PathCheck = { stat: null, opened: null };

/** File at a path: opens a log that appears there, and hands the log before it over to be drained. */
export class CurrentFile {
  readonly #deps: CurrentFileDeps;
  readonly #copy: CopyInProgress;
  #log: LogReader | null = null;
  /** Log that was at the path before, until it was renamed, deleted or replaced. */
  #former: LogReader | null = null;
  /** Positions in logs of an earlier run that are gone; cleared once a log is opened. */
  #gone: readonly FilePosition[] = [];
  #unreadableReason: UnreadableReason = 'missing';
  #systemError = '';
  #isNew: boolean;
  #isScanned = false;
  /** File last known to be at the path; any other file is a new one. */
  #lastFile: FileIdentity | null = null;
  /** Time up to which no file at the path can have been missed, ms since 1970. */
  #checkedAt: number;
  /** Time since which files may have come and gone unseen, ms since 1970; null if none was missed. */
  #missedSince: number | null = null;

  constructor(deps: CurrentFileDeps) {
    this.#deps = deps;
    this.#isNew = deps.isNew;
    this.#copy = new CopyInProgress(deps.graceMs);
    this.#checkedAt = deps.unseenSince ?? deps.clock.now();
  }

  /** Log at the path; null while there is none that can be read. */
  get log(): LogReader | null {
    return this.#log;
  }

  /** Log that was there before; null if there was none in this run. */
  get former(): LogReader | null {
    return this.#former;
  }

  get unreadableReason(): UnreadableReason {
    return this.#unreadableReason;
  }

  /** System's error code (EIO, EMFILE …) if the file is failing, else empty. */
  get systemError(): string {
    return this.#systemError;
  }

  /** True once the path was examined and the position in its file, if any, is saved. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** True while the file there may be a copy of another log in progress. */
  get isCopyInProgress(): boolean {
    return this.#copy.isActive;
  }

  /** True while files that came and went may not be found yet. */
  get mayHaveMissed(): boolean {
    return this.#missedSince !== null;
  }

  /** Notes that an earlier run followed other files here, which are gone: the file here now is new. */
  setGone(gone: readonly FilePosition[]): void {
    this.#isNew = true;
    this.#gone = gone;
  }

  /** True if the log is still there, unchanged since its last stat; costs less than `check`. */
  isUnchanged(): boolean {
    if (this.#unreadableReason !== 'none' || !this.#log?.isQuiet || !isUnchangedStat(this.#deps.path, this.#log.look)) {
      return false;
    }
    this.#checkedAt = this.#deps.clock.now();
    return true;
  }

  /** Checks the path and opens a new log found there. Throws the system's error when that cannot be read. */
  check(): PathCheck {
    const change = pathChange(statFile(this.#deps.path), this.#openState());
    switch (change.kind) {
      case 'unchanged':
      case 'grown':
      case 'truncated':
      case 'rewritten':
        return this.#continue(change.stat, change.reopened);
      case 'replaced':
      case 'appeared':
        return this.#replace(change.stat);
      case 'renamed':
      case 'deleted':
      case 'absent':
        this.#handleMissing();
        return NOTHING_FOUND;
      case 'unreadable':
        this.#unreadableReason = change.reason;
        this.#systemError = change.reason === 'failing' ? change.error : '';
        return NOTHING_FOUND;
    }
  }

  /** Notes that the system failed to read the file. */
  fail(error: unknown): void {
    this.#unreadableReason = 'failing';
    this.#systemError = errorCode(error);
  }

  close(): void {
    this.#log?.close();
    this.#log = null;
  }

  #openState(): OpenFileState | null {
    const log = this.#log;
    return (
      log && {
        stat: log.look,
        statAgain: () => log.refreshStat(),
        reopen: (stat) => openRenumbered(log, stat, this.#deps.path),
      }
    );
  }

  #continue(stat: FileStat, reopened: OpenFile | null): PathCheck {
    if (reopened) {
      this.#log?.continueAs(reopened);
    }
    this.#unreadableReason = 'none';
    this.#lastFile = stat;
    if (this.#missedSince !== null) {
      this.#addMissed();
    }
    this.#checkedAt = this.#deps.clock.now();
    return { stat: this.#statOfLog(stat), opened: null };
  }

  #replace(stat: FileStat): PathCheck {
    const opened = this.#openOther(stat);
    // An unreadable file has not been read yet: it is searched for if it disappears.
    this.#checkedAt = this.#unreadableReason === 'unreadable' ? this.#checkedAt : this.#deps.clock.now();
    return { stat: this.#statOfLog(stat), opened };
  }

  #statOfLog(stat: FileStat): FileStat | null {
    return this.#log && sameFile(stat, this.#log.look) ? stat : null;
  }

  #handleMissing(): void {
    this.#unreadableReason = 'missing';
    this.#systemError = '';
    this.#deps.claim.pointTo(null);
    this.#drain();
    this.#addMissed();
    this.#copy.clear();
    this.#isNew = true;
    this.#isScanned = true;
  }

  #openOther(stat: FileStat): NewlyOpened | null {
    const { claim, draining, isHeldElsewhere } = this.#deps;
    this.#drain();
    this.#isNew ||= this.#lastFile !== null && !sameFile(stat, this.#lastFile);
    const back = draining.reclaim(stat);
    claim.releaseOthers(stat);
    this.#systemError = '';
    if (stat.kind !== 'file') {
      this.#unreadableReason = stat.kind;
    } else if (back) {
      this.#log = back;
      this.#unreadableReason = 'none';
    } else if (isHeldElsewhere(stat)) {
      claim.pointTo(stat);
      this.#unreadableReason = 'held-elsewhere';
    } else {
      return this.#open(stat);
    }
    this.#copy.clear();
    this.#markScanned(stat);
    return null;
  }

  #open(stat: FileStat): NewlyOpened | null {
    if (this.#isScanned || this.#deps.unseenSince !== null) {
      this.#addMissed();
    }
    const opening = this.#openPresent(stat);
    if (opening === 'copying') {
      this.#copy.update(stat);
      this.#unreadableReason = 'held-elsewhere';
      return null;
    }
    this.#copy.clear();
    if (opening === 'denied') {
      this.#unreadableReason = 'unreadable';
      this.#noteUnreadable(stat);
    }
    if (opening === 'own') {
      this.#unreadableReason = 'own';
      this.#markScanned(stat);
    }
    if (typeof opening === 'string') {
      return null;
    }
    this.#log = opening.log;
    this.#gone = [];
    this.#unreadableReason = 'none';
    this.#markScanned(opening.log.look);
    return { ...opening, isNew: this.#isNew };
  }

  #openPresent(stat: FileStat): Opening {
    const facts = {
      former: this.#former,
      gone: this.#gone,
      isNew: this.#isNew,
      isSettled: this.#copy.hasSettled(stat),
    };
    try {
      return this.#deps.opener.openPresent(facts);
    } catch (error) {
      if (isSystemFault(error)) {
        this.#noteUnreadable(stat);
      }
      throw error;
    }
  }

  /** Saves the size of an unreadable file, so that all written after it is read once the file can be opened. */
  #noteUnreadable(stat: FileStat): void {
    if (this.#isNew || this.#deps.opener.noteUnreadable(stat)) {
      this.#markScanned(stat);
    }
  }

  #markScanned(file: FileIdentity): void {
    this.#isScanned = true;
    this.#lastFile = file;
  }

  /** Opens files that came and went at the path since it was last checked. */
  #addMissed(): void {
    const { draining, missed } = this.#deps;
    // An editor may have put a copy of a deleted log in its place.
    const formers = [...(this.#former?.knownPositions ?? [])];
    if (this.#former && this.#former.deletedAt() !== null) {
      this.#former.catchUp();
      formers.push(...this.#former.knownPositions);
    }
    const since = this.#missedSince ?? this.#checkedAt;
    draining.add(...missed.findUnseen(formers, since));
    this.#missedSince = missed.mayHaveMissed ? since : null;
  }

  #drain(): void {
    if (this.#log) {
      // The rename itself may have changed its identity.
      this.#log.refreshStat();
      this.#deps.draining.add(this.#log);
      this.#former = this.#log;
      this.#log = null;
    }
  }
}
