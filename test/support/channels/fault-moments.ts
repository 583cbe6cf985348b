import { expect } from 'vitest';
import type { OutboxText, TextChange } from '../../../src/main/engine/ledger/tables/outbox/types';
import type { ChannelSenderOptions } from '../../../src/main/engine/send/channels/channel-options';
import type { ChannelBench } from './channel-bench';

/**
 * Time of a fault from the view of a message; in the last, the disk of the ledger is full when the answer is to be
 * written, and another sender continues.
 */
export const MOMENTS = ['before the request', 'during the request', 'before the commit'] as const;

export type Moment = (typeof MOMENTS)[number];

interface Crossing {
  /** Queued message. */
  readonly id: number;
  readonly moment: Moment;
  readonly options: Partial<ChannelSenderOptions>;
}

/** Sends a message whose service fails once, at a moment; resolves once it is settled. */
export async function sendAcross(bench: ChannelBench, { id, moment, options }: Crossing): Promise<void> {
  if (moment === 'before the request') {
    bench.ledger.texts.changeTexts([{ text: bench.text(id), state: 'sending', reason: null, attempts: 1 }], Date.now());
  } else if (moment === 'before the commit') {
    await crashBeforeCommit(bench, options);
    expect(bench.text(id).state).toBe('sending');
  }
  bench.start(options);
  await settled(bench, [id]);
}

/** Resolves once no message is queued or in flight. */
export async function settled(bench: ChannelBench, ids: readonly number[]): Promise<void> {
  const isOpen = (id: number): boolean => ['owed', 'sending'].includes(bench.text(id).state);
  await expect.poll(() => ids.some(isOpen), { interval: 5 }).toBe(false);
}

/** Fills the disk of the ledger when an answer is to be written, until the sender has stopped. */
async function crashBeforeCommit(bench: ChannelBench, options: Partial<ChannelSenderOptions>): Promise<void> {
  const { channelTexts } = bench.ledger;
  const write = channelTexts.changeTexts.bind(channelTexts);
  let refused = 0;
  channelTexts.changeTexts = (changes: readonly TextChange[], at: number): OutboxText[] => {
    if (changes.some(({ state }) => state !== 'sending')) {
      refused += 1;
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    }
    return write(changes, at);
  };
  const sender = bench.start(options);
  await expect.poll(() => refused, { interval: 2 }).toBeGreaterThan(0);
  await sender.stop(0);
  channelTexts.changeTexts = write;
}
