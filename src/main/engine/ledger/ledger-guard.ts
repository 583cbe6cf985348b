import type { Clock } from '../common/clock';
import { repeatEvery } from '../common/repeat';
import type { Ledger } from './ledger';
import type { PlaceReport } from './file/ledger-place';
import type { LedgerFault } from './file/database';
import type { ProblemReporter } from '../common/problems';
import { unlessLedgerFault } from './ledger-health';

/** Interval between two checks of the ledger's files, ms. */
const LOOK_MS = 1_000;

export interface LedgerGuardDeps {
  readonly ledger: Pick<Ledger, 'look'>;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  /** Called once when another Logbell has the ledger or its place: this one must end. */
  readonly lost: (fault: LedgerFault) => void;
}

/** Reports when the ledger's files were deleted, moved or replaced while in use, and what Logbell did about it. */
export class LedgerGuard {
  readonly #deps: LedgerGuardDeps;
  #isLost = false;
  #cancel: () => void = () => undefined;

  constructor(deps: LedgerGuardDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#cancel = repeatEvery(this.#deps.clock, LOOK_MS, () => this.#look(false));
  }

  /** Checks a last time: files that were deleted a moment ago are written again before the ledger is closed. */
  stop(): void {
    this.#cancel();
    this.#isLost = true;
    this.#look(true);
  }

  #look(insist: boolean): void {
    const { ledger } = this.#deps;
    unlessLedgerFault(() => ledger.look(insist).forEach((report) => this.#report(report)), undefined);
  }

  #report(report: PlaceReport): void {
    const { problems, lost } = this.#deps;
    if (report.kind === 'restored') {
      problems.note('ledger-restored', '', { file: report.file });
    }
    if ((report.kind === 'kept' || report.kind === 'lost') && report.kept !== null) {
      problems.raise('ledger-replaced', '', { file: report.file, kept: report.kept });
    } else {
      problems.clear('ledger-replaced', '');
    }
    if (report.kind === 'unwritten') {
      problems.raise('ledger-deleted', '', { file: report.file, reason: report.reason });
    } else {
      problems.clear('ledger-deleted', '');
    }
    if (report.kind === 'lost' && !this.#isLost) {
      this.#isLost = true;
      lost({ code: 'ledger-in-use', reason: '' });
    }
  }
}
