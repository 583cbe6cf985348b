import type { FileSource } from '../../../shared/settings';
import type { FileStatus, ProblemCode } from '../../../shared/status';
import type { Clock } from '../clock';
import type { Positions } from '../ledger/positions';
import type { ProblemBoard } from '../problems';
import { expandPath, readPathPattern, type PathPattern } from './discovery';
import type { FileIdentity } from './file-identity';
import type { Intake, WatchOptions } from './intake';
import { LogFollower, type Obstacle } from './log-follower';
import { WakeUp } from './wake-up';

/** Bytes-sized chunks read before other work gets its turn. */
const CHUNKS_A_TURN = 8;
/** How soon a file that could not be taken in, or is being retired, is looked at again, ms. */
const SOON_MS = 250;
/** How long a start waits for the first notices, ms. */
const LONGEST_WAIT_FOR_NOTICES_MS = 1_000;

/** What the watching is given. */
export interface WatcherParts {
  readonly positions: Positions;
  readonly intake: Intake;
  readonly problems: ProblemBoard;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** Files Logbell writes itself. */
  readonly ownFiles: readonly string[];
  /** Called when a file's state may have changed. */
  readonly changed: () => void;
}

/** Watches all files of the settings and hands their lines on. */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #followers = new Map<string, LogFollower>();
  readonly #dirty = new Set<LogFollower>();
  #sources: readonly FileSource[] = [];
  #patterns: readonly PathPattern[] = [];
  #wakeUp: WakeUp | null = null;
  #turn: NodeJS.Immediate | null = null;
  #cancelSweep: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;
  #stopped = false;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
  }

  /** Watches these files from now on; where reading stands is kept in the ledger, so nothing is lost in the change. */
  async apply(sources: readonly FileSource[]): Promise<void> {
    if (this.#wakeUp && JSON.stringify(sources) === JSON.stringify(this.#sources)) {
      return;
    }
    await this.#wakeUp?.close();
    this.#closeFollowers();
    this.#sources = sources;
    this.#parts.positions.keepOnly(sources.map(({ path }) => path));
    this.#patterns = sources.map(({ path }) => readPathPattern(path));
    this.#clearProblemsOfOthers();
    this.#wakeUp = new WakeUp(this.#patterns, this.#parts.options.polling, {
      touched: (path) => this.#touched(path),
      appeared: () => this.#lookAgainSoon(),
      limited: (reason) => this.#parts.problems.raise('watch-limit', '', { reason }),
    });
    this.#sweep();
    await this.#noticesCome(this.#wakeUp);
  }

  /** How each file is being followed. */
  status(): FileStatus[] {
    const found = Array.from(this.#followers.values())
      .filter(({ obstacle }) => obstacle !== 'held-elsewhere')
      .flatMap((follower) => follower.status());
    const empty = this.#sources.filter((source) => !found.some(({ fileId }) => fileId === source.id));
    return [
      ...found,
      ...empty.map(({ id, path }): FileStatus => ({ fileId: id, path, state: 'waiting', position: 0, size: 0 })),
    ];
  }

  /** Looks at everything now: after a resume, or when the ledger can be written again. */
  lookAtAll(): void {
    this.#sweep();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSweep?.();
    this.#cancelSoon?.();
    if (this.#turn) {
      clearImmediate(this.#turn);
    }
    await this.#wakeUp?.close();
    this.#closeFollowers();
  }

  #closeFollowers(): void {
    this.#followers.forEach((follower) => follower.close());
    this.#followers.clear();
    this.#dirty.clear();
  }

  #sweep(): void {
    if (this.#stopped) {
      return;
    }
    this.#cancelSweep?.();
    for (const source of this.#sources) {
      this.#discover(source);
    }
    for (const follower of this.#followers.values()) {
      this.#dirty.add(follower);
    }
    this.#readSoon();
    this.#cancelSweep = this.#parts.clock.after(this.#parts.options.sweepMs, () => this.#sweep());
  }

  /** What was wrong with a file that is no longer in the settings is no longer a problem. */
  #clearProblemsOfOthers(): void {
    const { problems } = this.#parts;
    const concerns = (path: string): boolean =>
      this.#sources.some((source) => source.path === path) || this.#patterns.some((pattern) => pattern.matches(path));
    for (const { code, subject } of problems.standing()) {
      if (PATH_PROBLEMS.includes(code) && !concerns(subject)) {
        problems.clear(code, subject);
      }
    }
  }

  /** Waits for the first notices, but not for long: until they come, the sweep finds what is new. */
  async #noticesCome(wakeUp: WakeUp): Promise<void> {
    let cancel = (): void => undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(LONGEST_WAIT_FOR_NOTICES_MS, resolve);
    });
    await Promise.race([wakeUp.ready, enough]);
    cancel();
  }

  #touched(path: string): void {
    const known = this.#followers.get(path);
    if (known) {
      this.#dirty.add(known);
      this.#readSoon();
      return;
    }
    const sources = this.#sources.filter((_source, index) => this.#patterns[index]?.matches(path));
    if (sources.some((source) => this.#follow(source, path, true))) {
      this.#readSoon();
    }
  }

  #discover(source: FileSource): void {
    const { positions, clock, options, problems } = this.#parts;
    const isNew = positions.wasScanned(source.path);
    const paths = expandPath(source.path);
    if (paths.length > options.maxFiles) {
      problems.raise('too-many-files', source.path, { count: paths.length, maximum: options.maxFiles });
    } else {
      problems.clear('too-many-files', source.path);
    }
    if (paths.length === 0) {
      problems.raise('no-files-match', source.path);
    } else {
      problems.clear('no-files-match', source.path);
    }
    const followers = paths.slice(0, options.maxFiles).flatMap((path) => this.#follow(source, path, isNew) ?? []);
    if (!isNew) {
      // The first look must be over before later files count as new.
      followers.forEach((follower) => follower.advance());
      positions.markScanned(source.path, clock.now());
    }
  }

  #follow(source: FileSource, path: string, isNew: boolean): LogFollower | null {
    const { positions, intake, clock, options, problems, ownFiles } = this.#parts;
    if (ownFiles.includes(path)) {
      problems.raise('file-own', path);
      return null;
    }
    const present = this.#followers.get(path);
    if (present) {
      present.addFileIds([source.id]);
      return present;
    }
    const heldElsewhere = (identity: FileIdentity, fileIds: readonly string[]): boolean =>
      this.#holderOf(identity, path, fileIds);
    const follower = new LogFollower({ source, path, positions, intake, clock, options, isNew, heldElsewhere });
    this.#followers.set(path, follower);
    this.#dirty.add(follower);
    return follower;
  }

  #holderOf(identity: FileIdentity, path: string, fileIds: readonly string[]): boolean {
    for (const [otherPath, other] of this.#followers) {
      if (otherPath !== path && other.holds(identity)) {
        other.addFileIds(fileIds);
        return true;
      }
    }
    return false;
  }

  #readSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = null;
      this.#readTurn();
    });
  }

  /** Reads a chunk of each file that has news, in turn, so that a flood in one does not starve the others. */
  #readTurn(): void {
    let chunks = 0;
    let waiting = false;
    for (const follower of this.#dirty) {
      this.#dirty.delete(follower);
      const outcome = follower.advance();
      this.#report(follower);
      if (outcome === 'more') {
        this.#dirty.add(follower);
        chunks += 1;
      }
      waiting ||= outcome === 'stuck' || follower.retiring;
      if (chunks >= CHUNKS_A_TURN) {
        break;
      }
    }
    if (this.#dirty.size > 0) {
      this.#readSoon();
    }
    if (waiting) {
      this.#lookAgainSoon();
    }
    this.#parts.changed();
  }

  #lookAgainSoon(): void {
    this.#cancelSoon ??= this.#parts.clock.after(SOON_MS, () => {
      this.#cancelSoon = null;
      this.#sweep();
    });
  }

  #report(follower: LogFollower): void {
    const { problems } = this.#parts;
    const { path, obstacle } = follower;
    const found = OBSTACLE_PROBLEMS[obstacle];
    for (const code of ['file-unreadable', 'file-directory', 'file-special'] as const) {
      if (code === found) {
        problems.raise(code, path);
      } else {
        problems.clear(code, path);
      }
    }
  }
}

/** Problems whose subject is a path or glob of the settings. */
const PATH_PROBLEMS: readonly ProblemCode[] = [
  'file-unreadable',
  'file-directory',
  'file-special',
  'file-own',
  'no-files-match',
  'too-many-files',
  'looks-cp949',
];

const OBSTACLE_PROBLEMS = {
  none: null,
  missing: null,
  'held-elsewhere': null,
  unreadable: 'file-unreadable',
  directory: 'file-directory',
  special: 'file-special',
} as const satisfies Record<Obstacle, string | null>;
