import type { Clock } from '../common/clock';
import type { FollowedFiles } from './followed-files';
import type { WatchOptions } from './discovery/watch-options';
import type { ChangeEvents } from './discovery/change-events';
import { SlicedWork } from './discovery/sliced-work';
import { discoveryInterval } from './discovery/limits';

/** Whatever is told, everything is searched again only after so many times as long as it took, … */
const REST_FOR_SEARCH = 50;
/** … or after so long, ms. */
const LONGEST_REST_MS = 60_000;
/** A first search that takes no longer is made again at the next look, ms. */
const BRIEF_MS = 50;

/** What is searched with, and who hears of it. */
export interface SearchScheduleDeps {
  readonly files: Pick<FollowedFiles, 'search' | 'searchBelow'>;
  readonly events: Pick<ChangeEvents, 'beginSearch' | 'endSearch' | 'isWatching'>;
  readonly clock: Clock;
  readonly options: Pick<WatchOptions, 'sweepMs' | 'polling'>;
  /** Called when a search of everything has ended later than it was asked for. */
  readonly found: () => void;
  /** Called when folders came, went or were replaced, and again when they were searched. */
  readonly changedBelow: (folders: readonly string[]) => void;
}

/** Searches for files: everywhere from time to time, and at once in folders that came or were replaced. Other work goes on meanwhile. */
export class SearchSchedule {
  readonly #deps: SearchScheduleDeps;
  /** When everything is to be searched again, and not before when, on the clock of `performance.now()`. */
  #dueAt = 0;
  #notBefore = 0;
  /** The first search also asks for all notices: if it was brief, it tells little of how long the next will take. */
  #isFirst = true;
  #search: SlicedWork<void> | null = null;
  #searchBelow: SlicedWork<void> | null = null;
  /** Where folders may have come or gone. */
  readonly #changed = new Set<string>();
  #cancelBelow: (() => void) | null = null;

  constructor(deps: SearchScheduleDeps) {
    this.#deps = deps;
  }

  /** Resolves once the search of everything that goes on is over, or after a time. */
  async over(longestMs: number): Promise<void> {
    let cancel = (): void => undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(longestMs, resolve);
    });
    await Promise.race([this.#search?.over, enough]);
    cancel();
  }

  /** Everything is to be searched at the next opportunity. */
  want(): void {
    this.#dueAt = 0;
  }

  /** Searches everything, if that is due; in a large tree that goes on for a while after this. */
  searchIfDue(): void {
    const isDue = performance.now() >= Math.max(this.#dueAt, this.#notBefore);
    if (!isDue || this.#search?.isOver === false) {
      return;
    }
    // What is told from now on may call for another.
    this.#dueAt = Infinity;
    this.#deps.events.beginSearch();
    let isLate = false;
    this.#search = new SlicedWork(this.#deps.files.search(), (_found, tookMs) => {
      this.#searched(tookMs);
      if (isLate) {
        this.#deps.found();
      }
    });
    isLate = true;
  }

  /** A folder may have come to stand at this path, or gone from it. */
  changed(path: string): void {
    this.#changed.add(path);
    if (this.#searchBelow?.isOver !== false && this.#cancelBelow === null) {
      this.#lookBelowIn(0);
    }
  }

  /** Calls off what goes on; the next search is due at once. */
  callOff(): void {
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
    // Rests of up to one sweep count as none: the search is then made at each.
    const isCold = this.#isFirst && tookMs < BRIEF_MS;
    const rest = isCold ? 0 : discoveryInterval(tookMs, options.sweepMs, !options.polling) - options.sweepMs;
    this.#isFirst = false;
    this.#dueAt = Math.min(this.#dueAt, now + rest);
    this.#notBefore = now + Math.min(LONGEST_REST_MS, tookMs * REST_FOR_SEARCH);
  }

  #lookBelowIn(delayMs: number): void {
    this.#cancelBelow = this.#deps.clock.after(delayMs, () => {
      this.#cancelBelow = null;
      this.#lookBelow();
    });
  }

  #lookBelow(): void {
    const paths = Array.from(this.#changed);
    this.#changed.clear();
    if (paths.length === 0) {
      return;
    }
    const { files, events, changedBelow } = this.#deps;
    changedBelow(paths.filter((path) => events.isWatching(path)));
    this.#searchBelow = new SlicedWork(files.searchBelow(paths), (_found, tookMs) => {
      changedBelow(paths);
      // Whoever makes folders without end gets half of the time at most.
      this.#lookBelowIn(tookMs);
    });
  }
}
