import { RETRY_BOUNDS } from '../flow/backoff';
import type { ChannelDelays } from './channel-breaker';
import type { ChannelDeliveryOptions } from './channel-delivery';

/** Delays and limits of the channel sender, ms. */
export interface ChannelSenderOptions extends ChannelDelays, ChannelDeliveryOptions {
  /** Delay before refused messages are tried again without a change. */
  readonly refusedRetryMs: number;
}

export const CHANNEL_DEFAULTS: ChannelSenderOptions = {
  userAgent: 'Logbell',
  random: Math.random,
  timeouts: { connectMs: 10_000, answerMs: 10_000 },
  retry: RETRY_BOUNDS,
  refusedQuietMs: 60_000,
  refusedRetryMs: 600_000,
};
