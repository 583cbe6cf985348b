import type { FileStatus } from '../../../shared/status';
import { errorCode, isSystemFault } from '../../error-code';
import type { FilePosition } from '../ledger/positions';
import { EarlierLogs } from './earlier-logs';
import { isAsSeen, lookAt, sameFile, type FileIdentity, type FileLook } from './file-identity';
import { FollowedName } from './followed-name';
import { GrowingCopy } from './growing-copy';
import type { HeldFiles } from './held-files';
import { LogOpener, type OpenerParts, type Opening } from './log-opener';
import { obstacleOf, stateBehind, type Obstacle } from './obstacle';
import type { OpenLog, ReadOutcome } from './open-log';
import { RetiringLogs } from './retiring-logs';

/** What a follower is given. */
export interface FollowerParts extends Omit<OpenerParts, 'fileIds' | 'hold'> {
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Who has which file open. */
  readonly held: HeldFiles<LogFollower>;
}

/** How long after a look its position may be written, ms. */
const WRITTEN_LATE_MS = 1_000;

/** Follows whatever file stands at one path: through renames, truncation, removal and return. */
export class LogFollower {
  readonly #parts: FollowerParts;
  readonly #opener: LogOpener;
  readonly #earlier: EarlierLogs;
  readonly #retiring: RetiringLogs;
  readonly #copy: GrowingCopy;
  readonly #name: FollowedName<LogFollower>;
  #log: OpenLog | null = null;
  /** The log that stood at the path before it was renamed, deleted or replaced. */
  #former: OpenLog | null = null;
  /** Logs of an earlier run that are found no more, until another stands at the path. */
  #gone: readonly FilePosition[] = [];
  /** Where the present log had been read to before it was last rewritten. */
  #before: FilePosition | null = null;
  #rewrittenFrom: FilePosition | null = null;
  #obstacle: Obstacle = 'missing';
  #reason = '';
  #isNew: boolean;
  #resumed = false;
  #met = false;
  /** What stood at the path when that was last known; another file there is a new one. */
  #lastMet: FileIdentity | null = null;
  /** When the path was last seen to hold the present file, ms since 1970. */
  #seenAt: number;
  /** When the present log was opened or last found rewritten, ms since 1970. */
  #begunAt = 0;
  /** When it was last read and found to be the same, ms since 1970. */
  #provenAt = 0;

  constructor(parts: FollowerParts) {
    const { path, positions, intake, clock, options, held, source } = parts;
    this.#parts = parts;
    this.#isNew = parts.isNew;
    this.#name = new FollowedName(path, source.id, held, options.graceMs);
    this.#seenAt = clock.now();
    this.#retiring = new RetiringLogs(clock, options.graceMs);
    this.#copy = new GrowingCopy(options.graceMs);
    const fileIds = (file: FileIdentity): readonly string[] => this.#name.entriesOf(file);
    this.#opener = new LogOpener({ ...parts, fileIds, hold: (file) => held.hold(file, this) });
    const isHeld = (file: FileIdentity): boolean => held.holderOf(file) !== null;
    const now = (): number => clock.now();
    this.#earlier = new EarlierLogs({ path, positions, intake, opener: this.#opener, now, isHeld });
  }

  get path(): string {
    return this.#parts.path;
  }

  get obstacle(): Obstacle {
    return this.#obstacle;
  }

  /** The system's word for why the file cannot be read (EIO, EMFILE …); empty unless it is failing. */
  get reason(): string {
    return this.#reason;
  }

  /** True while it must be looked at again soon: a renamed or deleted file is being read out, a copy is being made, or lines wait for more. */
  get unsettled(): boolean {
    return this.#retiring.any || this.#copy.isThere || this.#log?.waits === true;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get met(): boolean {
    return this.#met;
  }

  /** Where the log had been read to when it was found rewritten; null when it was not since this was last asked. */
  takeRewrite(): FilePosition | null {
    const before = this.#rewrittenFrom;
    this.#rewrittenFrom = null;
    return before;
  }

  /** Where its log has been read to, and had been before it was rewritten. */
  get positions(): readonly FilePosition[] {
    return [this.#log?.readTo, this.#former?.readTo, this.#before].filter((position) => !!position);
  }

  /** The entries of the settings that name the file, by this path or another. */
  get fileIds(): readonly string[] {
    return this.#log ? this.#name.entriesOf(this.#log.look) : this.#name.fileIds;
  }

  /** The path as a name of the file. */
  get name(): Pick<FollowedName<LogFollower>, 'addFileIds' | 'say'> {
    return this.#name;
  }

  get state(): FileStatus['state'] {
    return this.#log ? 'following' : stateBehind(this.#obstacle);
  }

  /** How far it is read, and how long it was when last looked at, bytes. */
  get progress(): Pick<FileStatus, 'position' | 'size'> {
    return { position: this.#log?.position.offset ?? 0, size: this.#log?.look.size ?? 0 };
  }

  /** True when the last reading came to the end of the log. */
  get atEnd(): boolean {
    return this.#log?.atEnd ?? true;
  }

  /** True when all was read and nothing has changed since: a look that costs less than `advance`, which need not be called then. */
  isUnchanged(): boolean {
    const log = this.#log;
    if (this.#obstacle !== 'none' || this.unsettled || !log?.isQuiet || !isAsSeen(this.path, log.look)) {
      return false;
    }
    this.#seenAt = this.#parts.clock.now();
    this.#provenAt = this.#seenAt;
    return true;
  }

  /** Looks at the path and reads at most one chunk of each file held open. Throws when the ledger cannot be used. */
  advance(): ReadOutcome {
    try {
      this.#resume();
      return this.#read(this.#lookAtPath());
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
      this.close();
      this.#resumed = false;
      this.#obstacle = 'failing';
      this.#reason = errorCode(error);
      return 'idle';
    }
  }

  /** Lets go of all files; a deleted one is read out first, as nobody can come back to it. */
  stop(): void {
    try {
      if (this.#log && this.#log.deletedAt() !== null) {
        const before = this.#log.position;
        this.#log.catchUp();
        this.#noticeRewrite(this.#log, before);
      }
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    this.close();
  }

  close(): void {
    this.#log?.close();
    this.#log = null;
    this.#retiring.close();
    this.#name.drop();
  }

  /** After a restart: what was rotated meanwhile is read first. */
  #resume(): void {
    if (this.#resumed) {
      return;
    }
    const { positions, source } = this.#parts;
    const left = positions.wasScanned(source.path) ? this.#earlier.leftOver() : null;
    this.#resumed = true;
    if (left) {
      this.#isNew = true;
      this.#gone = left.gone;
      this.#retiring.add(...left.logs);
    }
  }

  #read(look: FileLook | null): ReadOutcome {
    if (this.#log?.readTo.offset === 0 && look && look.changed !== this.#log.look.changed) {
      this.#retiring.add(...this.#earlier.ofUnread(this.#begunAt));
    }
    // The old files' lines come before the new one's.
    const earlier = this.#retiring.read(this.#log !== null);
    if (earlier !== 'idle' || !this.#log) {
      return earlier;
    }
    const before = this.#log.position;
    const now = this.#parts.clock.now();
    const outcome = this.#log.read(look ?? undefined);
    this.#noticeRewrite(this.#log, before);
    this.#provenAt = this.#log.isInDoubt ? this.#provenAt : now;
    return outcome;
  }

  #noticeRewrite(log: OpenLog, before: FilePosition): void {
    if (log.position.generation !== before.generation) {
      this.#rewritten(before, this.#provenAt);
    }
  }

  /** The look at the log that stands at the path; null when there is none. */
  #lookAtPath(): FileLook | null {
    const look = lookAt(this.path);
    if ('missing' in look) {
      this.#lose(look.missing);
      return null;
    }
    if (!this.#log || !sameFile(look, this.#log.look)) {
      this.#meetNewFile(look);
    } else {
      this.#obstacle = 'none';
    }
    this.#seenAt = this.#parts.clock.now();
    return this.#log && sameFile(look, this.#log.look) ? look : null;
  }

  /** Nothing stands at the path, or it cannot be told what. */
  #lose(reason: string): void {
    this.#obstacle = obstacleOf(reason);
    this.#reason = this.#obstacle === 'failing' ? reason : '';
    if (this.#obstacle === 'missing') {
      this.#name.leadsTo(null);
      this.#retireCurrent();
      this.#addUnseen();
      this.#copy.forget();
      this.#isNew = true;
      this.#met = true;
    }
  }

  #meetNewFile(look: FileLook): void {
    this.#retireCurrent();
    this.#isNew ||= this.#lastMet !== null && !sameFile(look, this.#lastMet);
    const back = this.#retiring.takeBack(look);
    const holder = this.#parts.held.holderOf(look);
    this.#name.leavesAllBut(look);
    this.#reason = '';
    if (look.kind !== 'file') {
      this.#obstacle = look.kind;
    } else if (back) {
      this.#log = back;
      this.#obstacle = 'none';
    } else if (holder && holder !== this) {
      this.#name.leadsTo(look);
      this.#obstacle = 'held-elsewhere';
    } else {
      this.#open(look);
      return;
    }
    this.#copy.forget();
    this.#meet(look);
  }

  #meet(file: FileIdentity): void {
    this.#met = true;
    this.#lastMet = file;
  }

  #open(look: FileLook): void {
    if (this.#met) {
      this.#addUnseen();
    }
    const opening = this.#openPresent(look);
    if (opening === 'copying') {
      this.#copy.see(look);
      this.#obstacle = 'held-elsewhere';
      return;
    }
    this.#copy.forget();
    if (typeof opening === 'object') {
      this.#log = opening.log;
      this.#gone = [];
      this.#begunAt = this.#parts.clock.now();
      this.#obstacle = 'none';
      this.#meet(opening.log.look);
      this.#before = null;
      this.#earlier.leaveAllBut(opening.log.position, this.#isNew && opening.leftAt === null);
      if (opening.leftAt !== null && opening.log.position.offset === 0 && !opening.before) {
        this.#retiring.add(...this.#earlier.ofUnread(opening.leftAt - WRITTEN_LATE_MS));
      }
      if (opening.before) {
        this.#rewritten(opening.before, (opening.leftAt ?? this.#begunAt) - WRITTEN_LATE_MS);
      }
      this.#provenAt = this.#begunAt;
    } else if (opening === 'denied') {
      this.#obstacle = 'unreadable';
      this.#noteUnread(look);
    }
  }

  #openPresent(look: FileLook): Opening {
    const facts = { former: this.#former, gone: this.#gone, isNew: this.#isNew, settled: this.#copy.hasSettled(look) };
    try {
      return this.#opener.openPresent(facts);
    } catch (error) {
      if (isSystemFault(error)) {
        this.#noteUnread(look);
      }
      throw error;
    }
  }

  /** What is written to a file from now on is read once it can be opened. */
  #noteUnread(look: FileLook): void {
    if (this.#isNew || this.#opener.noteUnread(look)) {
      this.#meet(look);
    }
  }

  /** Files may have come and gone at the path since it was last seen to hold one. */
  #addUnseen(): void {
    // An editor may have put a copy of the deleted one in its place.
    const formers = this.#former ? [this.#former.readTo] : [];
    if (this.#former && this.#former.deletedAt() !== null) {
      this.#former.catchUp();
      formers.push(this.#former.readTo);
    }
    this.#retiring.add(...this.#earlier.between(formers, this.#seenAt));
  }

  /** A copy may have kept lines that were not read before the log was truncated. */
  #rewritten(before: FilePosition, since: number): void {
    this.#before = before;
    this.#rewrittenFrom = before;
    this.#begunAt = this.#parts.clock.now();
    this.#retiring.add(...this.#earlier.copiesOf(before, since));
  }

  #retireCurrent(): void {
    if (this.#log) {
      this.#retiring.add(this.#log);
      this.#former = this.#log;
      this.#log = null;
    }
  }
}
