import type { Translate } from '../../../../shared/i18n/translator';
import type { DeliverySettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { Composed, Outbox } from '../../ledger/tables/types';
import { RETRY_BOUNDS, type RetryBounds } from '../flow/backoff';
import type { ExchangeTimeouts } from '../sens/http';
import type { MmsImage, SensAccess, SensFileRecords } from '../sens/types';

/** What the sender is given. */
export interface SenderDeps {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
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

/** How the sender waits. All times in ms. */
export interface SenderOptions {
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly timeouts: ExchangeTimeouts;
  /** Between tries while SENS is out of reach or asks to wait. */
  readonly retry: RetryBounds;
  /** Before SENS is asked again for receipts with a key that it refused. */
  readonly refusedRetryMs: number;
  /** Least time between two texts that are tried with a refused key, right or service; one that was refused is not tried again. */
  readonly refusedQuietMs: number;
  /** Between questions for a receipt; the last one repeats. */
  readonly receiptDelaysMs: readonly number[];
  /** After this long without a receipt nobody will ever say. */
  readonly receiptGiveUpMs: number;
  /** The same in practice, where a restart forgets what was sent. */
  readonly practiceGiveUpMs: number;
  /** Between lookups of a text whose fate is unknown; the last one repeats. */
  readonly lookupDelaysMs: readonly number[];
  /** So many lookups must find nothing, over so long, before a text counts as not taken. */
  readonly lookupEmpties: number;
  readonly lookupSettleMs: number;
  /** So long a text to a recipient waits for the lookup of an earlier one to them; then it goes first. */
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

/** Entry `index` of a list of waits, or its last one. */
export function delayAt(delaysMs: readonly number[], index: number): number {
  return delaysMs[Math.min(index, delaysMs.length - 1)] ?? 0;
}

/**
 * True when `dueAt` has come, or lies further ahead than any of these waits: then the clock has been set back. Never before
 * `notBefore`, when what SENS holds is to go out.
 */
export function isDue(dueAt: number, now: number, delaysMs: readonly number[], notBefore = 0): boolean {
  if (now < notBefore) {
    return false;
  }
  return dueAt <= now || dueAt - now > Math.max(...delaysMs);
}
