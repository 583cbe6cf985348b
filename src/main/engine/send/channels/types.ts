import type { Result } from '../../../../shared/common/result';
import type { Reason } from '../../../../shared/contract/history';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { ChannelKind, ChannelSecrets } from '../../../../shared/settings/channels/channel-kinds';
import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import type { ChannelOf } from '../../../../shared/settings/channels/channel-schema';
import type { ChannelFacts } from '../../ledger/tables/types';
import type { SensHttp } from '../sens/http';

/** One message on its way through a channel. */
export interface ChannelMessage {
  /** Name of this delivery: the same in every attempt, and different for every other delivery. */
  readonly key: string;
  /** One line; empty if the text says it all. */
  readonly title: string;
  readonly text: string;
  readonly facts: ChannelFacts;
}

/** Channel with its secrets, as the settings of the moment have it. */
export interface ChannelTarget<Kind extends ChannelKind = ChannelKind> {
  readonly channel: ChannelOf<Kind>;
  readonly secrets: ChannelSecrets;
}

/** Problems caused by a channel or the connection to it. */
type ChannelCode = Exclude<Extract<ProblemCode, `channel-${string}`>, 'channel-unconfirmed'>;

/**
 * A failed delivery. `params` are the values of the code's sentence, free of addresses and secrets. `refused`:
 * certainly not accepted, and a retry fails until something is fixed; `retry`: not accepted, or safe to repeat;
 * `unknown`: may have been accepted.
 */
export interface ChannelFailure {
  readonly code: ChannelCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly outcome: 'refused' | 'retry' | 'unknown';
  /** Delay that the service asks for, ms; null without one. */
  readonly retryAfterMs: number | null;
}

/** An accepted message. */
export interface Delivered {
  /** Addresses that the service refused while it accepted others: their number, never the addresses. */
  readonly refusedRecipients: number;
}

/** State of an accepted message, with the reason if some did not get it. */
export function endOf({ refusedRecipients: count }: Delivered): {
  readonly state: 'delivered';
  readonly reason: Reason | null;
} {
  return { state: 'delivered', reason: count > 0 ? { code: 'channel-partly', params: { count } } : null };
}

/** State of a message that may have been accepted. */
export const ANSWER_LOST = { state: 'unknown', reason: { code: 'channel-answer-lost', params: {} } } as const;

/** Means that all adapters share. */
export interface DeliveryMeans {
  readonly http: Pick<SensHttp, 'exchange'>;
  /** `User-Agent` of each request. */
  readonly userAgent: string;
  /** Limits of a mail session, ms: until connected, and for each answer. */
  readonly timeouts: { readonly connectMs: number; readonly answerMs: number };
  /** ms since 1970. */
  readonly now: () => number;
  /** Ends a mail session at once. */
  readonly signal: AbortSignal;
  /** Hides the secrets of the channel in what a service says. */
  readonly hide: (text: string) => string;
}

/** Delivers one message through a channel of one kind; never rejects for a failure of the service. */
export type Deliver<Kind extends ChannelKind> = (
  message: ChannelMessage,
  target: ChannelTarget<Kind>,
  means: DeliveryMeans,
) => Promise<Result<Delivered, ChannelFailure>>;

/** Name of a channel for sentences. */
export function channelTitle({ id, name }: Outlet): string {
  return name === '' ? id : name;
}
