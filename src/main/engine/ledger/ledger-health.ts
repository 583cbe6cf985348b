import { errorCode, isDatabaseFault, LEDGER_TAKEN } from '../common/error-code';
import type { Clock } from '../common/clock';
import { sampleFault } from './file/disk-sample';
import { faultParams } from './file/database';
import type { ProblemReporter } from '../common/problems';

/** Parts of the engine that read and write the ledger. */
export type LedgerUser = 'lines' | 'alerts' | 'files' | 'texts' | 'policy' | 'check';

/** The parts of the health check. */
export interface LedgerHealthDeps {
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  /** The folder of the ledger. */
  readonly folder: string;
  /** Commits something to the ledger. Throws what the ledger says. */
  readonly tryOut: () => void;
}

/** Interval between two tries while somebody could not use the ledger, ms. */
const TRY_OUT_MS = 5_000;
/** Errno of each disk fault (errno(3)). */
const ERRNO = { full: 'ENOSPC', quota: 'EDQUOT', readonly: 'EROFS' } as const;
/** Number of successful tries without another failure after which a user has nothing left to write. */
const SILENT_TRIES = 3;

/**
 * Raises one problem while any user cannot read or write the ledger, with the reason. It ends once each of them has
 * written again, or has nothing left to write.
 */
export class LedgerHealth {
  readonly #deps: LedgerHealthDeps;
  /** Users that failed, with the number of successful tries since. */
  readonly #failing = new Map<LedgerUser, number>();
  /** True if the disk accepted no write the last time. */
  #isDiskAtFault = false;
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(deps: LedgerHealthDeps) {
    this.#deps = deps;
  }

  /** Writes to the ledger, which ends the user's problem; returns `otherwise` on a ledger fault, which raises it. */
  write<Value>(user: LedgerUser, work: () => Value, otherwise: Value): Value {
    return this.read(
      user,
      () => {
        const written = work();
        this.worked(user);
        return written;
      },
      otherwise,
    );
  }

  /** Reads from the ledger; returns `otherwise` on a ledger fault. A full disk can be read: success ends no problem. */
  read<Value>(user: LedgerUser, work: () => Value, otherwise: Value): Value {
    try {
      return work();
    } catch (error) {
      this.reportFault(user, error);
      return otherwise;
    }
  }

  /** Raises the problem for a ledger fault; rethrows any other error. */
  reportFault(user: LedgerUser, error: unknown): void {
    if (!isDatabaseFault(error)) {
      throw error;
    }
    this.failed(user, error);
  }

  failed(user: LedgerUser, error: unknown): void {
    const reason = errorCode(error);
    // LedgerGuard reports a ledger that another Logbell owns.
    if (reason === LEDGER_TAKEN) {
      return;
    }
    const { folder, problems } = this.#deps;
    const params = faultParams({ code: 'ledger-unusable', reason, folder });
    this.#isDiskAtFault = 'context' in params;
    problems.raise('ledger-unusable', '', params);
    this.#failing.set(user, 0);
    if (!this.#isStopped) {
      this.#cancel ??= this.#tryOutLater();
    }
  }

  worked(user: LedgerUser): void {
    if (this.#failing.delete(user)) {
      this.#clearIfWell();
    }
  }

  /** False while the disk accepts no writes: a retry would fail, too. */
  mayTryAgain(): boolean {
    this.#isDiskAtFault &&= sampleFault(this.#deps.folder) !== null;
    return !this.#isDiskAtFault;
  }

  /**
   * True if the ledger takes a write now, and its disk one of a new file: small commits fit in the old ones. Raises the
   * problem otherwise, unless another process only keeps the ledger busy.
   */
  isWritable(): boolean {
    const fault = sampleFault(this.#deps.folder);
    if (fault !== null) {
      this.failed('check', { code: ERRNO[fault] });
      return false;
    }
    try {
      this.#deps.tryOut();
    } catch (error) {
      if (!isDatabaseFault(error) || !errorCode(error).startsWith('SQLITE_BUSY')) {
        this.reportFault('check', error);
      }
      return false;
    }
    this.worked('check');
    return true;
  }

  /** Tries the ledger no more, which may be closed after it. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  #tryOutLater(): () => void {
    return this.#deps.clock.after(TRY_OUT_MS, () => {
      this.#cancel = null;
      if (this.#worksAgain()) {
        this.#countSilence();
      }
      if (this.#failing.size > 0) {
        this.#cancel = this.#tryOutLater();
      }
    });
  }

  #worksAgain(): boolean {
    if (!this.mayTryAgain()) {
      return false;
    }
    try {
      this.#deps.tryOut();
      return true;
    } catch {
      return false;
    }
  }

  #countSilence(): void {
    for (const [user, tries] of Array.from(this.#failing)) {
      if (tries + 1 < SILENT_TRIES) {
        this.#failing.set(user, tries + 1);
      } else {
        this.#failing.delete(user);
      }
    }
    this.#clearIfWell();
  }

  #clearIfWell(): void {
    if (this.#failing.size === 0) {
      this.#cancel?.();
      this.#cancel = null;
      this.#deps.problems.clear('ledger-unusable', '');
    }
  }
}

/** Does what can wait while the ledger cannot be used; its writers raise the problem. Returns `otherwise` on a fault. */
export function unlessLedgerFault<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch (error) {
    if (!isDatabaseFault(error)) {
      throw error;
    }
    return otherwise;
  }
}
