import { dirname } from 'node:path';
import { systemClock } from '../../../src/main/engine/common/clock';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import { createChannelSender } from '../../../src/main/engine/send/channels/channel-sender';
import type { ChannelSettings } from '../../../src/main/engine/send/channels/channel-target';
import { deliverySchema } from '../../../src/shared/settings/schema';
import { createMemoryBoard } from '../engine/memory-board';
import { QUICK_CHANNELS } from './quick-channels';

/** Input of a channel sender in its own process. */
export interface ChannelProcessInput {
  readonly file: string;
  readonly settings: ChannelSettings;
}

/** Sends the messages of the ledger until the process is killed. */
function run({ file, settings }: ChannelProcessInput): void {
  const opened = Ledger.open(file, Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const problems = createMemoryBoard();
  const tryOut = (): void => opened.value.tryOut();
  createChannelSender(
    {
      outbox: opened.value.channelTexts,
      clock: systemClock,
      problems,
      health: new LedgerHealth({ clock: systemClock, problems, folder: dirname(file), tryOut }),
      settings: () => settings,
      delivery: () => deliverySchema.parse({}),
      changed: () => undefined,
    },
    QUICK_CHANNELS,
  );
  process.stdout.write('sending\n');
}

run(JSON.parse(process.argv[2] ?? '') as ChannelProcessInput);
