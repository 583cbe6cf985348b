import type { Clock } from '../../common/clock';
import { errorCode, isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { type FileIdentity, type FileStat, isUnchangedStat, statFile, sameFile } from '../identity/file-id';
import type { LogReader } from '../reader/log-reader';
import type { DrainingFiles } from './draining-files';
import { type FileOpener, type OpenedLog, type Opening, inodeChanged } from './file-opener';
import { type UnreadableReason, unreadableReasonOf } from './file-status';
import type { MissedFiles } from './missed-files';

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
  readonly earlier: MissedFiles;
  /** Takes the logs that have lost their place, and finds those that come back to it. */
  readonly retiring: DrainingFiles;
  /** The path as a name of the files that stand there. */
  readonly name: {
    readonly leadsTo: (file: FileIdentity | null) => void;
    readonly leavesAllBut: (file: FileIdentity) => void;
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
  #obstacle: UnreadableReason = 'missing';
  #reason = '';
  #isNew: boolean;
  #isMet = false;
  /** What stood at the path when that was last known; another file there is a new one. */
  #lastMet: FileIdentity | null = null;
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

  get obstacle(): UnreadableReason {
    return this.#obstacle;
  }

  /** The system's word for why the file cannot be read (EIO, EMFILE …); empty unless it is failing. */
  get reason(): string {
    return this.#reason;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get isMet(): boolean {
    return this.#isMet;
  }

  /** True while the file there may be a copy of another log, still being made. */
  get isGrowingCopy(): boolean {
    return this.#copy.isThere;
  }

  /** True while files may have come and gone that are not found yet. */
  get mayHaveMissed(): boolean {
    return this.#missedSince !== null;
  }

  /** An earlier run followed other files here, of which these are found no more: what stands here now is new. */
  cameAfter(gone: readonly FilePosition[]): void {
    this.#isNew = true;
    this.#gone = gone;
  }

  /** True when the log still stands there as it was last looked at; costs less than `see`. */
  isUnchanged(): boolean {
    if (this.#obstacle !== 'none' || !this.#log?.isQuiet || !isUnchangedStat(this.#deps.path, this.#log.look)) {
      return false;
    }
    this.#seenAt = this.#deps.clock.now();
    return true;
  }

  /** Looks at the path and meets what stands there. Throws what the system says when that cannot be read. */
  see(): PathCheck {
    const look = statFile(this.#deps.path);
    if ('missing' in look) {
      this.#lose(look.missing);
      return NOTHING_FOUND;
    }
    const isLog = this.#isLog(look);
    if (isLog && this.#missedSince !== null) {
      this.#addUnseen();
    }
    const met = isLog ? null : this.#meetNewFile(look);
    // What could not be read yet is looked for should it go.
    this.#seenAt = this.#obstacle === 'unreadable' ? this.#seenAt : this.#deps.clock.now();
    return { stat: this.#log && sameFile(look, this.#log.look) ? look : null, opened: met };
  }

  /** What stands there could not be read: the system's fault. */
  fail(error: unknown): void {
    this.#obstacle = 'failing';
    this.#reason = errorCode(error);
  }

  close(): void {
    this.#log?.close();
    this.#log = null;
  }

  /** Whether the log that is open still stands at the path. */
  #isLog(look: FileStat): boolean {
    if (!this.#log) {
      return false;
    }
    const isLog =
      sameFile(look, this.#log.look) || sameFile(look, this.#log.refreshStat()) || this.#goOnRenumbered(look);
    if (isLog) {
      this.#obstacle = 'none';
      this.#lastMet = look;
    }
    return isLog;
  }

  #goOnRenumbered(look: FileStat): boolean {
    const again = this.#log && inodeChanged(this.#log, look, this.#deps.path);
    if (again) {
      this.#log?.continueAs(again);
    }
    return again !== null;
  }

  /** Nothing stands at the path, or it cannot be told what. */
  #lose(reason: string): void {
    this.#obstacle = unreadableReasonOf(reason);
    this.#reason = this.#obstacle === 'failing' ? reason : '';
    if (this.#obstacle === 'missing') {
      this.#deps.name.leadsTo(null);
      this.#retire();
      this.#addUnseen();
      this.#copy.forget();
      this.#isNew = true;
      this.#isMet = true;
    }
  }

  #meetNewFile(look: FileStat): NewlyOpened | null {
    const { name, retiring, isHeldElsewhere } = this.#deps;
    this.#retire();
    this.#isNew ||= this.#lastMet !== null && !sameFile(look, this.#lastMet);
    const back = retiring.takeBack(look);
    name.leavesAllBut(look);
    this.#reason = '';
    if (look.kind !== 'file') {
      this.#obstacle = look.kind;
    } else if (back) {
      this.#log = back;
      this.#obstacle = 'none';
    } else if (isHeldElsewhere(look)) {
      name.leadsTo(look);
      this.#obstacle = 'held-elsewhere';
    } else {
      return this.#open(look);
    }
    this.#copy.forget();
    this.#know(look);
    return null;
  }

  #open(look: FileStat): NewlyOpened | null {
    if (this.#isMet || this.#deps.unseenSince !== null) {
      this.#addUnseen();
    }
    const opening = this.#openPresent(look);
    if (opening === 'copying') {
      this.#copy.see(look);
      this.#obstacle = 'held-elsewhere';
      return null;
    }
    this.#copy.forget();
    if (opening === 'denied') {
      this.#obstacle = 'unreadable';
      this.#noteUnread(look);
    }
    if (opening === 'own') {
      this.#obstacle = 'own';
      this.#know(look);
    }
    if (typeof opening === 'string') {
      return null;
    }
    this.#log = opening.log;
    this.#gone = [];
    this.#obstacle = 'none';
    this.#know(opening.log.look);
    return { ...opening, isNew: this.#isNew };
  }

  #openPresent(look: FileStat): Opening {
    const facts = { former: this.#former, gone: this.#gone, isNew: this.#isNew, settled: this.#copy.hasSettled(look) };
    try {
      return this.#deps.opener.openPresent(facts);
    } catch (error) {
      if (isSystemFault(error)) {
        this.#noteUnread(look);
      }
      throw error;
    }
  }

  /** What is written to a file from now on is read once it can be opened. */
  #noteUnread(look: FileStat): void {
    if (this.#isNew || this.#deps.opener.noteUnread(look)) {
      this.#know(look);
    }
  }

  #know(file: FileIdentity): void {
    this.#isMet = true;
    this.#lastMet = file;
  }

  /** Files may have come and gone at the path since it was last seen to hold one. */
  #addUnseen(): void {
    const { retiring, earlier } = this.#deps;
    // An editor may have put a copy of the deleted one in its place.
    const formers = [...(this.#former?.knownPositions ?? [])];
    if (this.#former && this.#former.deletedAt() !== null) {
      this.#former.catchUp();
      formers.push(...this.#former.knownPositions);
    }
    const since = this.#missedSince ?? this.#seenAt;
    retiring.add(...earlier.between(formers, since));
    this.#missedSince = earlier.mayHaveMissed ? since : null;
  }

  #retire(): void {
    if (this.#log) {
      // The renaming itself may have changed its identity.
      this.#log.refreshStat();
      this.#deps.retiring.add(this.#log);
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
  get isThere(): boolean {
    return this.#seen !== null;
  }

  /** The file may be one. */
  see({ changed }: FileStat): void {
    // Not the time of day, which may be set.
    this.#seen = this.#seen?.changed === changed ? this.#seen : { changed, since: performance.now() };
  }

  /** Whether the file has stood as it is for long enough. */
  hasSettled({ changed }: FileStat): boolean {
    return this.#seen?.changed === changed && performance.now() - this.#seen.since >= this.#settledAfterMs;
  }

  /** There is none, or none any more. */
  forget(): void {
    this.#seen = null;
  }
}
