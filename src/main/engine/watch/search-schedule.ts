import type { Clock } from '../common/clock';
import type { FollowedFiles } from './followed-files';
import type { WatchOptions } from './discovery/watch-options';
import type { ChangeEvents } from './discovery/change-events';
import { SlicedWork } from './discovery/sliced-work';
import { discoveryInterval } from './discovery/limits';

/** Shortest pause between two searches of everything, as a multiple of the time that one takes. */
const MIN_PAUSE_FACTOR = 50;
/** Upper limit of that shortest pause, ms. */
const MAX_MIN_PAUSE_MS = 60_000;
/** Duration up to which the first search is repeated at the next opportunity, ms. */
const BRIEF_MS = 500;

export interface SearchScheduleDeps {
  readonly files: Pick<FollowedFiles, 'search' | 'searchBelow'>;
  readonly events: Pick<ChangeEvents, 'beginSearch' | 'endSearch' | 'isWatching'>;
  readonly clock: Clock;
  readonly options: Pick<WatchOptions, 'sweepMs' | 'polling'>;
  /** Called when a search of everything ends in a later turn than it started. */
  readonly foundLater: () => void;
  /** Called when folders appeared, disappeared or were replaced, and again once they are searched. */
  readonly changedBelow: (folders: readonly string[]) => void;
}

/** Schedules searches for files: everywhere from time to time, at once in folders that appeared or were replaced. */
export class SearchSchedule {
  readonly #deps: SearchScheduleDeps;
  /** Time of the next search of everything (`performance.now()`). */
  #dueAt = 0;
  /** Earliest time of that search, whatever asks for it. */
  #notBefore = 0;
  /** The first search also sets up all watches, so its duration says little about the next one. */
  #isFirst = true;
  #search: SlicedWork<void> | null = null;
  #searchBelow: SlicedWork<void> | null = null;
  /** Paths at which folders may have appeared or disappeared. */
  readonly #changed = new Set<string>();
  #cancelBelow: (() => void) | null = null;

  constructor(deps: SearchScheduleDeps) {
    this.#deps = deps;
  }

  /** Resolves once the current search of everything is over, or after this time (ms). */
  async whenDone(longestMs: number): Promise<void> {
    let cancel = (): void => undefined;
    const timeout = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(longestMs, resolve);
    });
    await Promise.race([this.#search?.outcome, timeout]);
    cancel();
  }

  /** Requests a search of everything at the next opportunity. */
  request(): void {
    this.#dueAt = 0;
  }

  /** Starts a search of everything if one is due; in a large tree it continues after this call. */
  searchIfDue(): void {
    const isDue = performance.now() >= Math.max(this.#dueAt, this.#notBefore);
    if (!isDue || this.#search?.isDone === false) {
      return;
    }
    // Events from now on may request another.
    this.#dueAt = Infinity;
    this.#deps.events.beginSearch();
    let isLate = false;
    this.#search = new SlicedWork(this.#deps.files.search(), (_found, tookMs) => {
      this.#searched(tookMs);
      if (isLate) {
        this.#deps.foundLater();
      }
    });
    isLate = true;
  }

  /** Notes that a folder may have appeared at this path, or disappeared from it. */
  changed(path: string): void {
    this.#changed.add(path);
    if (this.#searchBelow?.isDone !== false && this.#cancelBelow === null) {
      this.#searchBelowIn(0);
    }
  }

  /** Cancels current searches; the next one is due at once. */
  cancel(): void {
    this.#search?.cancel();
    this.#searchBelow?.cancel();
    this.#cancelBelow?.();
    this.#cancelBelow = null;
    this.#changed.clear();
    this.#notBefore = 0;
    this.#isFirst = true;
  }

  #searched(tookMs: number): void {
    const { events, options } = this.#deps;
    events.endSearch();
    const now = performance.now();
    // A pause of up to one sweep counts as none: each sweep searches then.
    const isWarmUp = this.#isFirst && tookMs < BRIEF_MS;
    const pauseMs = isWarmUp ? 0 : discoveryInterval(tookMs, options.sweepMs, !options.polling) - options.sweepMs;
    this.#isFirst = false;
    this.#dueAt = Math.min(this.#dueAt, now + pauseMs);
    this.#notBefore = isWarmUp ? 0 : now + Math.min(MAX_MIN_PAUSE_MS, tookMs * MIN_PAUSE_FACTOR);
  }

  #searchBelowIn(delayMs: number): void {
    this.#cancelBelow = this.#deps.clock.after(delayMs, () => {
      this.#cancelBelow = null;
      this.#searchChanged();
    });
  }

  #searchChanged(): void {
    const paths = Array.from(this.#changed);
    this.#changed.clear();
    if (paths.length === 0) {
      return;
    }
    const { files, events, changedBelow } = this.#deps;
    changedBelow(paths.filter((path) => events.isWatching(path)));
    this.#searchBelow = new SlicedWork(files.searchBelow(paths), (_found, tookMs) => {
      changedBelow(paths);
      // Leaves half of the time to other work, however many folders somebody makes.
      this.#searchBelowIn(tookMs);
    });
  }
}
