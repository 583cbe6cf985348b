import type { FileStatus } from '../../../shared/status';
import { errorCode, isSystemFault } from '../../error-code';
import type { FilePosition } from '../ledger/positions';
import { EarlierLogs } from './earlier-logs';
import { lookAt, sameFile, type FileIdentity, type FileLook } from './file-identity';
import type { HeldFiles } from './held-files';
import { LogOpener, type OpenerParts } from './log-opener';
import type { OpenLog, ReadOutcome } from './open-log';
import { RetiringLogs } from './retiring-logs';

/** What a follower is given. */
export interface FollowerParts extends Omit<OpenerParts, 'fileIds' | 'hold'> {
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Who has which file open. */
  readonly held: HeldFiles<LogFollower>;
}

/** Why a path is not being followed; `held-elsewhere` also while the file may be a copy in the making. */
export type Obstacle = 'none' | 'missing' | 'unreadable' | 'failing' | 'directory' | 'special' | 'held-elsewhere';

/** A file that may be a copy in the making, as it was last seen. */
interface Growing {
  readonly changed: bigint;
  /** ms since 1970. */
  readonly since: number;
}

/** Follows whatever file stands at one path: through renames, truncation, removal and return. */
export class LogFollower {
  readonly #parts: FollowerParts;
  readonly #opener: LogOpener;
  readonly #earlier: EarlierLogs;
  readonly #retiring: RetiringLogs;
  #fileIds: readonly string[];
  #log: OpenLog | null = null;
  /** The log that stood at the path before it was renamed, deleted or replaced. */
  #former: OpenLog | null = null;
  /** Where the present log had been read to before it was last rewritten. */
  #before: FilePosition | null = null;
  #growing: Growing | null = null;
  #obstacle: Obstacle = 'missing';
  #reason = '';
  #isNew: boolean;
  #resumed = false;
  #met = false;
  /** When the path was last seen to hold the present file, ms since 1970. */
  #seenAt: number;

  constructor(parts: FollowerParts) {
    const { path, positions, clock, options, held, source } = parts;
    this.#parts = parts;
    this.#isNew = parts.isNew;
    this.#fileIds = [source.id];
    this.#seenAt = clock.now();
    this.#retiring = new RetiringLogs(clock, options.graceMs);
    const fileIds = (): readonly string[] => this.#fileIds;
    this.#opener = new LogOpener({ ...parts, fileIds, hold: (file) => held.hold(file, this) });
    const isHeld = (file: FileIdentity): boolean => held.holderOf(file) !== null;
    this.#earlier = new EarlierLogs({ path, positions, opener: this.#opener, isHeld });
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

  /** True while it must be looked at again soon: a renamed or deleted file is being read out, or a copy is being made. */
  get unsettled(): boolean {
    return this.#retiring.any || this.#growing !== null;
  }

  /** True once what stands at the path is known for what it is, and where to read on is written down. */
  get met(): boolean {
    return this.#met;
  }

  /** Where its log has been read to, and had been before it was rewritten. */
  get positions(): readonly FilePosition[] {
    return [this.#log?.position, this.#former?.position, this.#before].filter((position) => !!position);
  }

  /** The entries of the settings that name the file, by this path or another. */
  get fileIds(): readonly string[] {
    return this.#fileIds;
  }

  /** More entries of the settings name this file. */
  addFileIds(ids: readonly string[]): void {
    this.#fileIds = [...new Set([...this.#fileIds, ...ids])];
  }

  /** How it is being followed, once for each entry that names it. */
  status(): FileStatus[] {
    const log = this.#log;
    const state = log ? 'following' : stateOf(this.#obstacle);
    const position = log?.position.offset ?? 0;
    const size = log?.look.size ?? 0;
    return this.#fileIds.map((fileId) => ({ fileId, path: this.path, state, position, size }));
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

  close(): void {
    this.#log?.close();
    this.#log = null;
    this.#retiring.close();
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
      this.#retiring.add(...left);
    }
  }

  #read(look: FileLook | null): ReadOutcome {
    // The old files' lines come before the new one's.
    const earlier = this.#retiring.read();
    if (earlier !== 'idle' || !this.#log) {
      return earlier;
    }
    const before = this.#log.position;
    const outcome = this.#log.read(look ?? undefined);
    if (this.#log.position.generation !== before.generation) {
      this.#rewritten(before);
    }
    return outcome;
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
    const isGone = reason === 'ENOENT' || reason === 'ENOTDIR';
    if (isGone) {
      this.#retireCurrent();
      this.#growing = null;
      this.#isNew = true;
      this.#met = true;
    }
    const isDenied = reason === 'EACCES' || reason === 'EPERM';
    this.#obstacle = isGone ? 'missing' : isDenied ? 'unreadable' : 'failing';
    this.#reason = isGone || isDenied ? '' : reason;
  }

  #meetNewFile(look: FileLook): void {
    if (this.#log) {
      this.#retireCurrent();
      this.#isNew = true;
    }
    const back = this.#retiring.takeBack(look);
    const holder = this.#parts.held.holderOf(look);
    this.#reason = '';
    if (look.kind !== 'file') {
      this.#obstacle = look.kind;
    } else if (back) {
      this.#log = back;
      this.#obstacle = 'none';
    } else if (holder && holder !== this) {
      holder.addFileIds(this.#fileIds);
      this.#obstacle = 'held-elsewhere';
    } else {
      this.#open(look);
      return;
    }
    this.#growing = null;
    this.#met = true;
  }

  #open(look: FileLook): void {
    const former = this.#former;
    if (former) {
      this.#retiring.add(...this.#earlier.between(former.position, this.#seenAt));
    }
    const opening = this.#opener.openPresent({ former, isNew: this.#isNew, settled: this.#hasStoppedGrowing(look) });
    this.#growing = opening === 'copying' ? this.#growingOn(look) : null;
    if (typeof opening === 'object') {
      this.#log = opening.log;
      this.#obstacle = 'none';
      this.#met = true;
      this.#before = null;
      if (opening.before) {
        this.#rewritten(opening.before);
      }
    } else if (opening === 'denied') {
      this.#obstacle = 'unreadable';
      this.#met ||= this.#isNew || this.#opener.noteUnread(look);
    } else if (opening === 'copying') {
      this.#obstacle = 'held-elsewhere';
    }
  }

  /** A copy may have kept lines that were not read before the log was truncated. */
  #rewritten(before: FilePosition): void {
    this.#before = before;
    this.#retiring.add(...this.#earlier.copiesOf(before));
  }

  #retireCurrent(): void {
    if (this.#log) {
      this.#retiring.add(this.#log);
      this.#former = this.#log;
      this.#log = null;
    }
  }

  #growingOn({ changed }: FileLook): Growing {
    return this.#growing?.changed === changed ? this.#growing : { changed, since: this.#parts.clock.now() };
  }

  #hasStoppedGrowing({ changed }: FileLook): boolean {
    const { clock, options } = this.#parts;
    return this.#growing?.changed === changed && clock.now() - this.#growing.since >= options.graceMs;
  }
}

function stateOf(obstacle: Obstacle): FileStatus['state'] {
  switch (obstacle) {
    case 'none':
    case 'missing':
    case 'held-elsewhere':
      return 'waiting';
    case 'unreadable':
    case 'failing':
      return 'unreadable';
    case 'directory':
    case 'special':
      return 'refused';
  }
}
