import { isSystemFault } from '../../common/error-code';
import type { Clock } from '../../common/clock';
import { sameFile, type FileIdentity } from '../identity/file-id';
import type { LogReader, ReadOutcome } from '../reader/log-reader';

interface DrainingFile {
  readonly log: LogReader;
  /** True once the grace time is over; set by a timer, as the time of day may be set. */
  isOver: boolean;
  readonly cancel: () => void;
}

/** Renamed and deleted files that are still read until a grace time is over, oldest first. */
export class DrainingFiles {
  readonly #clock: Clock;
  readonly #graceMs: number;
  #logs: readonly DrainingFile[] = [];

  constructor(clock: Clock, graceMs: number) {
    this.#clock = clock;
    this.#graceMs = graceMs;
  }

  get any(): boolean {
    return this.#logs.length > 0;
  }

  add(...logs: readonly LogReader[]): void {
    const added = logs.map((log) => {
      const cancel = this.#clock.after(this.#graceMs, () => (file.isOver = true));
      const file: DrainingFile = { log, isOver: false, cancel };
      return file;
    });
    this.#logs = [...this.#logs, ...added];
  }

  /** Stats each file again and updates its identity. */
  refreshStats(): void {
    this.#logs.forEach(({ log }) => log.refreshStat());
  }

  /** Removes a file that has its name back; null if it is not here. */
  reclaim(file: FileIdentity): LogReader | null {
    const found = this.#logs.find(({ log }) => sameFile(log.look, file));
    found?.cancel();
    this.#logs = this.#logs.filter((entry) => entry !== found);
    return found?.log ?? null;
  }

  /** Reads at most one chunk of each file, and closes those whose time is over; `isFollowed` as for LogReader. */
  read(isFollowed: boolean): ReadOutcome {
    const outcomes = new Map<LogReader, ReadOutcome>();
    this.#logs = this.#logs.filter(({ log, isOver, cancel }) => {
      const outcome = readOrDrop(log);
      if (outcome === 'dropped' || (outcome === 'idle' && isOver && !log.isBeingRewritten && log.finish(isFollowed))) {
        cancel();
        log.close();
        return false;
      }
      outcomes.set(log, outcome);
      return true;
    });
    const all = Array.from(outcomes.values());
    return all.find((outcome) => outcome === 'stuck') ?? all.find((outcome) => outcome === 'more') ?? 'idle';
  }

  close(): void {
    this.#logs.forEach(({ log, cancel }) => {
      cancel();
      log.close();
    });
    this.#logs = [];
  }
}

/** Reads a chunk; drops a file that fails (its device is gone, say), whose position stays saved for a restart. */
function readOrDrop(log: LogReader): ReadOutcome | 'dropped' {
  try {
    return log.read();
  } catch (error) {
    if (isSystemFault(error)) {
      return 'dropped';
    }
    throw error;
  }
}
