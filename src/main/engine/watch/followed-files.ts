import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EngineStatus, ProblemCode } from '../../../shared/contract/status';
import type { FileSource } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import { errorCode } from '../common/error-code';
import type { ProblemReporter, ProblemParams } from '../common/problems';
import { readablePath, systemPath } from '../common/files/system-path';
import type { LedgerHealth } from '../ledger/ledger-health';
import type { FilePosition, Positions } from '../ledger/tables/file-positions';
import type { WatchOptions } from './discovery/watch-options';
import { FileSearch, type FileSearchDeps, type FoundFiles, type MovedFile } from './file-search';
import { FileClaims, MovedPositions } from './follow/file-claims';
import { forgetFile, type ListedFile, listFiles, reportFolder, reportUnreadable } from './follow/file-status';
import { PathFollower } from './follow/path-follower';
import { isBornSince, rotatedFileAt } from './follow/rotated-files';
import { statFile } from './identity/file-id';
import { FolderNames, MAX_NAMES } from './identity/folder-names';
import type { OwnFiles } from './identity/own-files';
import type { LineSink, ReadLimits } from './reader/line-sink';
import type { ReadOutcome } from './reader/log-reader';
import type { EntryRule } from './reader/multiline';

/** Error codes for too many open files in the process or the system (open(2)). */
const LIMIT_REASONS = new Set(['EMFILE', 'ENFILE']);

export interface FollowedFilesDeps {
  readonly positions: Positions;
  readonly sink: LineSink;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** Rule by which several lines of an entry's files make one log entry; null if each line is one. */
  readonly entryRule: (source: FileSource) => EntryRule | null;
  readonly ownFiles: OwnFiles;
  /** Tells whether no events come for a file. */
  readonly isUnwatched: (path: string) => boolean;
  readonly entered: FileSearchDeps['entered'];
}

/** All files of the settings, each with its follower. */
export class FollowedFiles {
  readonly #deps: FollowedFilesDeps;
  readonly #followers = new Map<string, PathFollower>();
  readonly #claims = new FileClaims<PathFollower>();
  readonly #moved = new MovedPositions();
  readonly #search: FileSearch;
  readonly #names: FolderNames;
  readonly #overLimit = new Set<string>();
  /** Paths and globs that were searched: files found for them later are new, even before their first scan is over. */
  readonly #searched = new Set<string>();
  #sources: readonly FileSource[] = [];
  #options: WatchOptions;
  #changed = false;

  constructor(deps: FollowedFilesDeps) {
    this.#deps = deps;
    this.#options = deps.options;
    const { entered, options, clock, problems } = deps;
    const now = (): number => clock.now();
    this.#search = new FileSearch({ entered, limits: options.search, now });
    this.#names = new FolderNames(now, (folder, isOver) => reportFolder(problems, folder, isOver ? MAX_NAMES : null));
  }

  get count(): number {
    return this.#followers.size;
  }

  /** Replaces the entries whose files are followed, and the limits of reading. */
  setSources(sources: readonly FileSource[], limits: ReadLimits): void {
    this.close();
    this.#options = { ...this.#deps.options, ...limits };
    this.#sources = sources;
    this.#searched.clear();
    this.#search.setSources(sources);
    const wanted = (path: string): boolean => this.#search.sourcesOf(path).length > 0;
    const sourcePaths = sources.map(({ path }) => path);
    this.#withLedger(() => this.#deps.positions.keepOnly(sourcePaths, wanted));
  }

  all(): Iterable<PathFollower> {
    return this.#followers.values();
  }

  /** Followers affected by an event at a path; a new file of the settings gets one. */
  affectedBy(path: string): PathFollower[] {
    const sources = this.#followers.has(path) ? [] : this.#search.sourcesOf(path);
    if (sources.length > 0 && isFile(path)) {
      sources.forEach((source) => this.#follow(source, path));
      this.#search.addIfLink(path);
    }
    return [path, ...this.#search.linksTo(path)].flatMap((name) => this.#followers.get(name) ?? []);
  }

  /** Tells whether files of the settings may be below a path, should it be a folder. */
  mayBeBelow(path: string): boolean {
    return this.#search.mayMatchBelow(path);
  }

  /** Followers of paths below a folder, and of links that lead there. */
  below(folder: string): PathFollower[] {
    const links = this.#search.linksBelow(folder);
    return Array.from(this.#followers.values()).filter(({ path }) => path.startsWith(`${folder}/`) || links.has(path));
  }

  /** Searches for new files in small steps, and drops the followers of files that a glob no longer matches. */
  *search(): Generator<undefined, void> {
    const found = yield* this.#search.findAll((some) => this.#add(some));
    const present = new Set(found.flatMap(({ paths }) => paths));
    for (const follower of this.#followers.values()) {
      const { unreadableReason, isScanned, isUnsettled, path } = follower;
      if (unreadableReason === 'missing' && isScanned && !isUnsettled && !present.has(path)) {
        this.#drop(follower);
      }
    }
    yield* this.#search.finish(found);
    this.#followMoved(yield* this.#search.findMoved());
  }

  /** Searches for new files below paths where folders may have appeared, in small steps. */
  *searchBelow(paths: readonly string[]): Generator<undefined, void> {
    const found = yield* this.#search.findBelow(paths);
    for (const { source, path } of found) {
      this.#follow(source, path);
      this.#search.addIfLink(path);
      yield;
    }
    this.#followMoved(yield* this.#search.findMoved());
  }

  /** Notes that the folder at `from` may have moved to `to`. */
  folderMoved(from: string, to: string): void {
    this.#search.folderMoved(from, to);
  }

  /** Lets a follower check its path and read, and reports its problems; a dropped follower does nothing. */
  advance(follower: PathFollower): ReadOutcome {
    if (this.#followers.get(follower.path) !== follower) {
      return 'idle';
    }
    if (follower.isUnchanged()) {
      return 'idle';
    }
    const { unreadableReason } = follower;
    let outcome: ReadOutcome;
    try {
      outcome = follower.advance();
    } catch (error) {
      this.#deps.health.reportFault('files', error);
      return 'stuck';
    }
    this.#report(follower);
    this.#changed ||= outcome !== 'idle' || follower.unreadableReason !== unreadableReason;
    return outcome;
  }

  /** Tells whether the status may have changed since the last call. */
  haveChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** Status of each file; an entry without a file waits for one. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    const found = Array.from(this.#followers.values()).filter(
      ({ unreadableReason }) => unreadableReason !== 'held-elsewhere',
    );
    const named = new Set(found.flatMap(({ fileIds }) => fileIds));
    const empty = this.#sources.filter(({ id }) => !named.has(id));
    return listFiles([...found.map((follower) => this.#listed(follower)), ...empty.map(waiting)]);
  }

  /** Paths of these entries; true for those being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    const wanted = Array.from(this.#followers.values()).filter(
      ({ unreadableReason, fileIds }) => unreadableReason !== 'held-elsewhere' && fileIds.some(ofEntry),
    );
    return new Map(wanted.map(({ path, state }) => [readablePath(path), state === 'following']));
  }

  /** Bytes that were not read yet, by entry of the settings. */
  lags(): ReadonlyMap<string, number> {
    const lags = new Map(this.#sources.map(({ id }) => [id, 0]));
    for (const follower of this.#followers.values()) {
      const { lagBytes } = follower;
      if (lagBytes > 0) {
        follower.entryIds.forEach((id) => lags.set(id, (lags.get(id) ?? 0) + lagBytes));
      }
    }
    return lags;
  }

  close(): void {
    this.#followers.forEach((follower) => follower.stop());
    this.#followers.clear();
  }

  #listed(follower: PathFollower): ListedFile {
    const { fileIds, state, path } = follower;
    return {
      fileIds,
      state,
      describe: (fileId) => {
        const polled = this.#deps.isUnwatched(path);
        return { fileId, path: readablePath(path), state, ...follower.progress, polled };
      },
    };
  }

  /** Follows all files before it reads any, as a file may have several names. */
  #add(found: readonly FoundFiles[]): void {
    const followed = found.map((files) => ({ source: files.source, followers: this.#followAll(files) }));
    followed.forEach(({ source, followers }) => {
      if (!this.#deps.positions.wasScanned(source.path)) {
        this.#scanFirst(source, followers);
      }
    });
    found.forEach(({ source }) => this.#searched.add(source.path));
  }

  /** Follows the files found for an entry, and reports problems with what was found. */
  #followAll({ source, paths, isWhole }: FoundFiles): readonly PathFollower[] {
    const { options, problems } = this.#deps;
    const report = (code: ProblemCode, isProblem: boolean, params: ProblemParams = {}): void =>
      isProblem ? problems.raise(code, source.path, params) : problems.clear(code, source.path);
    const followers = paths.flatMap((path) => this.#follow(source, path) ?? []);
    const isOver = followers.length < paths.length && this.#isFull();
    report('no-files-match', isWhole && !paths.some(hasFolder));
    report('glob-too-broad', !isWhole);
    report('too-many-files', isOver, { count: paths.length, maximum: options.maxFiles });
    return followers;
  }

  /** Follows files of moved folders that were never seen in their place, as if they were still there. */
  #followMoved(found: readonly MovedFile[]): void {
    const { positions } = this.#deps;
    for (const { source, path, movedTo, since } of found) {
      const isMissed = rotatedFileAt(movedTo).some(
        (file) => isBornSince(file, since) && this.#claims.holderOf(file) === null && positions.find(file) === null,
      );
      if (isMissed && !this.#followers.has(path)) {
        this.#follow(source, path, since);
      }
    }
  }

  #isFull(): boolean {
    return this.#followers.size >= this.#deps.options.maxFiles;
  }

  /** Reads the files of an entry's first search; later files count as new once this is saved. */
  #scanFirst(source: FileSource, followers: readonly PathFollower[]): void {
    const { positions, clock, sink } = this.#deps;
    followers.forEach((follower) => this.advance(follower));
    if (!followers.every(({ isScanned }) => isScanned)) {
      return;
    }
    if (sink.flush()) {
      this.#withLedger(() => positions.markScanned(source.path, clock.now()));
    }
  }

  /** Writes to the ledger; a failure is reported, and the next search retries. */
  #withLedger(work: () => void): void {
    this.#deps.health.write('files', work, undefined);
  }

  /** Follows a path, or adds the entry to its follower; null at the limit. `unseenSince` as in `PathFollowerDeps`. */
  #follow(source: FileSource, path: string, unseenSince: number | null = null): PathFollower | null {
    const present = this.#followers.get(path);
    if (present) {
      present.claim.addFileIds([source.id]);
      return present;
    }
    if (this.#isFull()) {
      return null;
    }
    const { positions, sink, clock, entryRule, ownFiles } = this.#deps;
    const follower = new PathFollower({
      source,
      path,
      positions,
      sink,
      clock,
      options: this.#options,
      entryRule,
      ownFiles,
      isNew: this.#searched.has(source.path) || positions.wasScanned(source.path),
      claims: this.#claims,
      positionsAt: (other) => this.#positionsAt(other),
      names: this.#names,
      movedTo: () => this.#search.movedTo(path),
      unseenSince,
    });
    this.#followers.set(path, follower);
    if (this.#sources.length > 1) {
      follower.claim.announce();
    }
    this.#changed = true;
    return follower;
  }

  #positionsAt(path: string): readonly FilePosition[] {
    const { positions } = this.#deps;
    return [...(this.#followers.get(path)?.positions ?? []), ...this.#moved.from(path), ...positions.atPath(path)];
  }

  #drop(follower: PathFollower): void {
    follower.close();
    this.#changed = true;
    this.#followers.delete(follower.path);
    this.#overLimit.delete(follower.path);
    forgetFile(this.#deps.problems, follower.path);
  }

  /** Reports the problems of a file; too many open files are one problem for all. */
  #report(follower: PathFollower): void {
    const { path, unreadableReason, systemError } = follower;
    const { problems } = this.#deps;
    const before = follower.takeRewrite();
    if (before) {
      this.#moved.add(before, path);
      problems.note('file-rewritten', readablePath(path));
    }
    const isOverLimit = LIMIT_REASONS.has(systemError);
    if (isOverLimit) {
      this.#overLimit.add(path);
      problems.raise('file-limit', '', { reason: systemError });
    } else if (this.#overLimit.delete(path) && this.#overLimit.size === 0) {
      problems.clear('file-limit', '');
    }
    reportUnreadable(problems, path, isOverLimit ? 'none' : unreadableReason, systemError);
  }
}

/** True if a file can be there: without its folder, a mount may be missing, or the path be wrong. */
function hasFolder(path: string): boolean {
  try {
    statSync(systemPath(dirname(path)));
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
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
  const stat = statFile(path);
  return !('missing' in stat) && stat.kind === 'file';
}
