import type { Translate } from '../../../shared/i18n/translator';
import type { DeliverySettings, SensSettings } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import type { Composed, Outbox } from '../ledger/tables/types';
import type { LedgerHealth } from '../ledger/ledger-health';
import type { ProblemBoard } from '../common/problems';
import type { MmsImage, SensFileRecords } from './sens-file-records';

/** What it takes to speak to SENS, or why that cannot be. Read anew for every request, so that changed keys count at once. */
export interface SensAccess {
  /** Scheme and host, without a slash at the end. */
  readonly baseUrl: string;
  readonly serviceId: string;
  /** The registered sender number, digits only. */
  readonly from: string;
  readonly contentType: SensSettings['contentType'];
  readonly accessKey: string;
  readonly secretKey: string;
  readonly practice: boolean;
}

/** What the sender is given. */
export interface SenderParts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly problems: ProblemBoard;
  readonly health: LedgerHealth;
  /** Null while keys or settings are missing: texts then stay owed. */
  readonly access: () => SensAccess | null;
  /** The number of a recipient, digits only; null when it is no longer in the settings. */
  readonly numberOf: (recipientId: string) => string | null;
  /** True when the settings certainly have this recipient no more; one that only cannot be read there may come back. */
  readonly isGone: (recipientId: string) => boolean;
  /** The country code of a recipient; Korea's when it is no longer in the settings. */
  readonly countryCodeOf: (recipientId: string) => string;
  /** What SENS keeps for us. */
  readonly files: SensFileRecords;
  /** The picture an MMS carries, by the hash its text names; null when it is gone. */
  readonly imageOf: (hash: string) => MmsImage | null;
  readonly delivery: () => DeliverySettings;
  /** Makes a message fit to be sent to a recipient. */
  readonly compose: (message: string, recipientId: string) => Composed;
  /** The words of a message that Logbell itself writes. */
  readonly words: () => Translate;
  /** Called after texts have changed state, with their ids. */
  readonly changed: (textIds: readonly number[]) => void;
}

/** The stage that brings owed texts to the phone. */
export interface Sender {
  /** Loads what the first text would have to wait for: some 90 ms of work, which would hold up the reading as well. */
  load(): Promise<void>;
  /** Looks into the outbox now: something is owed. */
  wake(): void;
  /** Tries again what SENS refused: settings have changed, or a person has asked for it. */
  again(): void;
  /** Takes nothing new, gives requests in flight up to `graceMs`, then lets go. */
  stop(graceMs: number): Promise<void>;
}
