import { isDeepStrictEqual } from 'node:util';
import type { FileSource } from '../../../shared/settings/schema';
import type { EngineStatus } from '../../../shared/contract/status';
import { forgetOldProblems } from './follow/file-status';
import { FollowedFiles, type FollowedFilesDeps } from './followed-files';
import type { ReadLimits } from './reader/line-sink';
import type { PathFollower } from './follow/path-follower';
import { ChangeEvents } from './discovery/change-events';
import { SearchSchedule } from './search-schedule';
import { pollInterval } from './discovery/limits';

/** Chunks read, files looked at and time taken before other work gets its turn. */
const CHUNKS_A_TURN = 8;
const LOOKS_A_TURN = 256;
const TURN_MS = 25;
/** How soon reading is tried again when it had to wait, ms. */
const HOLD_MS = 5;
/** How soon a file that was read to its end is looked at again, ms. */
const LOOK_BACK_MS = 1;
/** How soon a file that could not be taken in, or is being retired, is looked at again, ms. */
const SOON_MS = 250;
/** The same while nothing is taken: the ledger could not be written, ms. */
const RESTING_MS = 1_000;

/** How long a start waits for the first search: a large tree is searched on meanwhile, ms. */
const LONGEST_WAIT_MS = 1_000;

type Timer = 'sweep' | 'soon' | 'poll' | 'hold' | 'back';

/** What the watching is given. */
export interface WatcherDeps extends Omit<FollowedFilesDeps, 'isUnnoticed' | 'entered'> {
  /** Called when a file's state may have changed. */
  readonly changed: () => void;
  /** False while reading had better wait. */
  readonly mayRead: () => boolean;
}

/** Watches all files of the settings and hands their lines on. */
export class Watcher {
  readonly #deps: WatcherDeps;
  readonly #files: FollowedFiles;
  readonly #notices: ChangeEvents;
  readonly #searches: SearchSchedule;
  /** To be looked at now, in turn. */
  readonly #due = new Set<PathFollower>();
  /** To be looked at again soon. */
  readonly #unsettled = new Set<PathFollower>();
  /** Read to their ends, and to be looked at once more. */
  readonly #readOut = new Set<PathFollower>();
  /** Those of which no notices come. */
  readonly #polled = new Set<PathFollower>();
  #sources: readonly FileSource[] | null = null;
  #limits: ReadLimits | null = null;
  #turn: NodeJS.Immediate | null = null;
  /** Ways to cancel what is to happen at a time. */
  readonly #timers = new Map<Timer, () => void>();
  #mayHaveMore = false;
  #lastApply: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(deps: WatcherDeps) {
    this.#deps = deps;
    const { problems, options, clock } = deps;
    this.#notices = new ChangeEvents({
      problems,
      polling: options.polling,
      touched: (path) => this.#touched(path),
      appeared: (path) => this.#appeared(path),
      moved: (from, to) => this.#files.folderMoved(from, to),
    });
    this.#files = new FollowedFiles({
      ...deps,
      isUnnoticed: (path) => this.#notices.isUnnoticed(path),
      entered: (path, look, wanted) => this.#notices.enter(path, look, wanted),
    });
    this.#searches = new SearchSchedule({
      files: this.#files,
      notices: this.#notices,
      clock,
      options,
      found: () => this.#lookAtFiles(),
      changedBelow: (folders) => this.#lookAtFilesBelow(folders),
    });
  }

  /**
   * Watches these files from now on; where reading stands is kept in the ledger, so nothing is lost in the change.
   * Changes are taken one after the other.
   */
  apply(sources: readonly FileSource[], limits: ReadLimits): Promise<void> {
    const applied = this.#lastApply.then(() => this.#apply(sources, limits));
    this.#lastApply = applied.catch(() => undefined);
    return applied;
  }

  /** How each file is being followed. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    return this.#files.status();
  }

  /** Whether files of these entries are being read, and none of them is out of reach. */
  isReading(ofEntry: (fileId: string) => boolean): boolean {
    const counts = this.status().fileCounts.filter(({ fileId }) => ofEntry(fileId));
    return counts.some(({ following }) => following > 0) && counts.every(({ unreadable }) => unreadable === 0);
  }

  /** The paths of these entries, and which of them are being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    return this.#files.reading(ofEntry);
  }

  /** Looks at everything now: after a resume, or when the ledger can be written again. */
  lookAtAll(): void {
    this.#searches.want();
    this.#sweep();
  }

  /** Stops reading. What a deleted file still holds is taken in, as nobody can come back to it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timers.forEach((cancel) => cancel());
    if (this.#turn) {
      clearImmediate(this.#turn);
    }
    this.#searches.callOff();
    await this.#lastApply;
    this.#notices.close();
    this.#due.clear();
    this.#files.close();
  }

  async #apply(sources: readonly FileSource[], limits: ReadLimits): Promise<void> {
    if (this.#stopped || isDeepStrictEqual([sources, limits], [this.#sources, this.#limits])) {
      return;
    }
    this.#searches.callOff();
    this.#notices.close();
    this.#due.clear();
    this.#unsettled.clear();
    this.#readOut.clear();
    forgetOldProblems(this.#deps.problems, this.#sources ?? [], sources);
    this.#files.setSources(sources, limits);
    this.#sources = sources;
    this.#limits = limits;
    this.lookAtAll();
    this.#poll();
    await this.#searches.over(LONGEST_WAIT_MS);
  }

  #sweep(): void {
    if (this.#stopped) {
      return;
    }
    this.#searches.searchIfDue();
    this.#lookAtFiles();
    const rest = pollInterval(this.#files.count, this.#deps.options.sweepMs);
    this.#after('sweep', rest, () => this.#sweep());
  }

  #lookAtFiles(): void {
    this.#polled.clear();
    for (const follower of this.#files.all()) {
      this.#due.add(follower);
      if (this.#notices.isUnnoticed(follower.path)) {
        this.#polled.add(follower);
      }
    }
    this.#readSoon();
  }

  /** Looks at the files of which no notices come. */
  #poll(): void {
    if (this.#stopped) {
      return;
    }
    this.#polled.forEach((follower) => this.#due.add(follower));
    if (this.#polled.size > 0) {
      this.#readSoon();
    }
    this.#after('poll', this.#deps.options.pollMs, () => this.#poll());
  }

  #touched(path: string): void {
    const followers = this.#stopped ? [] : this.#files.concernedBy(path);
    if (followers.length > 0) {
      followers.forEach((follower) => this.#due.add(follower));
      this.#readSoon();
    }
  }

  #appeared(path: string): void {
    if (this.#stopped) {
      return;
    }
    const followers = this.#files.concernedBy(path);
    followers.forEach((follower) => this.#unsettled.add(follower));
    // What is behind a link may have been found elsewhere: only a search of everything tells.
    if (this.#notices.knows(path) || (followers.length === 0 && this.#files.mayStandBelow(path))) {
      this.#searches.changed(path);
      this.#mayHaveMore = true;
    }
    if (followers.length > 0 || this.#mayHaveMore) {
      this.#lookAgainSoon();
    }
  }

  #lookAtFilesBelow(folders: readonly string[]): void {
    folders.flatMap((folder) => this.#files.below(folder)).forEach((follower) => this.#due.add(follower));
    this.#readSoon();
  }

  #readSoon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = null;
      this.#readTurn();
    });
  }

  /** Reads a chunk of each file that has news, in turn, so that a flood in one does not starve the others. */
  #readTurn(): void {
    if (this.#stopped) {
      return;
    }
    if (!this.#deps.mayRead()) {
      this.#after('hold', HOLD_MS, () => this.#readSoon());
      return;
    }
    const until = performance.now() + TURN_MS;
    let chunks = 0;
    let looks = 0;
    const behind = new Set<PathFollower>();
    const readOut: PathFollower[] = [];
    for (const follower of this.#due) {
      this.#due.delete(follower);
      behind.delete(follower);
      const outcome = this.#files.advance(follower);
      chunks += outcome === 'more' ? 1 : 0;
      if (outcome === 'more' && follower.atEnd) {
        readOut.push(follower);
      } else if (outcome === 'more') {
        this.#due.add(follower);
        behind.add(follower);
      } else if (outcome === 'stuck' || follower.unsettled) {
        this.#unsettled.add(follower);
      }
      looks += 1;
      if (chunks >= CHUNKS_A_TURN || looks >= LOOKS_A_TURN || performance.now() >= until) {
        break;
      }
    }
    this.#endReading(readOut, behind.size > 0);
    this.#afterTurn();
  }

  /** What was found is written once nobody is behind. What cannot be was given back, and is read again: not at once, as it may take long. */
  #endReading(readOut: readonly PathFollower[], isBehind: boolean): void {
    if (isBehind || this.#deps.intake.flushMatches()) {
      this.#lookBack(readOut);
    } else {
      readOut.forEach((follower) => this.#unsettled.add(follower));
    }
  }

  #afterTurn(): void {
    if (this.#due.size > 0) {
      this.#readSoon();
    }
    if (this.#unsettled.size > 0) {
      this.#lookAgainSoon();
    }
    if (this.#files.haveChanged()) {
      this.#deps.changed();
    }
  }

  /** Of what came to a file while it was read to its end, no notice may come; who hears of what was found goes first. */
  #lookBack(followers: readonly PathFollower[]): void {
    if (followers.length > 0) {
      followers.forEach((follower) => this.#readOut.add(follower));
      this.#after('back', LOOK_BACK_MS, () => {
        this.#readOut.forEach((follower) => this.#due.add(follower));
        this.#readOut.clear();
        this.#readSoon();
      });
    }
  }

  #lookAgainSoon(): void {
    if (this.#stopped || this.#timers.has('soon')) {
      return;
    }
    this.#after('soon', this.#deps.intake.isBackingOff ? RESTING_MS : SOON_MS, () => {
      this.#unsettled.forEach((follower) => this.#due.add(follower));
      this.#unsettled.clear();
      if (this.#mayHaveMore) {
        this.#mayHaveMore = false;
        this.lookAtAll();
      }
      this.#readSoon();
    });
  }

  /** Does the task after a time, instead of what was to happen at another under this name. */
  #after(name: Timer, delayMs: number, task: () => void): void {
    this.#timers.get(name)?.();
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#timers.delete(name);
      task();
    });
    this.#timers.set(name, cancel);
  }
}
