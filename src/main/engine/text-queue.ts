import { version } from '../../../package.json';
import { ok, type Result } from '../../shared/common/result';
import type { ActionRefusal } from '../../shared/contract/text-actions';
import { composeTestText, countryCodeOf, numberOf, ownWords } from './alert/message/compose';
import type { Clock } from './common/clock';
import type { ProblemReporter } from './common/problems';
import type { EngineConfig } from './engine-api';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { TextPublisher } from './publisher';
import type { Sender } from './send/outbox/types';
import { createSender } from './send/sender';

/** What stands on the board for a single text. */
const TEXT_PROBLEMS = ['text-failed', 'text-unknown', 'text-refused'] as const;

/** What the texts are kept and sent with. */
export interface TextQueueDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly teller: TextPublisher;
  readonly sender: Sender;
}

/** Passes on that texts have come to be owed, and that a person has acted on some; the sender and the window hear of it. */
export class TextQueue {
  readonly #deps: TextQueueDeps;

  constructor(deps: TextQueueDeps) {
    this.#deps = deps;
  }

  /** Says how many texts are held since the ledger is a copy, or that there are none any more. */
  tellHeld(): void {
    const { ledger, problems } = this.#deps;
    const count = ledger.copies.count();
    if (count > 0) {
      problems.raise('texts-held', '', { count });
    } else {
      problems.clear('texts-held', '');
    }
  }

  /** These texts have come to be owed. */
  added(ids: readonly number[]): void {
    this.#deps.teller.changed(ids);
    this.#deps.sender.wake();
  }

  /** Sends a text again; `sure` also when the phone may then get it twice. */
  resend(id: number, sure: boolean): Result<undefined, ActionRefusal> {
    const { ledger, clock } = this.#deps;
    return this.#acted(id, ledger.texts.resend(id, clock.now(), sure));
  }

  /** Ends a text that is owed, reserved, or of which nobody knows whether it arrived. */
  drop(id: number): Result<undefined, ActionRefusal> {
    const { ledger, clock } = this.#deps;
    return this.#acted(id, ledger.texts.drop(id, clock.now()));
  }

  /** A person has sent these texts again or dropped them, here or on the command line: what was said of them is over. */
  actedOn(ids: readonly number[]): void {
    const { problems, teller, sender } = this.#deps;
    for (const id of ids) {
      TEXT_PROBLEMS.forEach((code) => problems.clear(code, `text:${id}`));
    }
    this.tellHeld();
    teller.changed(ids);
    sender.again();
  }

  #acted(id: number, outcome: Result<unknown, ActionRefusal>): Result<undefined, ActionRefusal> {
    if (outcome.ok) {
      this.actedOn([id]);
    }
    return outcome.ok ? ok(undefined) : outcome;
  }
}

/** What the engine's sender is given. */
export interface EngineSenderDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly config: () => EngineConfig;
  /** Called with the texts whose state has changed. */
  readonly changed: (ids: readonly number[]) => void;
}

/** The sender over the ledger's outbox, by the settings and keys as they are when it asks. */
export function engineSender(deps: EngineSenderDeps): Sender {
  const { ledger, clock, problems, health, config, changed } = deps;
  return createSender(
    {
      outbox: ledger.texts,
      clock,
      problems,
      health,
      access: () => config().access,
      numberOf: (id) => numberOf(config().settings, id),
      isGone: (id) => numberOf(config().settings, id) === null && !config().recipientsUnread,
      countryCodeOf: (id) => countryCodeOf(config().settings, id),
      files: ledger.sensFiles,
      imageOf: (hash) => ledger.images.find(hash),
      delivery: () => config().settings.delivery,
      compose: (message, recipientId) => composeTestText(config().settings, message, recipientId),
      words: () => ownWords(config().settings),
      changed,
    },
    { userAgent: USER_AGENT },
  );
}

/** How Logbell names itself to SENS. */
const USER_AGENT = `Logbell/${version}`;
