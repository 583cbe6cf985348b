import { isDeepStrictEqual } from 'node:util';
import type { FileSource } from '../../../shared/settings';
import type { FileStatus } from '../../../shared/status';
import { forgetOldProblems } from './file-problems';
import { FollowedFiles, type FollowedFilesParts } from './followed-files';
import type { LogFollower } from './log-follower';
import { WakeUp } from './wake-up';

/** Chunks read before other work gets its turn. */
const CHUNKS_A_TURN = 8;
/** Files looked at before other work gets its turn. */
const LOOKS_A_TURN = 256;
/** How soon a file that could not be taken in, or is being retired, is looked at again, ms. */
const SOON_MS = 250;
/** How long a start waits for the first notices, ms. */
const LONGEST_WAIT_FOR_NOTICES_MS = 1_000;
/** Many files are looked at less often: the time from one look at all of them to the next grows with their number, ms a file … */
const SWEEP_MS_A_FILE = 0.5;
/** … and with how long it took to look for new ones. */
const REST_FOR_DISCOVERY = 20;

/** What the watching is given. */
export interface WatcherParts extends FollowedFilesParts {
  /** Called when a file's state may have changed. */
  readonly changed: () => void;
}

/** Watches all files of the settings and hands their lines on. */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #files: FollowedFiles;
  /** To be looked at now, in turn. */
  readonly #due = new Set<LogFollower>();
  /** To be looked at again soon. */
  readonly #unsettled = new Set<LogFollower>();
  #sources: readonly FileSource[] | null = null;
  #wakeUp: WakeUp | null = null;
  #turn: NodeJS.Immediate | null = null;
  #cancelSweep: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;
  #mayHaveMore = false;
  #lastApply: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#files = new FollowedFiles(parts);
  }

  /**
   * Watches these files from now on; where reading stands is kept in the ledger, so nothing is lost in the change.
   * Changes are taken one after the other.
   */
  apply(sources: readonly FileSource[]): Promise<void> {
    const applied = this.#lastApply.then(() => this.#apply(sources));
    this.#lastApply = applied.catch(() => undefined);
    return applied;
  }

  /** How each file is being followed. */
  status(): FileStatus[] {
    return this.#files.status();
  }

  /** Looks at everything now: after a resume, or when the ledger can be written again. */
  lookAtAll(): void {
    this.#sweep();
  }

  /** Stops reading. What a deleted file still holds is taken in, as nobody can come back to it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSweep?.();
    this.#cancelSoon?.();
    if (this.#turn) {
      clearImmediate(this.#turn);
    }
    await this.#lastApply;
    await this.#wakeUp?.close();
    this.#due.clear();
    this.#files.close();
  }

  async #apply(sources: readonly FileSource[]): Promise<void> {
    if (this.#stopped || isDeepStrictEqual(sources, this.#sources)) {
      return;
    }
    await this.#wakeUp?.close();
    this.#wakeUp = null;
    this.#due.clear();
    this.#unsettled.clear();
    const { problems, options } = this.#parts;
    forgetOldProblems(problems, this.#sources ?? [], sources);
    problems.clear('watch-limit', '');
    this.#files.setSources(sources);
    this.#sources = sources;
    this.#wakeUp = new WakeUp(this.#files.patterns, options.polling, {
      touched: (path) => this.#touched(path),
      appeared: (path) => this.#appeared(path),
      limited: (reason) => problems.raise('watch-limit', '', { reason }),
    });
    this.#sweep();
    await this.#noticesCome(this.#wakeUp);
  }

  #sweep(): void {
    if (this.#stopped) {
      return;
    }
    this.#cancelSweep?.();
    const { clock, options } = this.#parts;
    const began = clock.now();
    this.#files.discover();
    const took = Math.max(0, clock.now() - began);
    for (const follower of this.#files.all()) {
      this.#due.add(follower);
    }
    this.#readSoon();
    const rest = Math.max(options.sweepMs, took * REST_FOR_DISCOVERY, this.#files.count * SWEEP_MS_A_FILE);
    this.#cancelSweep = clock.after(rest, () => this.#sweep());
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
    const follower = this.#stopped ? null : this.#files.at(path);
    if (follower) {
      this.#due.add(follower);
      this.#readSoon();
    }
  }

  /** What happened before the new path's own notices came is told by nobody. */
  #appeared(path: string | null): void {
    const follower = path === null ? null : this.#files.at(path);
    if (follower) {
      this.#unsettled.add(follower);
    } else {
      this.#mayHaveMore = true;
    }
    this.#lookAgainSoon();
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
    let chunks = 0;
    let looks = 0;
    for (const follower of this.#due) {
      this.#due.delete(follower);
      const outcome = this.#files.advance(follower);
      if (outcome === 'more') {
        this.#due.add(follower);
        chunks += 1;
      } else if (outcome === 'stuck' || follower.unsettled) {
        this.#unsettled.add(follower);
      }
      looks += 1;
      if (chunks >= CHUNKS_A_TURN || looks >= LOOKS_A_TURN) {
        break;
      }
    }
    if (this.#due.size > 0) {
      this.#readSoon();
    }
    if (this.#unsettled.size > 0) {
      this.#lookAgainSoon();
    }
    this.#parts.changed();
  }

  #lookAgainSoon(): void {
    if (this.#stopped) {
      return;
    }
    this.#cancelSoon ??= this.#parts.clock.after(SOON_MS, () => {
      this.#cancelSoon = null;
      this.#unsettled.forEach((follower) => this.#due.add(follower));
      this.#unsettled.clear();
      if (this.#mayHaveMore) {
        this.#mayHaveMore = false;
        this.#sweep();
      }
      this.#readSoon();
    });
  }
}
