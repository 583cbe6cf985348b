import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeText } from '../../../src/main/engine/alert/message/compose';
import { type Clock, systemClock } from '../../../src/main/engine/common/clock';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import type { SenderOptions } from '../../../src/main/engine/send/outbox/sender-options';
import type { Sender } from '../../../src/main/engine/send/outbox/types';
import { createSender } from '../../../src/main/engine/send/sender';
import type { MmsImage, SensAccess } from '../../../src/main/engine/send/sens/types';
import type { Fault } from '../../../src/main/practice/faults/faults';
import {
  type PracticeOptions,
  type PracticeServer,
  startPracticeServer,
} from '../../../src/main/practice/practice-server';
import { translator } from '../../../src/shared/i18n/translator';
import { deliverySchema, type DeliverySettings } from '../../../src/shared/settings/schema';
import { createMemoryBoard, type MemoryBoard } from '../engine/memory-board';
import { createMemoryFiles, type MemoryFiles } from '../files/memory-files';
import { QUICK, testNumber } from './quick-sender';
import { type OwedText, TestOutbox } from './test-outbox';

/** A sender and its practice SENS, connected over real sockets. */
export interface SenderBench {
  readonly practice: PracticeServer;
  readonly outbox: TestOutbox;
  readonly board: MemoryBoard;
  readonly access: SensAccess;
  /** Credentials in force; set them and wake the sender to change them. */
  current: SensAccess | null;
  /** True if the credentials are about to come. */
  accessPending: () => boolean;
  /** Delivery settings in force. */
  delivery: DeliverySettings;
  /** Clock of senders started from now on; by default the system clock. */
  clock: Clock;
  readonly numbers: Map<string, string>;
  /** Images of MMS, by hash. */
  readonly images: Map<string, MmsImage>;
  readonly files: MemoryFiles;
  /** True to simulate recipients in the settings that cannot be read. */
  recipientsUnread: boolean;
  readonly changedIds: number[];
  /** Queues one text to each of `count` recipients of one alert and returns the ids. */
  oweTo(count: number, text?: Partial<OwedText>): number[];
  start(options?: Partial<SenderOptions>): Sender;
  close(): Promise<void>;
}

export async function createSenderBench(
  options: PracticeOptions = {},
  faults: readonly Fault[] = [],
): Promise<SenderBench> {
  const practice = await startPracticeServer({ deliveryMs: 0, ...options });
  for (const fault of faults) {
    practice.fail(fault);
  }
  const { baseUrl, serviceId, from, accessKey, secretKey } = practice;
  const access: SensAccess = { baseUrl, serviceId, from, accessKey, secretKey, contentType: 'COMM', practice: false };
  const dir = mkdtempSync(join(tmpdir(), 'logbell-'));
  const outbox = TestOutbox.open(dir);
  const board = createMemoryBoard();
  const numbers = new Map<string, string>();
  const senders: Sender[] = [];
  const tryOut = (): void => outbox.connection.exec('UPDATE engine_state SET value = value');
  const health = new LedgerHealth({ clock: systemClock, problems: board, folder: dir, tryOut });
  const bench: SenderBench = {
    practice,
    outbox,
    board,
    access,
    current: access,
    accessPending: () => false,
    delivery: deliverySchema.parse({ perSecond: 100 }),
    clock: systemClock,
    numbers,
    images: new Map(),
    files: createMemoryFiles(),
    recipientsUnread: false,
    changedIds: [],
    oweTo: (count, text = {}) =>
      Array.from({ length: count }, (_, index) => {
        const recipientId = `r${index + 1}`;
        const number = testNumber(index + 1);
        numbers.set(recipientId, number);
        return outbox.owe({ recipientId, number, ...text });
      }),
    start: (senderOptions = {}) => {
      const sender = createSender(
        {
          outbox,
          clock: bench.clock,
          problems: board,
          health,
          access: () => bench.current,
          accessPending: () => bench.accessPending(),
          numberOf: (recipientId) => numbers.get(recipientId) ?? null,
          isGone: (recipientId) => !numbers.has(recipientId) && !bench.recipientsUnread,
          countryCodeOf: () => '82',
          files: bench.files,
          imageOf: (hash) => bench.images.get(hash) ?? null,
          delivery: () => bench.delivery,
          compose: (message) => ({ ...composeText(message, 'Logbell', { smsOnly: false }), costWon: 0 }),
          words: () => translator('en'),
          changed: (ids) => bench.changedIds.push(...ids),
        },
        { ...QUICK, ...senderOptions },
      );
      senders.push(sender);
      return sender;
    },
    close: async () => {
      for (const sender of senders) {
        await sender.stop(0);
      }
      health.stop();
      await practice.close();
      outbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return bench;
}

/** Number of requests that the practice SENS accepted. */
export function requestsTaken(practice: PracticeServer): number {
  return new Set(practice.received().map(({ requestId }) => requestId)).size;
}
