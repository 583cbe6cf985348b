import type { Clock } from '../../common/clock';
import { errorCode, isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, type FileStat, isUnchangedStat, statFile, sameFile } from '../identity/file-id';
import type { OpenFile } from '../identity/open-file';
import type { LogReader } from '../reader/log-reader';
import type { DrainingFiles } from './draining-files';
import { type FileOpener, type OpenedLog, type Opening, inodeChanged } from './file-opener';
import type { UnreadableReason } from './file-status';
import type { MissedFiles } from './missed-files';
import { type OpenFileState, pathChange } from './path-change';

/** What it takes to meet the files at a path. */
export interface CurrentFileDeps {
  readonly path: string;
  readonly clock: Clock;
  /** How long a copy in the making may stand still before it is taken as it is, ms. */
  readonly graceMs: number;
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Others may have stood at the path since then, ms since 1970; null where nobody can have missed one. */
  readonly unseenSince: number | null;
  readonly opener: FileOpener;
  readonly missed: MissedFiles;
  /** Takes the logs that have lost their place, and finds those that come back to it. */
  readonly draining: DrainingFiles;
  /** The path as a name of the files that stand there. */
  readonly claim: {
    readonly pointTo: (file: FileIdentity | null) => void;
    readonly releaseOthers: (file: FileIdentity) => void;
  };
  /** Whether another follower has this file open. */
  readonly isHeldElsewhere: (file: FileIdentity) => boolean;
}

/** A log that was opened at the path just now. */
export interface NewlyOpened extends OpenedLog {
  /** True for a file that appeared after the first look. */
  readonly isNew: boolean;
}

/** What a look at the path told. */
export interface PathCheck {
  /** The look at the log that stands there; null when there is none. */
  readonly stat: FileStat | null;
  /** Null unless that was opened just now. */
  readonly opened: NewlyOpened | null;
}

const NOTHING_FOUND: PathCheck = { stat: null, opened: null };

/** Whatever stands at a path: what is new there is met and, if it is a log, opened; what was there before is retired. */
export class CurrentFile {
  readonly #deps: CurrentFileDeps;
  readonly #copy: CopyInProgress;
  #log: LogReader | null = null;
  /** The log that stood at the path before it was renamed, deleted or replaced. */
  #former: LogReader | null = null;
  /** Logs of an earlier run that are found no more, until another stands at the path. */
  #gone: readonly FilePosition[] = [];
  #unreadableReason: UnreadableReason = 'missing';
  #systemError = '';
  #isNew: boolean;
  #isScanned = false;
  /** What stood at the path when that was last known; another file there is a new one. */
  #lastFile: FileIdentity | null = null;
  /** When the path was last seen to hold the present file, ms since 1970. */
  #seenAt: number;
  /** Since when files may have been missed that came and went, ms since 1970; null when none was. */
  #missedSince: number | null = null;

  constructor(deps: CurrentFileDeps) {
    this.#deps = deps;
    this.#isNew = deps.isNew;
    this.#copy = new CopyInProgress(deps.graceMs);
    this.#seenAt = deps.unseenSince ?? deps.clock.now();
  }

  /** The log at the path; null while there is none, or none that can be read. */
  get log(): LogReader | null {
    return this.#log;
  }

  /** The log that stood there before; null when there was none in this run. */
  get former(): LogReader | null {
    return this.#former;
  }

  get unreadableReason(): UnreadableReason {
    return this.#unreadableReason;
  }

  /** The system's word for why the file cannot be read (EIO, EMFILE …); empty unless it is failing. */
  get systemError(): string {
    return this.#systemError;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** True while the file there may be a copy of another log, still being made. */
  get isCopyInProgress(): boolean {
    return this.#copy.isActive;
  }

  /** True while files may have come and gone that are not found yet. */
  get mayHaveMissed(): boolean {
    return this.#missedSince !== null;
  }

  /** An earlier run followed other files here, of which these are found no more: what stands here now is new. */
  setGone(gone: readonly FilePosition[]): void {
    this.#isNew = true;
    this.#gone = gone;
  }

  /** True when the log still stands there as it was last looked at; costs less than `see`. */
  isUnchanged(): boolean {
    if (this.#unreadableReason !== 'none' || !this.#log?.isQuiet || !isUnchangedStat(this.#deps.path, this.#log.look)) {
      return false;
    }
    this.#seenAt = this.#deps.clock.now();
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

  /** What stands there could not be read: the system's fault. */
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
        reopen: (stat) => inodeChanged(log, stat, this.#deps.path),
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
    this.#seenAt = this.#deps.clock.now();
    return { stat: this.#statOfLog(stat), opened: null };
  }

  #replace(stat: FileStat): PathCheck {
    const opened = this.#openOther(stat);
    // What could not be read yet is looked for should it go.
    this.#seenAt = this.#unreadableReason === 'unreadable' ? this.#seenAt : this.#deps.clock.now();
    return { stat: this.#statOfLog(stat), opened };
  }

  #statOfLog(stat: FileStat): FileStat | null {
    return this.#log && sameFile(stat, this.#log.look) ? stat : null;
  }

  /** Nothing stands at the path. */
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

  #openOther(look: FileStat): NewlyOpened | null {
    const { claim, draining, isHeldElsewhere } = this.#deps;
    this.#drain();
    this.#isNew ||= this.#lastFile !== null && !sameFile(look, this.#lastFile);
    const back = draining.reclaim(look);
    claim.releaseOthers(look);
    this.#systemError = '';
    if (look.kind !== 'file') {
      this.#unreadableReason = look.kind;
    } else if (back) {
      this.#log = back;
      this.#unreadableReason = 'none';
    } else if (isHeldElsewhere(look)) {
      claim.pointTo(look);
      this.#unreadableReason = 'held-elsewhere';
    } else {
      return this.#open(look);
    }
    this.#copy.clear();
    this.#markScanned(look);
    return null;
  }

  #open(look: FileStat): NewlyOpened | null {
    if (this.#isScanned || this.#deps.unseenSince !== null) {
      this.#addMissed();
    }
    const opening = this.#openPresent(look);
    if (opening === 'copying') {
      this.#copy.update(look);
      this.#unreadableReason = 'held-elsewhere';
      return null;
    }
    this.#copy.clear();
    if (opening === 'denied') {
      this.#unreadableReason = 'unreadable';
      this.#noteUnreadable(look);
    }
    if (opening === 'own') {
      this.#unreadableReason = 'own';
      this.#markScanned(look);
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

  #openPresent(look: FileStat): Opening {
    const facts = {
      former: this.#former,
      gone: this.#gone,
      isNew: this.#isNew,
      isSettled: this.#copy.hasSettled(look),
    };
    try {
      return this.#deps.opener.openPresent(facts);
    } catch (error) {
      if (isSystemFault(error)) {
        this.#noteUnreadable(look);
      }
      throw error;
    }
  }

  /** What is written to a file from now on is read once it can be opened. */
  #noteUnreadable(look: FileStat): void {
    if (this.#isNew || this.#deps.opener.noteUnreadable(look)) {
      this.#markScanned(look);
    }
  }

  #markScanned(file: FileIdentity): void {
    this.#isScanned = true;
    this.#lastFile = file;
  }

  /** Files may have come and gone at the path since it was last seen to hold one. */
  #addMissed(): void {
    const { draining, missed } = this.#deps;
    // An editor may have put a copy of the deleted one in its place.
    const formers = [...(this.#former?.knownPositions ?? [])];
    if (this.#former && this.#former.deletedAt() !== null) {
      this.#former.catchUp();
      formers.push(...this.#former.knownPositions);
    }
    const since = this.#missedSince ?? this.#seenAt;
    draining.add(...missed.findUnseen(formers, since));
    this.#missedSince = missed.mayHaveMissed ? since : null;
  }

  #drain(): void {
    if (this.#log) {
      // The renaming itself may have changed its identity.
      this.#log.refreshStat();
      this.#deps.draining.add(this.#log);
      this.#former = this.#log;
      this.#log = null;
    }
  }
}

/** A file that may be a copy of another log, still being made: told by its change time (inode(7)). */
export class CopyInProgress {
  readonly #settledAfterMs: number;
  #seen: { readonly changed: bigint; readonly since: number } | null = null;

  /** A copy that has not changed for `settledAfterMs` is taken to be whole. */
  constructor(settledAfterMs: number) {
    this.#settledAfterMs = settledAfterMs;
  }

  /** True while there is such a file. */
  get isActive(): boolean {
    return this.#seen !== null;
  }

  /** The file may be one. */
  update({ changed }: FileStat): void {
    // Not the time of day, which may be set.
    this.#seen = this.#seen?.changed === changed ? this.#seen : { changed, since: performance.now() };
  }

  /** Whether the file has stood as it is for long enough. */
  hasSettled({ changed }: FileStat): boolean {
    return this.#seen?.changed === changed && performance.now() - this.#seen.since >= this.#settledAfterMs;
  }

  /** There is none, or none any more. */
  clear(): void {
    this.#seen = null;
  }
}
