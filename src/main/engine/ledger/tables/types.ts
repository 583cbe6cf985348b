import type { MatchEntry, Reason, TextState } from '../../../../shared/contract/history';
import type { Prices } from '../../../../shared/settings/schema';
import type { TextType } from '../../../../shared/sms/text';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { LinePlace } from './file-positions';

/** A text as the send stage works on it: one recipient, one message. */
export interface OutboxText {
  readonly id: number;
  /** The alert or test it belongs to; texts of one alert with the same content go out in one request. */
  readonly alertId: number;
  readonly recipientId: string;
  /** The number it went to, masked; the number itself is read from the settings when it is sent. */
  readonly to: string;
  readonly type: TextType;
  readonly subject: string;
  readonly content: string;
  /** The hash of the picture an MMS carries. */
  readonly image: string | null;
  readonly state: TextState;
  readonly reason: Reason | null;
  readonly practice: boolean;
  /** Requests tried so far. */
  readonly attempts: number;
  /** SENS's id of the request that took it; null until accepted. */
  readonly requestId: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Since when it has been owed, ms since 1970: when it was made, was to go out, or when a person asked for it again. */
  readonly owedSince: number;
  /** True for a text that stands for late ones. */
  readonly isDigest: boolean;
  /** What it is estimated to cost, won; 0 in practice. */
  readonly costWon: number;
  /** When it is to go out, ms since 1970; null for at once. */
  readonly reserveAt: number | null;
}

/** A change of a text's state with its cause, committed before the next step is taken. */
export interface TextChange {
  /** The text as it was last read: when it has changed since by another hand, this change is void. */
  readonly text: OutboxText;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** Set when a request begins. */
  readonly attempts?: number;
  /** Set when a request begins: the number it names, masked; the settings may have another by now. */
  readonly to?: string;
  readonly requestId?: string;
  /** The settings SENS refused it with, hashed: it is not tried again while they are the same. */
  readonly refusedMark?: string;
  /** Logbell holds it so long, ms since 1970. */
  readonly heldUntil?: number;
}

/** A match about to be written. */
export interface NewMatch extends Omit<MatchEntry, 'kind' | 'id' | 'content' | 'texts' | 'offset'> {
  /** Where its line stands; none for what was found in no file. */
  readonly place?: LinePlace;
}

/** Who an alert's text goes to, and the text when it is not the one of all. */
export interface AlertRecipient {
  readonly id: string;
  readonly name: string;
  /** The number, masked. */
  readonly to: string;
  readonly ownText?: Pick<NewAlert, 'type' | 'subject' | 'content'>;
}

/** An alert about to be written with the texts it owes. */
export interface NewAlert {
  readonly at: number;
  /** `rule`: of one match; `collected`: of several that have waited; `digest`: of late texts; `escalation`; `test`. */
  readonly kind: 'rule' | 'collected' | 'digest' | 'escalation' | 'test';
  readonly ruleId: string;
  readonly rule: string;
  readonly content: string;
  readonly type: TextType;
  readonly subject: string;
  /** What a text of each type costs at this time, won. */
  readonly prices: Prices;
  /** Matches held back before it, counted in its content. */
  readonly held: number;
  readonly practice: boolean;
  readonly recipients: readonly AlertRecipient[];
  /** The hash of the picture an MMS carries. */
  readonly image?: string;
  /** The number of the incident that is escalated. */
  readonly escalates?: number;
  /** When its texts are to go out, ms since 1970; at once unless said. */
  readonly reserveAt?: number;
}

/** A problem about to be written. */
export interface NewProblem {
  readonly at: number;
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The text that is next for a recipient. */
export interface NextText {
  readonly id: number;
  readonly recipientId: string;
}

/** Texts SENS has taken with one request and whose receipts are open. */
export interface OpenRequest {
  readonly requestId: string;
  /** When the last of them was accepted, ms since 1970. */
  readonly acceptedAt: number;
  /** Until when SENS holds them, ms since 1970; 0 for not at all. */
  readonly heldUntil: number;
}

/** A recipient with texts whose fate is being looked up. */
export interface LookedUpRecipient {
  readonly recipientId: string;
  /** Since when, ms since 1970. */
  readonly since: number;
}

/** A text that SENS refused and that is kept. */
export interface RefusedText {
  readonly id: number;
  readonly recipientId: string;
  readonly refusedMark: string;
}

/** Which late texts are meant: those to one recipient that were owed before a moment (ms since 1970). */
export interface OverdueLimits {
  readonly recipientId: string;
  readonly practice: boolean;
  readonly before: number;
}

/** What a digest says of the texts it stands for. */
export interface OverdueSummary {
  readonly count: number;
  /** When the first of them came to be owed, ms since 1970. */
  readonly oldestAt: number;
  /** The contents of the first few. */
  readonly contents: readonly string[];
}

/** A message ready to be sent. */
export interface Composed {
  readonly type: TextType;
  readonly subject: string;
  readonly content: string;
  /** What it is estimated to cost, won. */
  readonly costWon: number;
}

/** Writes the text that stands for late ones. */
export type ComposeDigest = (summary: OverdueSummary) => Composed;

/** What the send stage needs of the ledger. Every read takes as long as what it gives, not as what is owed in all. */
export interface Outbox {
  /** The text to be sent next to each recipient, oldest first: its digest if one is owed, else its oldest text. */
  nextTexts(practice: boolean): NextText[];
  /** The newest text that is to be sent; 0 for none. */
  newestToSend(practice: boolean): number;
  /** One text, or null when there is none with this id. */
  find(id: number): OutboxText | null;
  /** Texts of this alert that are to be sent, oldest first. */
  toSendOfAlert(alertId: number): OutboxText[];
  /** Texts to be sent to a recipient, oldest first. */
  toSendTo(recipientId: string, practice: boolean, limit: number): OutboxText[];
  /** Owed texts of one mode whose reason is another than this code, oldest first. */
  owedNotSaying(code: string, practice: boolean, limit: number): OutboxText[];
  /** Texts that a request was begun for. */
  inSending(): OutboxText[];
  /** Texts of unknown fate that SENS has not been found to have taken. */
  toLookUp(): OutboxText[];
  lookedUpRecipients(): LookedUpRecipient[];
  /** Requests with texts in `accepted`. */
  openRequests(): OpenRequest[];
  textsOfRequest(requestId: string): OutboxText[];
  /** True for a request that SENS has taken for a text of this ledger, now or before it was sent again. */
  knowsRequest(requestId: string): boolean;
  refused(): RefusedText[];
  /** Lets refused texts be tried again. */
  release(ids: readonly number[]): void;
  /** Lets go what was held until `now` (ms since 1970); gives until when the next is held, null for none. */
  releaseHeld(now: number): number | null;
  /** Texts that SENS holds for later. */
  reserved(): OutboxText[];
  /** Reserved texts that are to be taken back. */
  toCancel(): OutboxText[];
  /** Ends late texts, the oldest 250 of them; gives their ids. */
  expireOverdue(bounds: OverdueLimits, at: number): number[];
  /** Lets one text stand for the oldest 250 late ones, or adds them to the one that is owed already; gives it and their ids. */
  digestOverdue(
    bounds: OverdueLimits,
    at: number,
    compose: ComposeDigest,
  ): { readonly digest: OutboxText; readonly ids: number[] } | null;
  /**
   * Owes again what was ended as late at a time that has not come yet, by a clock that was ahead, unless it was owed before `before` or its
   * digest has begun to go out; ends digests that stand for nothing any more. Gives the ids of all that changed. Times in ms since 1970.
   */
  requeueOverdue(before: number, now: number): number[];
  /** Writes a digest anew, as time has passed; gives it as it then is. */
  rewriteDigest(digest: OutboxText, compose: ComposeDigest): OutboxText;
  /** Commits the changes in one transaction, in order, that of a request's begin so that even a power cut leaves it; gives the texts as they then are, without those whose change was void. */
  changeTexts(changes: readonly TextChange[], at: number): OutboxText[];
  /** How many texts are owed or on their way. */
  pendingTexts(): number;
}
