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
  /** Called with the number of matches just written. */
  readonly written: (matches: number) => void;
}

/** Matches a block, decides on what was found, and commits that together with the position behind it. */
export class LineIntake implements Intake {
  readonly #parts: LineIntakeParts;

  constructor(parts: LineIntakeParts) {
    this.#parts = parts;
  }

  take(block: Block, after: FilePosition): boolean {
    const { desk, problems, rules } = this.#parts;
    const { matches, looksCp949 } = matchBlock(block, rules());
    const decide = (): DecidedMatches => desk.decideAll(matches, block.path, block.fileIds);
    const written = this.#commit(after, matches.length > 0 ? decide : () => null);
    if (!written) {
      return false;
    }
    if (looksCp949) {
      problems.raise('looks-cp949', block.path);
    }
    if (written.decided) {
      this.#tell(written.decided);
      this.#parts.written(matches.length);
    }
    return true;
  }

  keep(position: FilePosition): boolean {
    return this.#commit(position, () => null) !== null;
  }

  /** Null when the ledger cannot be used. */
  #commit(
    position: FilePosition,
    decide: () => DecidedMatches | null,
  ): { readonly decided: DecidedMatches | null } | null {
    const { ledger, problems, clock } = this.#parts;
    try {
      const decided = ledger.commit(() => {
        ledger.positions.save(position, clock.now());
        return decide();
      });
      problems.clear('ledger-unusable', '');
      return { decided };
    } catch (error) {
      problems.raise('ledger-unusable', '', { reason: errorCode(error) });
      return null;
    }
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
