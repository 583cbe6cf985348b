import type { FileSource } from '../../../shared/settings';
import type { EngineStatus } from '../../../shared/status';
import { errorCode, isDatabaseFault } from '../../error-code';
import type { Clock } from '../clock';
import type { FilePosition, Positions } from '../ledger/positions';
import type { ProblemBoard } from '../problems';
import { expandPath, readPathPattern, type PathPattern } from './discovery';
import { isLink, lookAt } from './file-identity';
import { forgetFile, reportObstacle } from './file-problems';
import { listFiles, type ListedFile } from './file-list';
import { HeldFiles } from './held-files';
import type { Intake, ReadLimits, WatchOptions } from './intake';
import { LogFollower } from './log-follower';
import { MovedPositions } from './moved-positions';
import type { EventRule } from './multi-line';
import type { ReadOutcome } from './open-log';
import type { OwnFiles } from './own-files';

/** The process or the system has too many files open (open(2)). */
const LIMIT_REASONS = new Set(['EMFILE', 'ENFILE']);

/** What the files are followed with. */
export interface FollowedFilesParts {
  readonly positions: Positions;
  readonly intake: Intake;
  readonly problems: ProblemBoard;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** How several lines make one event in the files of an entry; null where each line stands for itself. */
  readonly eventRule: (source: FileSource) => EventRule | null;
  readonly ownFiles: OwnFiles;
  /** Whether no notices come of a file. */
  readonly isUnnoticed: (path: string) => boolean;
  /** Called with the path of each symbolic link that is followed. */
  readonly foundLink: (path: string) => void;
}

/** The files that the settings stand for, each with its follower. */
export class FollowedFiles {
  readonly #parts: FollowedFilesParts;
  readonly #followers = new Map<string, LogFollower>();
  readonly #held = new HeldFiles<LogFollower>();
  readonly #moved = new MovedPositions();
  readonly #overLimit = new Set<string>();
  /** Paths and globs that were searched: what is found for them later is new, even if their first look is not over yet. */
  readonly #searched = new Set<string>();
  #sources: readonly FileSource[] = [];
  #patterns: readonly PathPattern[] = [];
  #options: WatchOptions;
  #changed = false;

  constructor(parts: FollowedFilesParts) {
    this.#parts = parts;
    this.#options = parts.options;
  }

  get patterns(): readonly PathPattern[] {
    return this.#patterns;
  }

  get count(): number {
    return this.#followers.size;
  }

  /** Follows the files of these entries from now on, within these limits, and nothing else. */
  setSources(sources: readonly FileSource[], limits: ReadLimits): void {
    this.close();
    this.#options = { ...this.#parts.options, ...limits };
    this.#sources = sources;
    this.#searched.clear();
    this.#patterns = sources.map(({ path }) => readPathPattern(path));
    const wanted = (path: string): boolean => this.#patterns.some(({ matches }) => matches(path));
    const sourcePaths = sources.map(({ path }) => path);
    this.#withLedger(() => this.#parts.positions.keepOnly(sourcePaths, wanted));
  }

  all(): Iterable<LogFollower> {
    return this.#followers.values();
  }

  /** The follower of a path that something happened at; null when it concerns no file of the settings. */
  at(path: string): LogFollower | null {
    const known = this.#followers.get(path);
    if (known) {
      return known;
    }
    const sources = this.#sources.filter((_source, index) => this.#patterns[index]?.matches(path));
    if (sources.length === 0 || !isFile(path)) {
      return null;
    }
    sources.forEach((source) => this.#follow(source, path));
    return this.#followers.get(path) ?? null;
  }

  /** Looks for files that are new, and lets go of those of a glob that are gone. */
  discover(): void {
    const found = this.#sources.map((source) => ({ source, ...this.#discoverSource(source) }));
    found.forEach(({ source, followers }) => {
      if (!this.#parts.positions.wasScanned(source.path)) {
        this.#takeFirstLook(source, followers);
      }
    });
    this.#sources.forEach(({ path }) => this.#searched.add(path));
    const present = new Set(found.flatMap(({ paths }) => paths));
    for (const follower of this.#followers.values()) {
      if (follower.obstacle === 'missing' && !follower.unsettled && !present.has(follower.path)) {
        this.#drop(follower);
      }
    }
  }

  /** Lets a follower look and read, and says what stands in its way; one that was let go of does nothing. */
  advance(follower: LogFollower): ReadOutcome {
    if (this.#followers.get(follower.path) !== follower) {
      return 'idle';
    }
    if (follower.isUnchanged()) {
      return 'idle';
    }
    const { obstacle } = follower;
    let outcome: ReadOutcome;
    try {
      outcome = follower.advance();
    } catch (error) {
      this.#blameLedger(error);
      return 'stuck';
    }
    this.#report(follower);
    this.#changed ||= outcome !== 'idle' || follower.obstacle !== obstacle;
    return outcome;
  }

  /** Whether anything that the status says may have changed since this was last asked. */
  haveChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** How each file is being followed; an entry without a file waits for one. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    const found = Array.from(this.#followers.values()).filter(({ obstacle }) => obstacle !== 'held-elsewhere');
    const named = new Set(found.flatMap(({ fileIds }) => fileIds));
    const empty = this.#sources.filter(({ id }) => !named.has(id));
    return listFiles([...found.map((follower) => this.#listed(follower)), ...empty.map(waiting)]);
  }

  /** The paths of these entries, and which of them are being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    const wanted = Array.from(this.#followers.values()).filter(
      ({ obstacle, fileIds }) => obstacle !== 'held-elsewhere' && fileIds.some(ofEntry),
    );
    return new Map(wanted.map(({ path, state }) => [path, state === 'following']));
  }

  #listed(follower: LogFollower): ListedFile {
    const { fileIds, state, path } = follower;
    return {
      fileIds,
      state,
      describe: (fileId) => ({ fileId, path, state, ...follower.progress, polled: this.#parts.isUnnoticed(path) }),
    };
  }

  close(): void {
    this.#followers.forEach((follower) => follower.stop());
    this.#followers.clear();
  }

  /** What an entry stands for now. All are known before any is read, as one file may go by several names. */
  #discoverSource(source: FileSource): {
    readonly paths: readonly string[];
    readonly followers: readonly LogFollower[];
  } {
    const { options, problems } = this.#parts;
    const paths = expandPath(source.path);
    if (paths.length === 0) {
      problems.raise('no-files-match', source.path);
    } else {
      problems.clear('no-files-match', source.path);
    }
    const followers = paths.flatMap((path) => this.#follow(source, path) ?? []);
    if (followers.length < paths.length && this.#isFull()) {
      problems.raise('too-many-files', source.path, { count: paths.length, maximum: options.maxFiles });
    } else {
      problems.clear('too-many-files', source.path);
    }
    return { paths, followers };
  }

  #isFull(): boolean {
    return this.#followers.size >= this.#parts.options.maxFiles;
  }

  /** The first look must be over, and written down, before later files count as new. */
  #takeFirstLook(source: FileSource, followers: readonly LogFollower[]): void {
    const { positions, clock, intake } = this.#parts;
    followers.forEach((follower) => this.advance(follower));
    if (!followers.every(({ met }) => met)) {
      return;
    }
    if (intake.settle()) {
      this.#withLedger(() => positions.markScanned(source.path, clock.now()));
    }
  }

  /** What the ledger cannot take now is told, and tried again at the next look. */
  #withLedger(work: () => void): void {
    try {
      work();
      this.#parts.problems.clear('ledger-unusable', '');
    } catch (error) {
      this.#blameLedger(error);
    }
  }

  #blameLedger(error: unknown): void {
    if (!isDatabaseFault(error)) {
      throw error;
    }
    this.#parts.problems.raise('ledger-unusable', '', { reason: errorCode(error) });
  }

  #follow(source: FileSource, path: string): LogFollower | null {
    const present = this.#followers.get(path);
    if (present) {
      present.name.addFileIds([source.id]);
      return present;
    }
    if (this.#isFull()) {
      return null;
    }
    const { positions, intake, clock, eventRule, ownFiles } = this.#parts;
    const follower = new LogFollower({
      source,
      path,
      positions,
      intake,
      clock,
      options: this.#options,
      eventRule,
      ownFiles,
      isNew: this.#searched.has(source.path) || positions.wasScanned(source.path),
      held: this.#held,
      positionsAt: (other) => this.#positionsAt(other),
    });
    this.#followers.set(path, follower);
    if (this.#sources.length > 1) {
      follower.name.say();
    }
    if (isLink(path)) {
      this.#parts.foundLink(path);
    }
    this.#changed = true;
    return follower;
  }

  #positionsAt(path: string): readonly FilePosition[] {
    const { positions } = this.#parts;
    return [...(this.#followers.get(path)?.positions ?? []), ...this.#moved.from(path), ...positions.atPath(path)];
  }

  #drop(follower: LogFollower): void {
    follower.close();
    this.#changed = true;
    this.#followers.delete(follower.path);
    this.#overLimit.delete(follower.path);
    forgetFile(this.#parts.problems, follower.path);
  }

  /** Too many open files are one problem, not one a file. */
  #report(follower: LogFollower): void {
    const { path, obstacle, reason } = follower;
    const { problems } = this.#parts;
    const before = follower.takeRewrite();
    if (before) {
      this.#moved.add(before, path);
      problems.note('file-rewritten', path);
    }
    const isOver = LIMIT_REASONS.has(reason);
    if (isOver) {
      this.#overLimit.add(path);
      problems.raise('file-limit', '', { reason });
    } else if (this.#overLimit.delete(path) && this.#overLimit.size === 0) {
      problems.clear('file-limit', '');
    }
    reportObstacle(problems, path, isOver ? 'none' : obstacle, reason);
  }
}

function waiting({ id, path }: FileSource): ListedFile {
  const state = 'waiting';
  return {
    fileIds: [id],
    state,
    describe: () => ({ fileId: id, path, state, position: 0, size: 0, polled: false }),
  };
}

function isFile(path: string): boolean {
  const look = lookAt(path);
  return !('missing' in look) && look.kind === 'file';
}
