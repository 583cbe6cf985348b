import type { Decided } from './alert/alert-desk';
import type { Pause } from './alert/pause';
import type { Emit } from './events';
import type { Ledger } from './ledger/ledger';
import type { CompiledRule } from './match/compiled-rule';
import type { ProblemBoard } from './problems';

/** Entries of one commit told to the window at once; after a flood it reads the rest from the history itself. */
const ENTRIES_TOLD = 50;

/** What the teller is given. */
export interface DecisionTellerParts {
  readonly ledger: Ledger;
  readonly pause: Pause;
  readonly problems: ProblemBoard;
  readonly emit: Emit;
  readonly rules: () => readonly CompiledRule[];
  /** Called when texts have come to be owed. */
  readonly owed: (textIds: readonly number[]) => void;
  /** Called with the number of matches just written. */
  readonly written: (matches: number) => void;
  /** Called when what is due may have changed. */
  readonly remembered: () => void;
}

/** Tells what was decided, once it is committed. */
export class DecisionTeller {
  readonly #parts: DecisionTellerParts;

  constructor(parts: DecisionTellerParts) {
    this.#parts = parts;
  }

  tell({ events, heldByPause, matchIds, owed, forgot }: Decided): void {
    const { ledger, pause, emit, written, problems, remembered } = this.#parts;
    events.forEach(emit);
    pause.counted(heldByPause);
    forgot.forEach((ruleId) => problems.raise('too-many-keys', ruleId, { title: this.#titleOf(ruleId) }));
    for (const id of matchIds.slice(-ENTRIES_TOLD)) {
      const entry = ledger.history.match(id);
      if (entry) {
        emit({ event: 'history', entry });
      }
    }
    if (owed.length > 0) {
      this.#parts.owed(owed);
    }
    if (matchIds.length > 0) {
      written(matchIds.length);
    }
    remembered();
  }

  #titleOf(ruleId: string): string {
    return this.#parts.rules().find(({ rule }) => rule.id === ruleId)?.title ?? ruleId;
  }
}
