import { ok, type Result } from '../../shared/common/result';
import type { ActionRefusal } from '../../shared/contract/delivery/text-actions';
import type { Clock } from './common/clock';
import type { ProblemReporter } from './common/problems';
import type { Ledger } from './ledger/ledger';
import type { TextPublisher } from './publisher';
import type { Sender } from './send/outbox/types';

/** Problems of a single text. */
const TEXT_PROBLEMS = ['text-failed', 'text-unknown', 'text-refused'] as const;

export interface TextQueueDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly publisher: TextPublisher;
  readonly sender: Sender;
}

/** Passes new texts and a person's actions on texts to the sender and the window. */
export class TextQueue {
  readonly #deps: TextQueueDeps;

  constructor(deps: TextQueueDeps) {
    this.#deps = deps;
  }

  /** Shows how many texts and messages are held because the ledger is a copy, or that none are any more. */
  showHeld(): void {
    const { ledger, problems } = this.#deps;
    const { texts, messages } = ledger.copies.count();
    const count = texts + messages;
    if (count > 0) {
      const context = texts === 0 ? { context: 'messages' } : { context: 'both', texts, messages };
      problems.raise('texts-held', '', { count, ...(messages > 0 && context) });
    } else {
      problems.clear('texts-held', '');
    }
  }

  /** Sends texts that were queued. */
  added(ids: readonly number[]): void {
    this.#deps.publisher.changed(ids);
    this.#deps.sender.wake();
  }

  /** Sends a text again; `sure` allows it even if the phone may then get it twice. */
  resend(id: number, sure: boolean): Result<undefined, ActionRefusal> {
    const { ledger, clock } = this.#deps;
    return this.#handled(id, ledger.texts.resend(id, clock.now(), sure));
  }

  /** Cancels a text that is queued, scheduled or unconfirmed. */
  drop(id: number): Result<undefined, ActionRefusal> {
    const { ledger, clock } = this.#deps;
    return this.#handled(id, ledger.texts.drop(id, clock.now()));
  }

  /** Handles texts that a person has resent or canceled, here or on the command line: their problems are over. */
  handleActions(ids: readonly number[]): void {
    const { ledger, problems, publisher, sender } = this.#deps;
    for (const id of ids) {
      TEXT_PROBLEMS.forEach((code) => problems.clear(code, `text:${id}`));
      problems.clear('channel-unconfirmed', ledger.texts.find(id)?.channel ?? '');
    }
    this.showHeld();
    publisher.changed(ids);
    sender.again();
  }

  #handled(id: number, outcome: Result<unknown, ActionRefusal>): Result<undefined, ActionRefusal> {
    if (outcome.ok) {
      this.handleActions([id]);
    }
    return outcome.ok ? ok(undefined) : outcome;
  }
}
