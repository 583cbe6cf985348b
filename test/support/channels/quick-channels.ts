import type { ChannelSenderOptions } from '../../../src/main/engine/send/channels/channel-options';

/** Timeouts for services that do not answer, in the order of the real ones: a busy machine may miss them. */
export const QUICK_TIMEOUTS = { connectMs: 2_000, answerMs: 1_000 } as const;

/** Timeouts for services that surely answer, also on a busy machine. */
export const PATIENT_TIMEOUTS = { connectMs: 10_000, answerMs: 10_000 } as const;

/** Delays short enough for tests, and timeouts that no service misses that answers. */
export const QUICK_CHANNELS: Partial<ChannelSenderOptions> = {
  userAgent: 'Logbell/0.0.0',
  random: () => 0.5,
  timeouts: PATIENT_TIMEOUTS,
  retry: { firstMs: 5, maxMs: 20 },
  refusedQuietMs: 10,
};
