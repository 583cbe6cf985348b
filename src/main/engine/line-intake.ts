import type { AlertDesk, DecidedMatches } from './alert/alert-desk';
import type { Pause } from './alert/pause';
import type { Clock } from './clock';
import type { Emit } from './events';
import type { Ledger } from './ledger/ledger';
import { errorCode } from '../error-code';
import type { FilePosition } from './ledger/positions';
import type { CompiledRule } from './match/compiled-rule';
import { matchBlock } from './match/match-block';
import type { ProblemBoard } from './problems';
import type { Block } from './watch/block-lines';
import type { Intake } from './watch/intake';

/** Entries of one block told to the window at once; after a flood it reads the rest from the history itself. */
const ENTRIES_TOLD = 50;

/** What the intake is given. */
export interface LineIntakeParts {
  readonly ledger: Ledger;
  readonly desk: AlertDesk;
  readonly pause: Pause;
  readonly problems: ProblemBoard;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly rules: () => readonly CompiledRule[];
  /** Called when texts have come to be owed. */
  readonly owed: (textIds: readonly number[]) => void;
}

/** Matches a block, decides on what was found, and commits that together with the position behind it. */
export class LineIntake implements Intake {
  readonly #parts: LineIntakeParts;

  constructor(parts: LineIntakeParts) {
    this.#parts = parts;
  }

  take(block: Block, after: FilePosition): boolean {
    const { ledger, desk, problems, clock, rules } = this.#parts;
    const { matches, looksCp949 } = matchBlock(block, rules());
    let decided: DecidedMatches | null = null;
    try {
      decided = ledger.commit(() => {
        ledger.positions.save(after, clock.now());
        return matches.length > 0 ? desk.decideAll(matches, block.path, block.fileIds) : null;
      });
    } catch (error) {
      problems.raise('ledger-unusable', '', { reason: errorCode(error) });
      return false;
    }
    problems.clear('ledger-unusable', '');
    if (looksCp949) {
      problems.raise('looks-cp949', block.path);
    }
    if (decided) {
      this.#tell(decided);
    }
    return true;
  }

  #tell(decided: DecidedMatches): void {
    const { ledger, pause, emit, owed } = this.#parts;
    decided.events.forEach(emit);
    pause.counted(decided.heldByPause);
    for (const id of decided.matchIds.slice(-ENTRIES_TOLD)) {
      const entry = ledger.history.match(id);
      if (entry) {
        emit({ event: 'history', entry });
      }
    }
    if (decided.owed.length > 0) {
      owed(decided.owed);
    }
  }
}
