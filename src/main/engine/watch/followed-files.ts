import type { EngineStatus, ProblemCode } from '../../../shared/contract/status';
import type { FileSource } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import type { ProblemReporter, ProblemParams } from '../common/problems';
import { readablePath } from '../common/system-path';
import type { LedgerHealth } from '../ledger/ledger-health';
import type { FilePosition, Positions } from '../ledger/tables/file-positions';
import type { WatchOptions } from './discovery/watch-options';
import { FileSearch, type FileSearchDeps, type FoundFiles, type MovedFile } from './file-search';
import { FileClaims, MovedPositions } from './follow/file-claims';
import { forgetFile, type ListedFile, listFiles, reportFolder, reportUnreadable } from './follow/file-status';
import { PathFollower } from './follow/path-follower';
import { isBornSince, siblingAt } from './follow/rotated-files';
import { statFile } from './identity/file-id';
import { FolderNames, MOST_NAMES } from './identity/folder-names';
import type { OwnFiles } from './identity/own-files';
import type { LineSink, ReadLimits } from './reader/line-sink';
import type { ReadOutcome } from './reader/log-reader';
import type { EntryRule } from './reader/multiline';

/** The process or the system has too many files open (open(2)). */
const LIMIT_REASONS = new Set(['EMFILE', 'ENFILE']);

/** What the files are followed with. */
export interface FollowedFilesDeps {
  readonly positions: Positions;
  readonly intake: LineSink;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly options: WatchOptions;
  /** How several lines make one event in the files of an entry; null where each line stands for itself. */
  readonly eventRule: (source: FileSource) => EntryRule | null;
  readonly ownFiles: OwnFiles;
  /** Whether no notices come of a file. */
  readonly isUnnoticed: (path: string) => boolean;
  readonly entered: FileSearchDeps['entered'];
}

/** The files that the settings stand for, each with its follower. */
export class FollowedFiles {
  readonly #deps: FollowedFilesDeps;
  readonly #followers = new Map<string, PathFollower>();
  readonly #held = new FileClaims<PathFollower>();
  readonly #moved = new MovedPositions();
  readonly #search: FileSearch;
  readonly #names: FolderNames;
  readonly #overLimit = new Set<string>();
  /** Paths and globs that were searched: what is found for them later is new, even if their first look is not over yet. */
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
    this.#names = new FolderNames(now, (folder, isOver) => reportFolder(problems, folder, isOver ? MOST_NAMES : null));
  }

  get count(): number {
    return this.#followers.size;
  }

  /** Follows the files of these entries from now on, within these limits, and nothing else. */
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

  /** The followers that something concerns that happened at a path. */
  concernedBy(path: string): PathFollower[] {
    const sources = this.#followers.has(path) ? [] : this.#search.sourcesOf(path);
    if (sources.length > 0 && isFile(path)) {
      sources.forEach((source) => this.#follow(source, path));
      this.#search.addIfLink(path);
    }
    return [path, ...this.#search.linksTo(path)].flatMap((name) => this.#followers.get(name) ?? []);
  }

  /** Whether files of the settings may stand below a path, should it be a folder. */
  mayStandBelow(path: string): boolean {
    return this.#search.leadsThrough(path);
  }

  /** The followers of paths below a folder, and of links that lead there. */
  below(folder: string): PathFollower[] {
    const links = this.#search.linksBelow(folder);
    return Array.from(this.#followers.values()).filter(({ path }) => path.startsWith(`${folder}/`) || links.has(path));
  }

  /** Looks for files that are new, in small steps, and lets go of those of a glob that are gone. */
  *search(): Generator<undefined, void> {
    const found = yield* this.#search.everything((some) => this.#takeIn(some));
    const present = new Set(found.flatMap(({ paths }) => paths));
    for (const follower of this.#followers.values()) {
      const { obstacle, met, unsettled, path } = follower;
      if (obstacle === 'missing' && met && !unsettled && !present.has(path)) {
        this.#drop(follower);
      }
    }
    yield* this.#search.end(found);
    this.#followMoved(yield* this.#search.moved());
  }

  /** Looks for what is new below paths at which folders may have come to be, in small steps. */
  *searchBelow(paths: readonly string[]): Generator<undefined, void> {
    const found = yield* this.#search.below(paths);
    for (const { source, path } of found) {
      this.#follow(source, path);
      this.#search.addIfLink(path);
      yield;
    }
    this.#followMoved(yield* this.#search.moved());
  }

  /** The folder at `from` may stand at `to` by now. */
  folderMoved(from: string, to: string): void {
    this.#search.folderMoved(from, to);
  }

  /** Lets a follower look and read, and says what stands in its way; one that was let go of does nothing. */
  advance(follower: PathFollower): ReadOutcome {
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
      this.#deps.health.reportFault('files', error);
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
    return new Map(wanted.map(({ path, state }) => [readablePath(path), state === 'following']));
  }

  #listed(follower: PathFollower): ListedFile {
    const { fileIds, state, path } = follower;
    return {
      fileIds,
      state,
      describe: (fileId) => {
        const polled = this.#deps.isUnnoticed(path);
        return { fileId, path: readablePath(path), state, ...follower.progress, polled };
      },
    };
  }

  close(): void {
    this.#followers.forEach((follower) => follower.stop());
    this.#followers.clear();
  }

  /** All files are known before any is read, as one may go by several names. */
  #takeIn(found: readonly FoundFiles[]): void {
    const followed = found.map((files) => ({ source: files.source, followers: this.#followAll(files) }));
    followed.forEach(({ source, followers }) => {
      if (!this.#deps.positions.wasScanned(source.path)) {
        this.#takeFirstLook(source, followers);
      }
    });
    found.forEach(({ source }) => this.#searched.add(source.path));
  }

  /** Follows what an entry stands for, and says what is wrong with that. */
  #followAll({ source, paths, isWhole }: FoundFiles): readonly PathFollower[] {
    const { options, problems } = this.#deps;
    const say = (code: ProblemCode, stands: boolean, params: ProblemParams = {}): void =>
      stands ? problems.raise(code, source.path, params) : problems.clear(code, source.path);
    const followers = paths.flatMap((path) => this.#follow(source, path) ?? []);
    const isOver = followers.length < paths.length && this.#isFull();
    say('no-files-match', paths.length === 0 && isWhole);
    say('glob-too-broad', !isWhole);
    say('too-many-files', isOver, { count: paths.length, maximum: options.maxFiles });
    return followers;
  }

  /** Files of moved folders that nobody ever saw in their place are read as if they stood there still. */
  #followMoved(found: readonly MovedFile[]): void {
    const { positions } = this.#deps;
    for (const { source, path, standsAt, since } of found) {
      const isMissed = siblingAt(standsAt).some(
        (file) => isBornSince(file, since) && this.#held.holderOf(file) === null && positions.find(file) === null,
      );
      if (isMissed && !this.#followers.has(path)) {
        this.#follow(source, path, since);
      }
    }
  }

  #isFull(): boolean {
    return this.#followers.size >= this.#deps.options.maxFiles;
  }

  /** The first look must be over, and written down, before later files count as new. */
  #takeFirstLook(source: FileSource, followers: readonly PathFollower[]): void {
    const { positions, clock, intake } = this.#deps;
    followers.forEach((follower) => this.advance(follower));
    if (!followers.every(({ met }) => met)) {
      return;
    }
    if (intake.flush()) {
      this.#withLedger(() => positions.markScanned(source.path, clock.now()));
    }
  }

  /** What the ledger cannot take now is told, and tried again at the next look. */
  #withLedger(work: () => void): void {
    this.#deps.health.write('files', work, undefined);
  }

  /** `unseenSince`: others may have stood at the path since then, ms since 1970. */
  #follow(source: FileSource, path: string, unseenSince: number | null = null): PathFollower | null {
    const present = this.#followers.get(path);
    if (present) {
      present.name.addFileIds([source.id]);
      return present;
    }
    if (this.#isFull()) {
      return null;
    }
    const { positions, intake, clock, eventRule, ownFiles } = this.#deps;
    const follower = new PathFollower({
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
      names: this.#names,
      movedTo: () => this.#search.movedTo(path),
      unseenSince,
    });
    this.#followers.set(path, follower);
    if (this.#sources.length > 1) {
      follower.name.say();
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

  /** Too many open files are one problem, not one a file. */
  #report(follower: PathFollower): void {
    const { path, obstacle, reason } = follower;
    const { problems } = this.#deps;
    const before = follower.takeRewrite();
    if (before) {
      this.#moved.add(before, path);
      problems.note('file-rewritten', readablePath(path));
    }
    const isOver = LIMIT_REASONS.has(reason);
    if (isOver) {
      this.#overLimit.add(path);
      problems.raise('file-limit', '', { reason });
    } else if (this.#overLimit.delete(path) && this.#overLimit.size === 0) {
      problems.clear('file-limit', '');
    }
    reportUnreadable(problems, path, isOver ? 'none' : obstacle, reason);
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
  const look = statFile(path);
  return !('missing' in look) && look.kind === 'file';
}
