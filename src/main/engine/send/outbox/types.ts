import type { Translate } from '../../../../shared/i18n/translator';
import type { DeliverySettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { Composed, Outbox } from '../../ledger/tables/types';
import { RETRY_BOUNDS, type RetryBounds } from '../flow/backoff';
import type { ExchangeTimeouts } from '../sens/http';
import type { MmsImage, SensAccess, SensFileRecords } from '../sens/types';

/** Dependencies of the sender. */
export interface SenderDeps {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  /** Returns null while keys or settings are missing: texts stay queued. */
  readonly access: () => SensAccess | null;
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
  /** Preloads what the first text needs: about 90 ms of work that would also block log reading. */
  load(): Promise<void>;
  /** Checks the outbox now. */
  wake(): void;
  /** Retries refused texts: settings have changed, or a person asked for it. */
  again(): void;
  /** Starts nothing new, waits up to `graceMs` for requests in flight, then closes. */
  stop(graceMs: number): Promise<void>;
}

/** Delays and limits of the sender, ms. */
export interface SenderOptions {
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly timeouts: ExchangeTimeouts;
  /** Delays between attempts while SENS is unreachable or asks to wait. */
  readonly retry: RetryBounds;
  /** Delay before receipts are polled again with a refused key. */
  readonly refusedRetryMs: number;
  /** Minimum time between two texts tried with a refused key, permission or service; a refused text is not retried. */
  readonly refusedQuietMs: number;
  /** Delays between polls for a receipt; the last one repeats. */
  readonly receiptDelaysMs: readonly number[];
  /** Time without a receipt after which a text is given up. */
  readonly receiptGiveUpMs: number;
  /** The same in practice mode, where a restart forgets sent texts. */
  readonly practiceGiveUpMs: number;
  /** Delays between lookups of an unconfirmed text; the last one repeats. */
  readonly lookupDelaysMs: readonly number[];
  /** Number of empty lookups, over at least `lookupSettleMs`, after which a text counts as not accepted. */
  readonly lookupEmpties: number;
  readonly lookupSettleMs: number;
  /** Time a text waits for the lookup of an earlier one to the same recipient, before it is sent first. */
  readonly lookupHoldMs: number;
}

export const SENDER_DEFAULTS: SenderOptions = {
  userAgent: 'Logbell',
  random: Math.random,
  timeouts: { connectMs: 10_000, answerMs: 10_000 },
  retry: RETRY_BOUNDS,
  refusedRetryMs: 600_000,
  refusedQuietMs: 60_000,
  receiptDelaysMs: [2_000, 5_000, 10_000, 30_000, 60_000],
  receiptGiveUpMs: 3_600_000,
  practiceGiveUpMs: 60_000,
  lookupDelaysMs: [2_000, 5_000, 15_000],
  lookupEmpties: 3,
  lookupSettleMs: 20_000,
  lookupHoldMs: 30_000,
};
