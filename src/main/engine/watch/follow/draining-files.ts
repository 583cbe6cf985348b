import { isSystemFault } from '../../common/error-code';
import type { Clock } from '../../common/clock';
import { sameFile, type FileIdentity } from '../identity/file-id';
import type { LogReader, ReadOutcome } from '../reader/log-reader';

interface DrainingFile {
  readonly log: LogReader;
  /** Whether its grace time is over; told by a timer, as the time of day may be set. */
  isOver: boolean;
  readonly cancel: () => void;
}

/** Renamed and deleted files that are still read for a grace time, oldest first. */
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
      const cancel = this.#clock.after(this.#graceMs, () => (retiring.isOver = true));
      const retiring: DrainingFile = { log, isOver: false, cancel };
      return retiring;
    });
    this.#logs = [...this.#logs, ...added];
  }

  /** Looks at each file, and notes the identity it has by now. */
  refreshStats(): void {
    this.#logs.forEach(({ log }) => log.refreshStat());
  }

  /** Takes a file out that has its name back; null when it is not here. */
  reclaim(file: FileIdentity): LogReader | null {
    const back = this.#logs.find(({ log }) => sameFile(log.look, file));
    back?.cancel();
    this.#logs = this.#logs.filter((entry) => entry !== back);
    return back?.log ?? null;
  }

  /** Reads at most one chunk of each, and lets go of those whose time is over; `isFollowed` as for LogReader. */
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

/** A file that cannot be read any more (its device is gone, say) is let go of: its position stays for a restart. */
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
