import type { SenderOptions } from '../../../src/main/engine/send/outbox/sender-options';

/** Timeouts short enough for tests, in the order of the real ones. */
export const QUICK: Partial<SenderOptions> = {
  userAgent: 'Logbell/0.0.0',
  random: () => 0.5,
  timeouts: { connectMs: 2_000, answerMs: 1_500 },
  retry: { firstMs: 5, maxMs: 20 },
  refusedRetryMs: 600_000,
  refusedQuietMs: 10,
  receiptDelaysMs: [5],
  lookupDelaysMs: [10],
  lookupEmpties: 3,
  lookupSettleMs: 40,
  lookupHoldMs: 2_000,
};

/** Phone number of test recipient `index`, from 1. */
export function testNumber(index: number): string {
  return `0101234${String(index).padStart(4, '0')}`;
}
