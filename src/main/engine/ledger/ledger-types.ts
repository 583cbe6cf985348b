import type { MatchEntry, Reason, TextState } from '../../../shared/history';
import type { TextType } from '../../../shared/sms-text';
import type { ProblemCode } from '../../../shared/status';

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
  readonly state: TextState;
  readonly reason: Reason | null;
  readonly practice: boolean;
  /** Requests tried so far. */
  readonly attempts: number;
  /** SENS's id of the request that took it; null until accepted. */
  readonly requestId: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** A change of a text's state with its cause, committed before the next step is taken. */
export interface TextChange {
  readonly id: number;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** Set when a request begins. */
  readonly attempts?: number;
  readonly requestId?: string;
}

/** A match about to be written. */
export type NewMatch = Omit<MatchEntry, 'kind' | 'id' | 'content' | 'texts'>;

/** An alert about to be written with the texts it owes. */
export interface NewAlert {
  readonly at: number;
  /** `rule`: of one match; `collected`: of several that have waited; `test`. */
  readonly kind: 'rule' | 'collected' | 'test';
  readonly ruleId: string;
  readonly rule: string;
  readonly content: string;
  readonly type: TextType;
  readonly subject: string;
  /** Matches held back before it, counted in its content. */
  readonly held: number;
  readonly practice: boolean;
  readonly recipients: readonly { readonly id: string; readonly name: string; readonly to: string }[];
}

/** A problem about to be written. */
export interface NewProblem {
  readonly at: number;
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the send stage needs of the ledger. */
export interface Outbox {
  /** Texts in these states, oldest first. */
  textsIn(states: readonly TextState[], limit: number): OutboxText[];
  /** Every text that carries this SENS request id, in any state: tells a request of our own from the one looked for. */
  textsOfRequest(requestId: string): OutboxText[];
  /** Commits all changes in one transaction, in order. */
  changeTexts(changes: readonly TextChange[], at: number): void;
  /** How many texts are owed or on their way. */
  pendingTexts(): number;
}
