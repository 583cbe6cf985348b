import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../src/main/engine/common/clock';
import { Ledger, ledgerFile } from '../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import type { OutboxText } from '../../../src/main/engine/ledger/tables/outbox/types';
import type { ChannelFacts } from '../../../src/main/engine/ledger/tables/types';
import type { ChannelSenderOptions } from '../../../src/main/engine/send/channels/channel-options';
import { createChannelSender } from '../../../src/main/engine/send/channels/channel-sender';
import type { ChannelSettings } from '../../../src/main/engine/send/channels/channel-target';
import type { Sender } from '../../../src/main/engine/send/outbox/types';
import type { ChannelSecrets } from '../../../src/shared/settings/channels/channel-kinds';
import type { Channel } from '../../../src/shared/settings/channels/channel-schema';
import { deliverySchema, type DeliverySettings } from '../../../src/shared/settings/schema';
import { createMemoryBoard, type MemoryBoard } from '../engine/memory-board';
import { scratchDir } from '../files/scratch-dir';
import { QUICK_CHANNELS } from './quick-channels';
import { FACTS } from './samples';

/** A channel sender over a ledger in a real file. */
export interface ChannelBench {
  readonly ledger: Ledger;
  /** Leaves the file of the ledger to other processes during `work`. */
  whileAway(work: (file: string) => Promise<void>): Promise<void>;
  readonly board: MemoryBoard;
  /** Settings in force. */
  settings: ChannelSettings;
  delivery: DeliverySettings;
  clock: Clock;
  /** Adds or replaces a channel. */
  set(target: { readonly channel: Channel; readonly secrets: ChannelSecrets }): void;
  /** Queues a message and returns its id. */
  owe(channel: string, text: string, change?: Partial<ChannelFacts> & { readonly practice?: boolean }): number;
  text(id: number): OutboxText;
  start(options?: Partial<ChannelSenderOptions>): Sender;
}

/** Creates a bench; it closes with the test. */
export function channelBench(): ChannelBench {
  const dir = scratchDir();
  const file = ledgerFile(dir);
  let ledger = openedLedger(file);
  const board = createMemoryBoard();
  const tryOut = (): void => ledger.tryOut();
  const health = new LedgerHealth({ clock: systemClock, problems: board, folder: dir, tryOut });
  const senders: Sender[] = [];
  const bench: ChannelBench = {
    get ledger() {
      return ledger;
    },
    whileAway: async (work) => {
      ledger.close();
      await work(file);
      ledger = openedLedger(file);
    },
    board,
    settings: { channels: [], secrets: {}, unread: false, practice: false, practiceUrl: null },
    delivery: deliverySchema.parse({}),
    clock: systemClock,
    set: ({ channel, secrets }) => {
      const others = bench.settings.channels.filter(({ id }) => id !== channel.id);
      bench.settings = {
        ...bench.settings,
        channels: [...others, channel],
        secrets: { ...bench.settings.secrets, [channel.id]: secrets },
      };
    },
    owe: (channel, content, { practice = false, ...facts } = {}) => {
      const copy = { channel, title: channel, subject: 'Disk', content, facts: { ...FACTS, ...facts } };
      const alert = ledger.commit(() =>
        ledger.alerts.addAlert({
          ...{ at: bench.clock.now(), kind: 'rule', ruleId: 'disk', rule: 'Disk', content, type: 'SMS', subject: '' },
          ...{ held: 0, practice, prices: { SMS: 9, LMS: 30, MMS: 100 }, recipients: [], copies: [copy] },
        }),
      );
      return alert.textIds[0] ?? 0;
    },
    text: (id) => {
      const found = ledger.texts.find(id);
      if (found === null) {
        throw new Error('No such message.');
      }
      return found;
    },
    start: (options = {}) => {
      const sender = createChannelSender(
        {
          outbox: ledger.channelTexts,
          clock: bench.clock,
          problems: board,
          health,
          settings: () => bench.settings,
          delivery: () => bench.delivery,
          changed: () => undefined,
        },
        { ...QUICK_CHANNELS, ...options },
      );
      senders.push(sender);
      return sender;
    },
  };
  onTestFinished(async () => {
    for (const sender of senders) {
      await sender.stop(0);
    }
    health.stop();
    ledger.close();
  });
  return bench;
}

function openedLedger(file: string): Ledger {
  const opened = Ledger.open(file, Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  return opened.value;
}
