import { isSystemFault } from '../../error-code';
import type { Clock } from '../clock';
import { sameFile, type FileIdentity } from './file-identity';
import type { OpenLog, ReadOutcome } from './open-log';

interface RetiringLog {
  readonly log: OpenLog;
  /** ms since 1970. */
  readonly until: number;
}

/** Renamed and deleted files that are still read for a grace time, oldest first. */
export class RetiringLogs {
  readonly #clock: Clock;
  readonly #graceMs: number;
  #logs: readonly RetiringLog[] = [];

  constructor(clock: Clock, graceMs: number) {
    this.#clock = clock;
    this.#graceMs = graceMs;
  }

  get any(): boolean {
    return this.#logs.length > 0;
  }

  add(...logs: readonly OpenLog[]): void {
    const until = this.#clock.now() + this.#graceMs;
    this.#logs = [...this.#logs, ...logs.map((log) => ({ log, until }))];
  }

  /** Takes a file out that has its name back; null when it is not here. */
  takeBack(file: FileIdentity): OpenLog | null {
    const back = this.#logs.find(({ log }) => sameFile(log.look, file));
    this.#logs = this.#logs.filter((entry) => entry !== back);
    return back?.log ?? null;
  }

  /** Reads at most one chunk of each, and lets go of those whose time is over. */
  read(): ReadOutcome {
    const outcomes = new Map<OpenLog, ReadOutcome>();
    const now = this.#clock.now();
    this.#logs = this.#logs.filter(({ log, until }) => {
      const outcome = readOrDrop(log);
      if (outcome === 'dropped' || (outcome === 'idle' && now >= until && log.finish())) {
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
    this.#logs.forEach(({ log }) => log.close());
    this.#logs = [];
  }
}

/** A file that cannot be read any more (its device is gone, say) is let go of: its position stays for a restart. */
function readOrDrop(log: OpenLog): ReadOutcome | 'dropped' {
  try {
    return log.read();
  } catch (error) {
    if (isSystemFault(error)) {
      return 'dropped';
    }
    throw error;
  }
}
