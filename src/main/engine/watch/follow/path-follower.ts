import type { FileStatus } from '../../../../shared/contract/status';
import { isSystemFault } from '../../common/error-code';
import type { FilePosition } from '../../ledger/tables/file-positions';
import type { FileIdentity, FileStat } from '../identity/file-id';
import type { FolderNames } from '../identity/folder-names';
import type { LogReader, ReadOutcome } from '../reader/log-reader';
import { type NewlyOpened, CurrentFile } from './current-file';
import { DrainingFiles } from './draining-files';
import { PathClaim, type FileClaims } from './file-claims';
import { FileOpener, type FileOpenerDeps } from './file-opener';
import { type UnreadableReason, stateBehind } from './file-status';
import { MissedFiles } from './missed-files';

/** What a follower is given. */
export interface PathFollowerDeps extends Omit<FileOpenerDeps, 'fileIds' | 'hold' | 'changedIdentity'> {
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Who has which file open. */
  readonly held: FileClaims<PathFollower>;
  readonly names: FolderNames;
  /** Paths in moved folders at which files may stand now that stood at the path. */
  readonly movedTo: () => readonly string[];
  /** Others may have stood at the path since then, ms since 1970; null where nobody can have missed one. */
  readonly unseenSince: number | null;
}

/** How long after a look its position may be written, ms. */
const WRITTEN_LATE_MS = 1_000;

/** Follows whatever file stands at one path: through renames, truncation, removal and return. */
export class PathFollower {
  readonly #deps: PathFollowerDeps;
  readonly #earlier: MissedFiles;
  readonly #retiring: DrainingFiles;
  readonly #name: PathClaim<PathFollower>;
  readonly #standing: CurrentFile;
  /** Where the present log had been read to before it was last rewritten. */
  #before: FilePosition | null = null;
  #rewrittenFrom: FilePosition | null = null;
  #resumed = false;
  /** When the present log was opened or last found rewritten, ms since 1970. */
  #begunAt = 0;
  /** When it was last read and found to be the same, ms since 1970. */
  #provenAt = 0;

  constructor(deps: PathFollowerDeps) {
    const { path, positions, intake, clock, options, held, source, isNew, names, movedTo, unseenSince } = deps;
    const { graceMs } = options;
    this.#deps = deps;
    this.#name = new PathClaim(path, source.id, held, graceMs);
    this.#retiring = new DrainingFiles(clock, graceMs);
    const fileIds = (file: FileIdentity): readonly string[] => this.#name.entriesOf(file);
    const opener = new FileOpener({
      ...deps,
      fileIds,
      hold: (file) => held.hold(file, this),
      changedIdentity: (before, now) => held.changeIdentity(before, now),
    });
    const isHeld = (file: FileIdentity): boolean => held.holderOf(file) !== null;
    this.#earlier = new MissedFiles({
      path,
      positions,
      intake,
      opener,
      now: () => clock.now(),
      isHeld,
      names,
      movedTo,
    });
    this.#standing = new CurrentFile({
      path,
      clock,
      graceMs,
      isNew,
      unseenSince,
      opener,
      earlier: this.#earlier,
      retiring: this.#retiring,
      name: this.#name,
      isHeldElsewhere: (file) => (held.holderOf(file) ?? this) !== this,
    });
  }

  get path(): string {
    return this.#deps.path;
  }

  get obstacle(): UnreadableReason {
    return this.#standing.obstacle;
  }

  /** The system's word for why the file cannot be read (EIO, EMFILE …); empty unless it is failing. */
  get reason(): string {
    return this.#standing.reason;
  }

  /** True while it must be looked at again soon: a renamed or deleted file is being read out, a copy is being made, names beside it are to be looked at again, or lines wait for more. */
  get unsettled(): boolean {
    const { isGrowingCopy, mayHaveMissed } = this.#standing;
    return this.#retiring.any || isGrowingCopy || mayHaveMissed || this.#log?.hasPendingTimeout === true;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get met(): boolean {
    return this.#standing.isMet;
  }

  /** Where the log had been read to when it was found rewritten; null when it was not since this was last asked. */
  takeRewrite(): FilePosition | null {
    const before = this.#rewrittenFrom;
    this.#rewrittenFrom = null;
    return before;
  }

  /** Where its log has been read to, and had been before it was rewritten. */
  get positions(): readonly FilePosition[] {
    const { log, former } = this.#standing;
    return [log?.readTo, former?.readTo, this.#before].filter((position) => !!position);
  }

  /** The entries of the settings that name the file, by this path or another. */
  get fileIds(): readonly string[] {
    return this.#log ? this.#name.entriesOf(this.#log.look) : this.#name.fileIds;
  }

  /** The path as a name of the file. */
  get name(): Pick<PathClaim<PathFollower>, 'addFileIds' | 'say'> {
    return this.#name;
  }

  get state(): FileStatus['state'] {
    return this.#log ? 'following' : stateBehind(this.obstacle);
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
    if (this.unsettled || !this.#standing.isUnchanged()) {
      return false;
    }
    this.#provenAt = this.#deps.clock.now();
    return true;
  }

  /** Looks at the path and reads at most one chunk of each file held open. Throws when the ledger cannot be used. */
  advance(): ReadOutcome {
    try {
      this.#resume();
      const { stat, opened } = this.#standing.see();
      if (opened) {
        this.#begin(opened);
      }
      return this.#read(stat);
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
      this.close();
      this.#resumed = false;
      this.#standing.fail(error);
      return 'idle';
    }
  }

  /** Looks at the files it holds, and notes the identity each has by now. */
  lookAgain(): void {
    this.#log?.refreshStat();
    this.#retiring.lookAgain();
  }

  /** Lets go of all files; a deleted one is read out first, as nobody can come back to it. */
  stop(): void {
    const log = this.#log;
    try {
      if (log && log.deletedAt() !== null) {
        const before = log.position;
        log.catchUp();
        this.#noticeRewrite(log, before);
      }
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    this.close();
  }

  close(): void {
    this.#standing.close();
    this.#retiring.close();
    this.#name.drop();
  }

  get #log(): LogReader | null {
    return this.#standing.log;
  }

  /** After a restart: what was rotated meanwhile is read first. */
  #resume(): void {
    if (this.#resumed) {
      return;
    }
    const { positions, source } = this.#deps;
    const left = positions.wasScanned(source.path) ? this.#earlier.leftOver() : null;
    this.#resumed = true;
    if (left) {
      this.#standing.cameAfter(left.gone);
      this.#retiring.add(...left.logs);
    }
  }

  /** A log was opened at the path: what of its lines may stand elsewhere is read first. */
  #begin({ log, leftAt, before, isNew }: NewlyOpened): void {
    const now = this.#deps.clock.now();
    this.#begunAt = now;
    this.#before = null;
    this.#earlier.leaveAllBut(log.position, isNew && leftAt === null);
    if (before) {
      this.#rewritten(before, (leftAt ?? now) - WRITTEN_LATE_MS);
    } else if (leftAt !== null && log.position.offset === 0) {
      this.#retiring.add(...this.#earlier.ofUnread(leftAt - WRITTEN_LATE_MS));
    }
    this.#provenAt = this.#begunAt;
  }

  #read(look: FileStat | null): ReadOutcome {
    const log = this.#log;
    if (log?.readTo.offset === 0 && look && look.changed !== log.look.changed) {
      this.#retiring.add(...this.#earlier.ofUnread(this.#begunAt));
    }
    // The old files' lines come before the new one's.
    const earlier = this.#retiring.read(log !== null);
    if (earlier !== 'idle' || !log) {
      return earlier;
    }
    const before = log.position;
    const now = this.#deps.clock.now();
    const outcome = log.read(look ?? undefined);
    this.#noticeRewrite(log, before);
    this.#provenAt = log.isBeingRewritten ? this.#provenAt : now;
    return outcome;
  }

  #noticeRewrite(log: LogReader, before: FilePosition): void {
    if (log.position.generation !== before.generation) {
      this.#rewritten(before, this.#provenAt);
    }
  }

  /** A copy may have kept lines that were not read before the log was truncated. */
  #rewritten(before: FilePosition, since: number): void {
    this.#before = before;
    this.#rewrittenFrom = before;
    this.#begunAt = this.#deps.clock.now();
    this.#retiring.add(...this.#earlier.copiesOf(before, since));
  }
}
