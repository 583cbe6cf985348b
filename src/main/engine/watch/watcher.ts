import { isDeepStrictEqual } from 'node:util';
import type { FileSource } from '../../../shared/settings/schema';
import type { EngineStatus } from '../../../shared/contract/status';
import { NamedTimers } from '../common/named-timers';
import { forgetOldProblems } from './follow/file-status';
import { FollowedFiles, type FollowedFilesDeps } from './followed-files';
import type { ReadLimits } from './reader/line-sink';
import type { PathFollower } from './follow/path-follower';
import { ChangeEvents } from './discovery/change-events';
import { SearchSchedule } from './search-schedule';
import { pollInterval } from './discovery/limits';

/** Limits of one read turn, after which other work runs: chunks read, files checked, time (ms). */
const CHUNKS_PER_TURN = 8;
const CHECKS_PER_TURN = 256;
const TURN_MS = 25;
/** Delay before a postponed read, ms. */
const HOLD_MS = 5;
/** Delay before a file that was read to its end is checked once more, ms. */
const RECHECK_MS = 1;
/** Delay before an unsettled file is checked again, ms. */
const UNSETTLED_MS = 250;
/** The same while the line sink accepts nothing, as the ledger could not be written, ms. */
const UNSETTLED_WHILE_RESTING_MS = 1_000;
/** Longest wait of `apply` for the first search, ms; in a large tree the search continues afterwards. */
const FIRST_SEARCH_WAIT_MS = 1_000;
/** Longest wait of `apply` for the first check of the files found, ms; of many files the rest is checked afterwards. */
const FIRST_CHECK_WAIT_MS = 250;

type Timer = 'sweep' | 'poll' | 'hold' | 'recheck' | 'unsettled';

export interface WatcherDeps extends Omit<FollowedFilesDeps, 'isUnwatched' | 'entered'> {
  /** Called when the status of a file may have changed. */
  readonly changed: () => void;
  /** False while reading is postponed. */
  readonly mayRead: () => boolean;
}

/** Watches all files of the settings and passes their lines on. */
export class Watcher {
  readonly #deps: WatcherDeps;
  readonly #files: FollowedFiles;
  readonly #events: ChangeEvents;
  readonly #searches: SearchSchedule;
  /** Files to check now, in turn. */
  readonly #due = new Set<PathFollower>();
  /** Files to check again after a short delay. */
  readonly #unsettled = new Set<PathFollower>();
  /** Files read to their ends, to check once more. */
  readonly #readToEnd = new Set<PathFollower>();
  /** Files for which no events come. */
  readonly #polled = new Set<PathFollower>();
  #sources: readonly FileSource[] | null = null;
  #limits: ReadLimits | null = null;
  #turn: NodeJS.Immediate | null = null;
  readonly #timers: NamedTimers<Timer>;
  #needsSearch = false;
  #lastApply: Promise<void> = Promise.resolve();
  /** Called when a turn ends, while `apply` waits for the first check of the files. */
  #turnEnded: (() => void) | null = null;
  #stopped = false;

  constructor(deps: WatcherDeps) {
    this.#deps = deps;
    const { problems, options, clock } = deps;
    this.#timers = new NamedTimers(clock);
    this.#events = new ChangeEvents({
      problems,
      polling: options.polling,
      touched: (path) => this.#touched(path),
      appeared: (path) => this.#appeared(path),
      moved: (from, to) => this.#files.folderMoved(from, to),
    });
    this.#files = new FollowedFiles({
      ...deps,
      isUnwatched: (path) => this.#events.isUnwatched(path),
      entered: (path, stat, wanted) => this.#events.watch(path, stat, wanted),
    });
    this.#searches = new SearchSchedule({
      files: this.#files,
      events: this.#events,
      clock,
      options,
      foundLater: () => this.#checkFiles(),
      changedBelow: (folders) => this.#checkFilesBelow(folders),
    });
  }

  /**
   * Replaces the watched files; calls run one after the other. Nothing is lost in the change, as the ledger keeps the
   * positions.
   */
  apply(sources: readonly FileSource[], limits: ReadLimits): Promise<void> {
    const applied = this.#lastApply.then(() => this.#apply(sources, limits));
    this.#lastApply = applied.catch(() => undefined);
    return applied;
  }

  /** Status of each file. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    return this.#files.status();
  }

  /** Bytes that were not read yet, by entry of the settings. */
  lags(): ReadonlyMap<string, number> {
    return this.#files.lags();
  }

  /** Number of files to be checked. */
  get dueFiles(): number {
    return this.#due.size;
  }

  /** True if files of these entries are being read and none of them is unreadable. */
  isReading(ofEntry: (fileId: string) => boolean): boolean {
    const counts = this.status().fileCounts.filter(({ fileId }) => ofEntry(fileId));
    return counts.some(({ following }) => following > 0) && counts.every(({ unreadable }) => unreadable === 0);
  }

  /** Paths of these entries; true for those being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    return this.#files.reading(ofEntry);
  }

  /** Checks everything now: after the computer resumes, or when the ledger can be written again. */
  checkAll(): void {
    this.#searches.request();
    this.#sweep();
  }

  /** Stops reading. A deleted file is read to its end first, as nobody can return to it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timers.cancelAll();
    if (this.#turn) {
      clearImmediate(this.#turn);
    }
    this.#searches.cancel();
    this.#turnEnded?.();
    await this.#lastApply;
    this.#events.close();
    this.#due.clear();
    this.#files.close();
  }

  async #apply(sources: readonly FileSource[], limits: ReadLimits): Promise<void> {
    if (this.#stopped || isDeepStrictEqual([sources, limits], [this.#sources, this.#limits])) {
      return;
    }
    this.#searches.cancel();
    this.#events.close();
    this.#due.clear();
    this.#unsettled.clear();
    this.#readToEnd.clear();
    forgetOldProblems(this.#deps.problems, this.#sources ?? [], sources);
    this.#files.setSources(sources, limits);
    this.#sources = sources;
    this.#limits = limits;
    this.checkAll();
    this.#poll();
    await this.#searches.whenDone(FIRST_SEARCH_WAIT_MS);
    await this.#filesChecked();
  }

  /** Resolves once the files found are open, so that the status counts them; at once while reading is postponed. */
  #filesChecked(): Promise<void> {
    const until = performance.now() + FIRST_CHECK_WAIT_MS;
    const isDone = (): boolean =>
      this.#stopped ||
      !this.#deps.mayRead() ||
      performance.now() >= until ||
      Array.from(this.#due).every(({ isScanned }) => isScanned);
    return new Promise((resolve) => {
      this.#turnEnded = () => {
        if (isDone()) {
          this.#turnEnded = null;
          resolve();
        }
      };
      this.#turnEnded();
    });
  }

  #sweep(): void {
    if (this.#stopped) {
      return;
    }
    this.#searches.searchIfDue();
    this.#checkFiles();
    const pauseMs = pollInterval(this.#files.count, this.#deps.options.sweepMs);
    this.#timers.after('sweep', pauseMs, () => this.#sweep());
  }

  #checkFiles(): void {
    this.#polled.clear();
    for (const follower of this.#files.all()) {
      this.#due.add(follower);
      if (this.#events.isUnwatched(follower.path)) {
        this.#polled.add(follower);
      }
    }
    this.#readSoon();
  }

  /** Checks the files for which no events come. */
  #poll(): void {
    if (this.#stopped) {
      return;
    }
    this.#polled.forEach((follower) => this.#due.add(follower));
    if (this.#polled.size > 0) {
      this.#readSoon();
    }
    this.#timers.after('poll', this.#deps.options.pollMs, () => this.#poll());
  }

  #touched(path: string): void {
    const followers = this.#stopped ? [] : this.#files.affectedBy(path);
    if (followers.length > 0) {
      followers.forEach((follower) => this.#due.add(follower));
      this.#readSoon();
    }
  }

  #appeared(path: string): void {
    if (this.#stopped) {
      return;
    }
    const followers = this.#files.affectedBy(path);
    followers.forEach((follower) => this.#unsettled.add(follower));
    // A link may lead to a folder that was entered elsewhere: only a search of everything tells.
    if (this.#events.isWatching(path) || (followers.length === 0 && this.#files.mayBeBelow(path))) {
      this.#searches.changed(path);
      this.#needsSearch = true;
    }
    if (followers.length > 0 || this.#needsSearch) {
      this.#checkUnsettledLater();
    }
  }

  #checkFilesBelow(folders: readonly string[]): void {
    folders.flatMap((folder) => this.#files.below(folder)).forEach((follower) => this.#due.add(follower));
    this.#readSoon();
  }

  #readSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = null;
      this.#readTurn();
    });
  }

  /** Reads one chunk of each due file in turn, so that a flood in one does not starve the others. */
  #readTurn(): void {
    if (this.#stopped) {
      return;
    }
    if (!this.#deps.mayRead()) {
      this.#turnEnded?.();
      this.#timers.after('hold', HOLD_MS, () => this.#readSoon());
      return;
    }
    const until = performance.now() + TURN_MS;
    let chunks = 0;
    let checks = 0;
    const behind = new Set<PathFollower>();
    const readToEnd: PathFollower[] = [];
    for (const follower of this.#due) {
      this.#due.delete(follower);
      behind.delete(follower);
      const outcome = this.#files.advance(follower);
      chunks += outcome === 'more' ? 1 : 0;
      if (outcome === 'more' && follower.atEnd) {
        readToEnd.push(follower);
      } else if (outcome === 'more') {
        this.#due.add(follower);
        behind.add(follower);
      } else if (outcome === 'stuck' || follower.isUnsettled) {
        this.#unsettled.add(follower);
      }
      checks += 1;
      if (chunks >= CHUNKS_PER_TURN || checks >= CHECKS_PER_TURN || performance.now() >= until) {
        break;
      }
    }
    this.#deliver(readToEnd, behind.size > 0);
    this.#endTurn();
  }

  /**
   * Writes the matches once no file is behind. If that fails, they were rolled back and are read again after a delay,
   * as the failure may last.
   */
  #deliver(readToEnd: readonly PathFollower[], isBehind: boolean): void {
    if (isBehind || this.#deps.sink.flushMatches()) {
      this.#recheck(readToEnd);
    } else {
      readToEnd.forEach((follower) => this.#unsettled.add(follower));
    }
  }

  #endTurn(): void {
    if (this.#due.size > 0) {
      this.#readSoon();
    }
    if (this.#unsettled.size > 0) {
      this.#checkUnsettledLater();
    }
    if (this.#files.haveChanged()) {
      this.#deps.changed();
    }
    this.#turnEnded?.();
  }

  /** Checks files once more: a write during the last read may raise no event. Waits until matches are delivered. */
  #recheck(followers: readonly PathFollower[]): void {
    if (followers.length > 0) {
      followers.forEach((follower) => this.#readToEnd.add(follower));
      this.#timers.after('recheck', RECHECK_MS, () => {
        this.#readToEnd.forEach((follower) => this.#due.add(follower));
        this.#readToEnd.clear();
        this.#readSoon();
      });
    }
  }

  #checkUnsettledLater(): void {
    if (this.#stopped || this.#timers.isPending('unsettled')) {
      return;
    }
    this.#timers.after('unsettled', this.#deps.sink.isBackingOff ? UNSETTLED_WHILE_RESTING_MS : UNSETTLED_MS, () => {
      this.#unsettled.forEach((follower) => this.#due.add(follower));
      this.#unsettled.clear();
      if (this.#needsSearch) {
        this.#needsSearch = false;
        this.checkAll();
      }
      this.#readSoon();
    });
  }
}
