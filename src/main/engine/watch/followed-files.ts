import type { FileSource } from '../../../shared/settings';
import type { FileStatus } from '../../../shared/status';
import { errorCode, isDatabaseFault } from '../../error-code';
import type { Clock } from '../clock';
import type { FilePosition, Positions } from '../ledger/positions';
import type { ProblemBoard } from '../problems';
import { expandPath, readPathPattern, type PathPattern } from './discovery';
import { lookAt } from './file-identity';
import { forgetFile, reportObstacle } from './file-problems';
import { HeldFiles } from './held-files';
import type { Intake, WatchOptions } from './intake';
import { LogFollower } from './log-follower';
import type { ReadOutcome } from './open-log';

/** The process or the system has too many files open (open(2)). */
const LIMIT_REASONS = new Set(['EMFILE', 'ENFILE']);

/** What the files are followed with. */
export interface FollowedFilesParts {
  readonly positions: Positions;
  readonly intake: Intake;
  readonly problems: ProblemBoard;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** Files Logbell writes itself. */
  readonly ownFiles: readonly string[];
}

/** The files that the settings stand for, each with its follower. */
export class FollowedFiles {
  readonly #parts: FollowedFilesParts;
  readonly #followers = new Map<string, LogFollower>();
  readonly #held = new HeldFiles<LogFollower>();
  readonly #overLimit = new Set<string>();
  #sources: readonly FileSource[] = [];
  #patterns: readonly PathPattern[] = [];

  constructor(parts: FollowedFilesParts) {
    this.#parts = parts;
  }

  get patterns(): readonly PathPattern[] {
    return this.#patterns;
  }

  get count(): number {
    return this.#followers.size;
  }

  /** Follows the files of these entries from now on, and nothing else. */
  setSources(sources: readonly FileSource[]): void {
    this.close();
    this.#sources = sources;
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
    const present = new Set(this.#sources.flatMap((source) => this.#discoverSource(source)));
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
    let outcome: ReadOutcome;
    try {
      outcome = follower.advance();
    } catch (error) {
      this.#blameLedger(error);
      return 'stuck';
    }
    this.#report(follower);
    return outcome;
  }

  /** How each file is being followed; an entry without a file waits for one. */
  status(): FileStatus[] {
    const found = Array.from(this.#followers.values())
      .filter(({ obstacle }) => obstacle !== 'held-elsewhere')
      .flatMap((follower) => follower.status());
    const named = new Set(found.map(({ fileId }) => fileId));
    const empty = this.#sources.filter(({ id }) => !named.has(id));
    return [
      ...found,
      ...empty.map(({ id, path }): FileStatus => ({ fileId: id, path, state: 'waiting', position: 0, size: 0 })),
    ];
  }

  close(): void {
    this.#followers.forEach((follower) => follower.close());
    this.#followers.clear();
  }

  #discoverSource(source: FileSource): string[] {
    const { options, positions, problems } = this.#parts;
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
    if (!positions.wasScanned(source.path)) {
      this.#takeFirstLook(source, followers);
    }
    return paths;
  }

  #isFull(): boolean {
    return this.#followers.size >= this.#parts.options.maxFiles;
  }

  /** The first look must be over, and written down, before later files count as new. */
  #takeFirstLook(source: FileSource, followers: readonly LogFollower[]): void {
    const { positions, clock } = this.#parts;
    followers.forEach((follower) => this.advance(follower));
    if (!followers.every(({ met }) => met)) {
      return;
    }
    this.#withLedger(() => positions.markScanned(source.path, clock.now()));
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
    const { positions, ownFiles, problems } = this.#parts;
    if (ownFiles.includes(path)) {
      problems.raise('file-own', path);
      return null;
    }
    const present = this.#followers.get(path);
    if (present) {
      present.addFileIds([source.id]);
      return present;
    }
    if (this.#isFull()) {
      return null;
    }
    const { intake, clock, options } = this.#parts;
    const follower = new LogFollower({
      source,
      path,
      positions,
      intake,
      clock,
      options,
      isNew: positions.wasScanned(source.path),
      held: this.#held,
      positionsAt: (other) => this.#positionsAt(other),
    });
    this.#followers.set(path, follower);
    return follower;
  }

  #positionsAt(path: string): readonly FilePosition[] {
    return [...(this.#followers.get(path)?.positions ?? []), ...this.#parts.positions.atPath(path)];
  }

  #drop(follower: LogFollower): void {
    follower.close();
    this.#followers.delete(follower.path);
    this.#overLimit.delete(follower.path);
    forgetFile(this.#parts.problems, follower.path);
  }

  /** Too many open files are one problem, not one a file. */
  #report({ path, obstacle, reason }: LogFollower): void {
    const { problems } = this.#parts;
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

function isFile(path: string): boolean {
  const look = lookAt(path);
  return !('missing' in look) && look.kind === 'file';
}
