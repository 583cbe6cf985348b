import type { DeliveryType, Reason, TextState } from '../../../../../shared/contract/history';
import type { TextType } from '../../../../../shared/sms/fit-text';
import type { ChannelFacts } from '../types';

/** A text or message in the send stage: one recipient or channel, one message. */
export interface OutboxText {
  readonly id: number;
  /** Id of the channel that delivers it; empty for SENS. */
  readonly channel: string;
  /** The alert or test it belongs to. Texts of one alert with the same content go out in one request. */
  readonly alertId: number;
  /** Id of the recipient, or of the channel. */
  readonly recipientId: string;
  /** The number it was sent to, masked, or the title of the channel; the number itself is read from the settings. */
  readonly to: string;
  readonly type: DeliveryType;
  readonly subject: string;
  readonly content: string;
  /** Hash of an MMS's picture. */
  readonly image: string | null;
  readonly state: TextState;
  readonly reason: Reason | null;
  readonly practice: boolean;
  /** Number of requests so far. */
  readonly attempts: number;
  /** SENS's id of the accepted request; null until then. */
  readonly requestId: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
  /**
   * Time since when it is queued, ms since 1970: its creation, its scheduled time, or a person's request to send it
   * again.
   */
  readonly owedSince: number;
  /** True for a digest of overdue texts. */
  readonly isDigest: boolean;
  /** Estimated cost, won; 0 in practice mode. */
  readonly costWon: number;
  /** Scheduled time, ms since 1970; null for at once. */
  readonly reserveAt: number | null;
  /** Facts for the channel; null for a text through SENS. */
  readonly facts: ChannelFacts | null;
}

/** A change of a text's state with its reason, committed before the next step. */
export interface TextChange {
  /** The text as last read; the change is void if the text has changed since. */
  readonly text: OutboxText;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** Set when a request starts. */
  readonly attempts?: number;
  /** Masked number of the request, set when it starts: the settings may differ by now. */
  readonly to?: string;
  readonly requestId?: string;
  /** Fingerprint of the settings SENS refused it with: it is not retried while they stay the same. */
  readonly refusedMark?: string;
  /** Time until which Logbell holds it, ms since 1970. */
  readonly heldUntil?: number;
}

/** The next text to a recipient, or the next message to a channel. */
export interface NextText {
  readonly id: number;
  readonly recipientId: string;
}

/** An accepted request whose receipts are open. */
export interface OpenRequest {
  readonly requestId: string;
  /** Time its last text was accepted, ms since 1970. */
  readonly acceptedAt: number;
  /** Time until which SENS holds its texts, ms since 1970; 0 for none. */
  readonly heldUntil: number;
}

/** A recipient with unconfirmed texts. */
export interface UnconfirmedRecipient {
  readonly recipientId: string;
  /** Time of the last change, ms since 1970. */
  readonly since: number;
}

/** A refused text that waits for a change of its cause. */
export interface RefusedText {
  readonly id: number;
  readonly recipientId: string;
  readonly refusedMark: string;
}

/** Selects overdue texts: those to one recipient that were queued before a time, ms since 1970. */
export interface OverdueLimits {
  readonly recipientId: string;
  readonly practice: boolean;
  readonly before: number;
}

/** Content of a digest. */
export interface OverdueSummary {
  readonly count: number;
  /** Time the first text was queued, ms since 1970. */
  readonly oldestAt: number;
  /** Contents of the first few texts. */
  readonly contents: readonly string[];
}

/** A message ready to send. */
export interface Composed {
  readonly type: TextType;
  readonly subject: string;
  readonly content: string;
  /** Estimated cost, won. */
  readonly costWon: number;
}

/** Composes the digest of overdue texts. */
export type ComposeDigest = (summary: OverdueSummary) => Composed;

/**
 * The part of the ledger that sends texts through SENS; messages through channels are not in it, except for `find`. The
 * time of a read grows with its result, not with the size of the outbox.
 */
export interface Outbox {
  /** Next text to each recipient, oldest first: the queued digest if there is one, else the oldest text. */
  nextTexts(practice: boolean): NextText[];
  /** Id of the newest text to send; 0 for none. */
  newestToSend(practice: boolean): number;
  /** Finds a text by id; null if there is none. */
  find(id: number): OutboxText | null;
  /** Texts of an alert that can be sent, oldest first. */
  toSendOfAlert(alertId: number): OutboxText[];
  /** Texts to a recipient that can be sent, oldest first. */
  toSendTo(recipientId: string, practice: boolean, limit: number): OutboxText[];
  /** Queued texts of one mode without this reason code, oldest first. */
  queuedWithoutReason(code: string, practice: boolean, limit: number): OutboxText[];
  /** Texts whose request has started. */
  inSending(): OutboxText[];
  /** Unconfirmed texts that were not found at SENS. */
  toLookUp(): OutboxText[];
  unconfirmedRecipients(): UnconfirmedRecipient[];
  /** Requests with texts in state `accepted`. */
  openRequests(): OpenRequest[];
  textsOfRequest(requestId: string): OutboxText[];
  /** True if a text of this ledger was accepted with this request, now or before it was sent again. */
  knowsRequest(requestId: string): boolean;
  refused(): RefusedText[];
  /** Allows refused texts to be retried. */
  release(ids: readonly number[]): void;
  /** Releases texts held until `now` or earlier; returns the next release, ms since 1970, null for none. */
  releaseHeld(now: number): number | null;
  /** Texts scheduled at SENS. */
  reserved(): OutboxText[];
  /** Scheduled texts to cancel at SENS. */
  toCancel(): OutboxText[];
  /** Fails the oldest 250 overdue texts; returns their ids. */
  expireOverdue(bounds: OverdueLimits, at: number): number[];
  /**
   * Replaces the oldest 250 overdue texts by a digest, or adds them to the queued one; returns it and their ids, null
   * if none are overdue.
   */
  digestOverdue(
    bounds: OverdueLimits,
    at: number,
    compose: ComposeDigest,
  ): { readonly digest: OutboxText; readonly ids: number[] } | null;
  /**
   * Queues texts again that were ended as overdue at a time still to come, by a clock that ran ahead, unless they were
   * queued before `before` or their digest is being sent. Fails digests that are empty then; returns the ids of all
   * changed texts. Times in ms since 1970.
   */
  requeueOverdue(before: number, now: number): number[];
  /** Composes a digest again, as time has passed; returns it. */
  rewriteDigest(digest: OutboxText, compose: ComposeDigest): OutboxText;
  /**
   * Applies the changes in order in one transaction; a change to `sending` survives a power cut. Returns the updated
   * texts, without those that had changed meanwhile.
   */
  changeTexts(changes: readonly TextChange[], at: number): OutboxText[];
  /** Number of texts that are queued or in flight. */
  pendingTexts(): number;
  /** Time since which the oldest text of this mode waits to be sent, ms since 1970; null if none does. */
  queuedSince(practice: boolean): number | null;
}

/** A channel whose oldest message waits for a retry. */
export interface HeldChannel {
  /** Id of the channel. */
  readonly channel: string;
  /** ms since 1970. */
  readonly until: number;
}

/**
 * The part of the ledger that sends messages through channels: owed → sending → delivered | failed | unknown, and back
 * to owed for a retry. The time of a read grows with its result, not with the size of the outbox.
 */
export interface ChannelOutbox extends Pick<Outbox, 'find' | 'changeTexts'> {
  /** Oldest message to send of each channel, oldest first; `recipientId` is the channel's id. */
  nextByChannel(practice: boolean): NextText[];
  /** Messages whose request has started. */
  inSending(): OutboxText[];
  /** Messages that wait for a change of what they were refused for. */
  refused(): RefusedText[];
  /** Allows refused messages to be retried. */
  release(ids: readonly number[]): void;
  /** Releases messages held until `now` or earlier; returns the next release, ms since 1970, null for none. */
  releaseHeld(now: number): number | null;
  /** Number of messages that are queued or in flight. */
  pendingMessages(): number;
  /** Channels with messages held until a time. */
  held(): HeldChannel[];
  /** Time since which the oldest message of this mode waits to be sent, ms since 1970; null if none does. */
  queuedSince(practice: boolean): number | null;
}
