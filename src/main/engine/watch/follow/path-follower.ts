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
import { type UnreadableReason, fileState } from './file-status';
import { MissedFiles } from './missed-files';
import { contentChange } from './path-change';

export interface PathFollowerDeps extends Omit<FileOpenerDeps, 'fileIds' | 'claim' | 'onIdentityChange'> {
  /** False during the first search of the source: files found later are read from their start. */
  readonly isNew: boolean;
  /** Open files of all followers. */
  readonly claims: FileClaims<PathFollower>;
  readonly names: FolderNames;
  /** Paths in moved folders where files may be now that were at the path. */
  readonly movedTo: () => readonly string[];
  /** Time since which other files may have been at the path, ms since 1970; null if none can have been missed. */
  readonly unseenSince: number | null;
}

/** Delay with which the position of a read may be saved, ms. */
const SAVE_DELAY_MS = 1_000;

/** Follows the file at one path through renames, truncation, deletion and return. */
export class PathFollower {
  readonly #deps: PathFollowerDeps;
  readonly #missed: MissedFiles;
  readonly #draining: DrainingFiles;
  readonly #claim: PathClaim<PathFollower>;
  readonly #current: CurrentFile;
  /** Position in the present log before it was last rewritten. */
  #beforeRewrite: FilePosition | null = null;
  /** The same, until `takeRewrite` returns it. */
  #reportedRewrite: FilePosition | null = null;
  #resumed = false;
  /** Time when the present log was opened or last found rewritten, ms since 1970. */
  #startedAt = 0;
  /** Time when the present log was last read and verified, ms since 1970. */
  #verifiedAt = 0;

  constructor(deps: PathFollowerDeps) {
    const { path, positions, sink, clock, options, claims, source, isNew, names, movedTo, unseenSince } = deps;
    const { graceMs } = options;
    this.#deps = deps;
    this.#claim = new PathClaim(path, source.id, claims, graceMs);
    this.#draining = new DrainingFiles(clock, graceMs);
    const fileIds = (file: FileIdentity): readonly string[] => this.#claim.fileIdsOf(file);
    const opener = new FileOpener({
      ...deps,
      fileIds,
      claim: (file) => claims.claim(file, this),
      onIdentityChange: (before, now) => claims.changeIdentity(before, now),
    });
    this.#missed = new MissedFiles({
      path,
      positions,
      sink,
      opener,
      now: () => clock.now(),
      isClaimed: (file) => claims.holderOf(file) !== null,
      names,
      movedTo,
    });
    this.#current = new CurrentFile({
      path,
      clock,
      graceMs,
      isNew,
      unseenSince,
      opener,
      missed: this.#missed,
      draining: this.#draining,
      claim: this.#claim,
      isHeldElsewhere: (file) => (claims.holderOf(file) ?? this) !== this,
    });
  }

  get path(): string {
    return this.#deps.path;
  }

  get unreadableReason(): UnreadableReason {
    return this.#current.unreadableReason;
  }

  /** System's error code (EIO, EMFILE …) if the file is failing, else empty. */
  get systemError(): string {
    return this.#current.systemError;
  }

  /**
   * True while the path must be checked again soon: a renamed or deleted file is draining, a copy is in progress, names
   * beside the log must be searched again, or a pending line may time out.
   */
  get isUnsettled(): boolean {
    const { isCopyInProgress, mayHaveMissed } = this.#current;
    return this.#draining.any || isCopyInProgress || mayHaveMissed || this.#log?.hasPendingTimeout === true;
  }

  /** True once the path was examined and the position in its file, if any, is saved. */
  get isScanned(): boolean {
    return this.#current.isScanned;
  }

  /** Position before the log was rewritten; null if it was not rewritten since the last call. */
  takeRewrite(): FilePosition | null {
    const before = this.#reportedRewrite;
    this.#reportedRewrite = null;
    return before;
  }

  /** Positions in its present and its former log, and that before the last rewrite. */
  get positions(): readonly FilePosition[] {
    const { log, former } = this.#current;
    return [log?.readTo, former?.readTo, this.#beforeRewrite].filter((position) => !!position);
  }

  /** Entries of the settings that name the file, by this path or another. */
  get fileIds(): readonly string[] {
    return this.#log ? this.#claim.fileIdsOf(this.#log.look) : this.#claim.fileIds;
  }

  /** Claim of the path on its file. */
  get claim(): Pick<PathClaim<PathFollower>, 'addFileIds' | 'announce'> {
    return this.#claim;
  }

  get state(): FileStatus['state'] {
    return this.#log ? 'following' : fileState(this.unreadableReason);
  }

  /** Bytes read, and size of the file at its last stat. */
  get progress(): Pick<FileStatus, 'position' | 'size'> {
    return { position: this.#log?.position.offset ?? 0, size: this.#log?.look.size ?? 0 };
  }

  /** Entries of the settings that name this path. */
  get entryIds(): readonly string[] {
    return this.#claim.fileIds;
  }

  /** Bytes of the log that were not read yet at its last stat. */
  get lagBytes(): number {
    return this.#log === null ? 0 : Math.max(0, this.#log.look.size - this.#log.position.offset);
  }

  /** True if the last read reached the end of the log. */
  get atEnd(): boolean {
    return this.#log?.atEnd ?? true;
  }

  /** True if all is read and nothing changed since; costs less than `advance`, which is then not needed. */
  isUnchanged(): boolean {
    if (this.isUnsettled || !this.#current.isUnchanged()) {
      return false;
    }
    this.#verifiedAt = this.#deps.clock.now();
    return true;
  }

  /** Checks the path and reads at most one chunk of each open file. Throws if the ledger fails. */
  advance(): ReadOutcome {
    try {
      this.#resume();
      const { stat, opened } = this.#current.check();
      if (opened) {
        this.#start(opened);
      }
      return this.#read(stat);
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
      this.close();
      this.#resumed = false;
      this.#current.fail(error);
      return 'idle';
    }
  }

  /** Stats the open files again and updates their identities. */
  refreshStats(): void {
    this.#log?.refreshStat();
    this.#draining.refreshStats();
  }

  /** Closes all files; a deleted log is read to its end first, as nobody can return to it. */
  stop(): void {
    const log = this.#log;
    try {
      if (log && log.deletedAt() !== null) {
        const before = log.position;
        log.catchUp();
        this.#detectRewrite(log, before);
      }
    } catch (error) {
      if (!isSystemFault(error)) {
        throw error;
      }
    }
    this.close();
  }

  close(): void {
    this.#current.close();
    this.#draining.close();
    this.#claim.release();
  }

  get #log(): LogReader | null {
    return this.#current.log;
  }

  /** After a restart, opens the files that were rotated meanwhile, to be read first. */
  #resume(): void {
    if (this.#resumed) {
      return;
    }
    const { positions, source } = this.#deps;
    const leftOver = positions.wasScanned(source.path) ? this.#missed.findLeftOver() : null;
    this.#resumed = true;
    if (leftOver) {
      this.#current.setGone(leftOver.gone);
      this.#draining.add(...leftOver.logs);
    }
  }

  /** Starts with a log that was opened at the path; files that may hold unread lines of it are read first. */
  #start({ log, leftAt, before, isNew }: NewlyOpened): void {
    const now = this.#deps.clock.now();
    this.#startedAt = now;
    this.#beforeRewrite = null;
    this.#missed.abandonOthers(log.position, isNew && leftAt === null);
    if (before) {
      this.#handleRewrite(before, (leftAt ?? now) - SAVE_DELAY_MS);
    } else if (leftAt !== null && log.position.offset === 0) {
      this.#draining.add(...this.#missed.unreadCopies(leftAt - SAVE_DELAY_MS));
    }
    this.#verifiedAt = this.#startedAt;
  }

  #read(stat: FileStat | null): ReadOutcome {
    const log = this.#log;
    if (log?.readTo.offset === 0 && stat && contentChange(log.look, stat) !== 'unchanged') {
      this.#draining.add(...this.#missed.unreadCopies(this.#startedAt));
    }
    // The lines of the old files come before those of the new one.
    const drained = this.#draining.read(log !== null);
    if (drained !== 'idle' || !log) {
      return drained;
    }
    const before = log.position;
    const now = this.#deps.clock.now();
    const outcome = log.read(stat ?? undefined);
    this.#detectRewrite(log, before);
    this.#verifiedAt = log.isBeingRewritten ? this.#verifiedAt : now;
    return outcome;
  }

  #detectRewrite(log: LogReader, before: FilePosition): void {
    if (log.position.generation !== before.generation) {
      this.#handleRewrite(before, this.#verifiedAt);
    }
  }

  /** Opens copies that may hold lines not read before the log was rewritten. */
  #handleRewrite(before: FilePosition, since: number): void {
    this.#beforeRewrite = before;
    this.#reportedRewrite = before;
    this.#startedAt = this.#deps.clock.now();
    this.#draining.add(...this.#missed.findCopies(before, since));
  }
}
