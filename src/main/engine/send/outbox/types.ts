import type { Translate } from '../../../../shared/i18n/translator';
import type { DeliverySettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { Composed, Outbox } from '../../ledger/tables/outbox/types';
import type { MmsImage, SensAccess, SensFileRecords } from '../sens/types';

/** Dependencies of the sender. */
export interface SenderDeps {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  /** Returns null while keys or settings are missing: texts stay queued. */
  readonly access: () => SensAccess | null;
  /** True while the access is about to come: queued texts are then not marked. */
  readonly accessPending?: () => boolean;
  /** Number of a recipient, digits only; null if the settings do not have it. */
  readonly numberOf: (recipientId: string) => string | null;
  /** True if the recipient was removed from the settings; false if the settings are only unreadable now. */
  readonly isGone: (recipientId: string) => boolean;
  /** Country code of a recipient; Korea's if the recipient is not in the settings. */
  readonly countryCodeOf: (recipientId: string) => string;
  /** Records of files uploaded to SENS. */
  readonly files: SensFileRecords;
  /** Picture of an MMS by its content hash; null when it is gone. */
  readonly imageOf: (hash: string) => MmsImage | null;
  readonly delivery: () => DeliverySettings;
  /** Fits a message to the limits of a recipient's texts. */
  readonly compose: (message: string, recipientId: string) => Composed;
  /** Translator for messages that Logbell itself writes. */
  readonly words: () => Translate;
  /** Called with the ids of texts that have changed state. */
  readonly changed: (textIds: readonly number[]) => void;
}

/** The stage that sends queued texts. */
export interface Sender {
  /** Checks the outbox now. */
  wake(): void;
  /** Retries refused texts: settings have changed, or a person asked for it. */
  again(): void;
  /** Starts nothing new, waits up to `graceMs` for requests in flight, then closes. */
  stop(graceMs: number): Promise<void>;
}
