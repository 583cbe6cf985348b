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

/** What a follower is given. */
export interface PathFollowerDeps extends Omit<FileOpenerDeps, 'fileIds' | 'claim' | 'onIdentityChange'> {
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Who has which file open. */
  readonly claims: FileClaims<PathFollower>;
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
  readonly #missed: MissedFiles;
  readonly #draining: DrainingFiles;
  readonly #claim: PathClaim<PathFollower>;
  readonly #current: CurrentFile;
  /** Where the present log had been read to before it was last rewritten. */
  #beforeRewrite: FilePosition | null = null;
  #rewrittenFrom: FilePosition | null = null;
  #resumed = false;
  /** When the present log was opened or last found rewritten, ms since 1970. */
  #startedAt = 0;
  /** When it was last read and found to be the same, ms since 1970. */
  #verifiedAt = 0;

  constructor(deps: PathFollowerDeps) {
    const { path, positions, intake, clock, options, claims, source, isNew, names, movedTo, unseenSince } = deps;
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
    const isHeld = (file: FileIdentity): boolean => claims.holderOf(file) !== null;
    this.#missed = new MissedFiles({
      path,
      positions,
      intake,
      opener,
      now: () => clock.now(),
      isClaimed: isHeld,
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

  /** The system's word for why the file cannot be read (EIO, EMFILE …); empty unless it is failing. */
  get systemError(): string {
    return this.#current.systemError;
  }

  /** True while it must be looked at again soon: a renamed or deleted file is being read out, a copy is being made, names beside it are to be looked at again, or lines wait for more. */
  get isUnsettled(): boolean {
    const { isCopyInProgress, mayHaveMissed } = this.#current;
    return this.#draining.any || isCopyInProgress || mayHaveMissed || this.#log?.hasPendingTimeout === true;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get isScanned(): boolean {
    return this.#current.isScanned;
  }

  /** Where the log had been read to when it was found rewritten; null when it was not since this was last asked. */
  takeRewrite(): FilePosition | null {
    const before = this.#rewrittenFrom;
    this.#rewrittenFrom = null;
    return before;
  }

  /** Where its log has been read to, and had been before it was rewritten. */
  get positions(): readonly FilePosition[] {
    const { log, former } = this.#current;
    return [log?.readTo, former?.readTo, this.#beforeRewrite].filter((position) => !!position);
  }

  /** The entries of the settings that name the file, by this path or another. */
  get fileIds(): readonly string[] {
    return this.#log ? this.#claim.fileIdsOf(this.#log.look) : this.#claim.fileIds;
  }

  /** The path as a name of the file. */
  get claim(): Pick<PathClaim<PathFollower>, 'addFileIds' | 'announce'> {
    return this.#claim;
  }

  get state(): FileStatus['state'] {
    return this.#log ? 'following' : fileState(this.unreadableReason);
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
    if (this.isUnsettled || !this.#current.isUnchanged()) {
      return false;
    }
    this.#verifiedAt = this.#deps.clock.now();
    return true;
  }

  /** Looks at the path and reads at most one chunk of each file held open. Throws when the ledger cannot be used. */
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

  /** Looks at the files it holds, and notes the identity each has by now. */
  refreshStats(): void {
    this.#log?.refreshStat();
    this.#draining.refreshStats();
  }

  /** Lets go of all files; a deleted one is read out first, as nobody can come back to it. */
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

  /** After a restart: what was rotated meanwhile is read first. */
  #resume(): void {
    if (this.#resumed) {
      return;
    }
    const { positions, source } = this.#deps;
    const left = positions.wasScanned(source.path) ? this.#missed.findLeftOver() : null;
    this.#resumed = true;
    if (left) {
      this.#current.setGone(left.gone);
      this.#draining.add(...left.logs);
    }
  }

  /** A log was opened at the path: what of its lines may stand elsewhere is read first. */
  #start({ log, leftAt, before, isNew }: NewlyOpened): void {
    const now = this.#deps.clock.now();
    this.#startedAt = now;
    this.#beforeRewrite = null;
    this.#missed.abandonOthers(log.position, isNew && leftAt === null);
    if (before) {
      this.#handleRewrite(before, (leftAt ?? now) - WRITTEN_LATE_MS);
    } else if (leftAt !== null && log.position.offset === 0) {
      this.#draining.add(...this.#missed.unreadCopies(leftAt - WRITTEN_LATE_MS));
    }
    this.#verifiedAt = this.#startedAt;
  }

  #read(look: FileStat | null): ReadOutcome {
    const log = this.#log;
    if (log?.readTo.offset === 0 && look && contentChange(log.look, look) !== 'unchanged') {
      this.#draining.add(...this.#missed.unreadCopies(this.#startedAt));
    }
    // The old files' lines come before the new one's.
    const earlier = this.#draining.read(log !== null);
    if (earlier !== 'idle' || !log) {
      return earlier;
    }
    const before = log.position;
    const now = this.#deps.clock.now();
    const outcome = log.read(look ?? undefined);
    this.#detectRewrite(log, before);
    this.#verifiedAt = log.isBeingRewritten ? this.#verifiedAt : now;
    return outcome;
  }

  #detectRewrite(log: LogReader, before: FilePosition): void {
    if (log.position.generation !== before.generation) {
      this.#handleRewrite(before, this.#verifiedAt);
    }
  }

  /** A copy may have kept lines that were not read before the log was truncated. */
  #handleRewrite(before: FilePosition, since: number): void {
    this.#beforeRewrite = before;
    this.#rewrittenFrom = before;
    this.#startedAt = this.#deps.clock.now();
    this.#draining.add(...this.#missed.findCopies(before, since));
  }
}
