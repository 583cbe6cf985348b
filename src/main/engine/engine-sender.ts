import type { Clock } from './common/clock';
import type { EngineConfig } from './engine-api';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import { composeOwnText, countryCodeOf, numberOf, ownWords } from './alert/message/compose';
import type { ProblemBoard } from './common/problems';
import { createSender } from './send/sender';
import type { Sender } from './send/outbox/types';
import { USER_AGENT } from './user-agent';

/** What the engine's sender is given. */
export interface EngineSenderParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly problems: ProblemBoard;
  readonly health: LedgerHealth;
  readonly config: () => EngineConfig;
  /** Called with the texts whose state has changed. */
  readonly changed: (ids: readonly number[]) => void;
}

/** The sender over the ledger's outbox, by the settings and keys as they are when it asks. */
export function engineSender(parts: EngineSenderParts): Sender {
  const { ledger, clock, problems, health, config, changed } = parts;
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
      compose: (message, recipientId) => composeOwnText(config().settings, message, recipientId),
      words: () => ownWords(config().settings),
      changed,
    },
    { userAgent: USER_AGENT },
  );
}
