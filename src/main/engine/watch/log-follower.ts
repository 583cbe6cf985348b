import { openSync } from 'node:fs';
import type { FileSource } from '../../../shared/settings';
import type { FileStatus } from '../../../shared/status';
import type { Clock } from '../clock';
import { errorCode } from '../../error-code';
import type { FilePosition, Positions } from '../ledger/positions';
import { lookAt, lookAtOpen, sameFile, type FileIdentity, type FileLook } from './file-identity';
import type { Intake, WatchOptions } from './intake';
import { OpenLog, type ReadOptions, type ReadOutcome } from './open-log';
import { proofHolds } from './proof';
import { rotatedSiblings, type Sibling } from './rotated-siblings';
import { startPosition, type PositionBegin } from './start-position';

/** Birth times come from a clock that ticks some ms behind (clock_gettime(2), CLOCK_REALTIME_COARSE). */
const BIRTH_SLACK_MS = 20;

/** What a follower is given. */
export interface FollowerParts {
  /** The first entry of the settings that names the file; it says how to read it. */
  readonly source: FileSource;
  readonly path: string;
  readonly positions: Positions;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** False while the source gets its first look: files found later are read from their start. */
  readonly isNew: boolean;
  /** Whether another follower holds this very file under another name; it is told the entries that name it here. */
  readonly heldElsewhere: (identity: FileIdentity, fileIds: readonly string[]) => boolean;
}

/** Why a path is not being followed. */
export type Obstacle = 'none' | 'missing' | 'unreadable' | 'directory' | 'special' | 'held-elsewhere';

interface RetiringLog {
  readonly log: OpenLog;
  readonly until: number;
}

/** Follows whatever file stands at one path: through renames, truncation, removal and return. */
export class LogFollower {
  readonly #parts: FollowerParts;
  #fileIds: readonly string[];
  #log: OpenLog | null = null;
  #retiring: RetiringLog[] = [];
  #obstacle: Obstacle = 'missing';
  #isNew: boolean;
  /** When the path was last seen to hold the present file, ms since 1970. */
  #seenAt: number;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#isNew = parts.isNew;
    this.#fileIds = [parts.source.id];
    this.#seenAt = parts.clock.now();
    if (parts.positions.wasScanned(parts.source.path)) {
      this.#resumeRotated();
    }
  }

  get path(): string {
    return this.#parts.path;
  }

  get obstacle(): Obstacle {
    return this.#obstacle;
  }

  /** True while a renamed or deleted file is still being read out. */
  get retiring(): boolean {
    return this.#retiring.length > 0;
  }

  /** Whether this follower has the file open, under its name or a former one. */
  holds(identity: FileIdentity): boolean {
    return [this.#log, ...this.#retiring.map(({ log }) => log)].some(
      (log) => log !== null && sameFile(log.look, identity),
    );
  }

  /** The entries of the settings that name the file, by this path or another. */
  fileIds(): readonly string[] {
    return this.#fileIds;
  }

  /** One more entry of the settings names this file. */
  addFileIds(ids: readonly string[]): void {
    this.#fileIds = [...new Set([...this.#fileIds, ...ids])];
  }

  /** How it is being followed, once for each entry that names it. */
  status(): FileStatus[] {
    const log = this.#log;
    const state = log ? 'following' : this.#obstacle === 'missing' ? 'waiting' : this.#stateOfObstacle();
    const position = log?.position.offset ?? 0;
    const size = log?.look.size ?? 0;
    return this.#fileIds.map((fileId) => ({ fileId, path: this.path, state, position, size }));
  }

  /** Looks at the path and reads at most one chunk of each file held open. */
  advance(): ReadOutcome {
    this.#lookAtPath();
    const outcomes = this.#retiring.map(({ log }) => log.read());
    this.#endRetired();
    if (outcomes.includes('stuck')) {
      return 'stuck';
    }
    // The old file's lines come before the new one's.
    if (outcomes.includes('more')) {
      return 'more';
    }
    return this.#log?.read() ?? 'idle';
  }

  close(): void {
    this.#log?.close();
    this.#log = null;
    for (const { log } of this.#retiring) {
      log.close();
    }
    this.#retiring = [];
  }

  #stateOfObstacle(): FileStatus['state'] {
    return this.#obstacle === 'unreadable' ? 'unreadable' : 'refused';
  }

  #lookAtPath(): void {
    const look = lookAt(this.path);
    if ('missing' in look) {
      this.#retireCurrent();
      this.#obstacle = look.missing === 'ENOENT' || look.missing === 'ENOTDIR' ? 'missing' : 'unreadable';
      this.#isNew ||= this.#obstacle === 'missing';
      return;
    }
    if (this.#log && sameFile(look, this.#log.look)) {
      this.#seenAt = this.#parts.clock.now();
      return;
    }
    this.#meetNewFile(look);
  }

  #meetNewFile(look: FileLook): void {
    const former = this.#log;
    if (former) {
      this.#retireCurrent();
      this.#retireBetween(former.position, this.#seenAt);
      this.#isNew = true;
    }
    if (look.kind !== 'file') {
      this.#obstacle = look.kind;
    } else if (this.#retiring.some(({ log }) => sameFile(log.look, look))) {
      this.#takeBack(look);
    } else if (this.#parts.heldElsewhere(look, this.fileIds())) {
      this.#obstacle = 'held-elsewhere';
    } else {
      this.#open(this.path, former);
    }
    this.#seenAt = this.#parts.clock.now();
  }

  /** The name is back on a file that was being retired. */
  #takeBack(identity: FileIdentity): void {
    const back = this.#retiring.find(({ log }) => sameFile(log.look, identity));
    this.#retiring = this.#retiring.filter((entry) => entry !== back);
    this.#log = back?.log ?? null;
    this.#obstacle = 'none';
  }

  #open(path: string, former: OpenLog | null): void {
    const fd = this.#openDescriptor(path);
    if (fd === null) {
      this.#obstacle = 'unreadable';
      return;
    }
    const log = new OpenLog(fd, this.#positionFor(fd, former), this.#readOptions(), this.#parts.intake);
    if (log.commitPosition()) {
      this.#log = log;
      this.#obstacle = 'none';
    } else {
      log.close();
    }
  }

  #openDescriptor(path: string): number | null {
    try {
      return openSync(path, 'r');
    } catch (error) {
      // Gone between the look and the opening: the next look tells.
      if (errorCode(error) !== 'ENOENT') {
        this.#obstacle = 'unreadable';
      }
      return null;
    }
  }

  #positionFor(fd: number, former: OpenLog | null): FilePosition {
    const look = lookAtOpen(fd);
    const { positions, source, options } = this.#parts;
    const known = positions.find(look);
    const begin = beginOf(look, source.path, this.path);
    if (known) {
      const isSame = look.size >= known.offset && proofHolds(fd, known.offset, known.proof);
      return isSame ? { ...known, ...begin } : { ...startPosition(fd, begin, 0, 0), generation: known.generation + 1 };
    }
    // An editor's save puts a new file with the old beginning in place of a deleted one: go on where that was left.
    if (former?.isDeleted() && look.size >= former.position.offset && former.isPrefixOf(fd)) {
      return { ...former.position, ...begin };
    }
    const fromStart = this.#isNew || source.start === 'beginning';
    return startPosition(fd, begin, fromStart ? 0 : look.size, options.maxLineBytes);
  }

  #readOptions(): ReadOptions {
    const { source, options } = this.#parts;
    return { encoding: source.encoding, maxLineBytes: options.maxLineBytes, fileIds: () => this.#fileIds };
  }

  #retireCurrent(): void {
    if (this.#log) {
      this.#retire(this.#log);
      this.#log = null;
    }
  }

  #retire(log: OpenLog): void {
    this.#retiring.push({ log, until: this.#parts.clock.now() + this.#parts.options.graceMs });
  }

  /** Reads out files that stood at the path for so short a time that they were never seen there. */
  #retireBetween(former: FilePosition, since: number): void {
    for (const sibling of rotatedSiblings(this.path)) {
      if (sibling.bornAt >= since - BIRTH_SLACK_MS && !this.#isKnown(sibling)) {
        this.#retireSibling(sibling, former);
      }
    }
  }

  #isKnown(identity: FileIdentity): boolean {
    return (
      this.holds(identity) || this.#parts.heldElsewhere(identity, []) || this.#parts.positions.find(identity) !== null
    );
  }

  #retireSibling(sibling: Sibling, former: FilePosition): void {
    const fd = this.#openDescriptor(sibling.path);
    if (fd === null) {
      return;
    }
    const begin = beginOf(lookAtOpen(fd), this.#parts.source.path, this.path);
    // A copy of the former file (copytruncate, a backup) holds nothing new before the former position.
    const isCopy = former.offset > 0 && proofHolds(fd, former.offset, former.proof);
    const position = isCopy ? { ...former, ...begin } : startPosition(fd, begin, 0, 0);
    this.#retire(new OpenLog(fd, position, this.#readOptions(), this.#parts.intake));
  }

  /** After a restart: the file last known under this path may have been rotated meanwhile; its rest is read first. */
  #resumeRotated(): void {
    const last = this.#parts.positions.atPath(this.path)[0];
    const present = lookAt(this.path);
    if (!last || (!('missing' in present) && sameFile(present, last))) {
      return;
    }
    this.#isNew = true;
    const siblings = rotatedSiblings(this.path);
    const moved = siblings.find((sibling) => sameFile(sibling, last));
    if (moved && !this.#parts.heldElsewhere(moved, [])) {
      const fd = this.#openDescriptor(moved.path);
      if (fd !== null) {
        this.#retire(new OpenLog(fd, last, this.#readOptions(), this.#parts.intake));
      }
    }
    for (const between of siblings.filter((sibling) => moved && sibling.bornAt > moved.bornAt)) {
      if (!this.#isKnown(between)) {
        this.#retireSibling(between, last);
      }
    }
  }

  #endRetired(): void {
    const now = this.#parts.clock.now();
    this.#retiring = this.#retiring.filter(({ log, until }) => {
      if (now < until || log.read() === 'more' || !log.endPartialLine()) {
        return true;
      }
      log.close();
      return false;
    });
  }
}

function beginOf({ device, inode, born }: FileIdentity, source: string, path: string): PositionBegin {
  return { device, inode, born, source, path };
}
