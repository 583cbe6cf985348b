import { dirname } from 'node:path';
import { systemClock } from '../../../src/main/engine/common/clock';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import { createSender } from '../../../src/main/engine/send/sender';
import type { SensAccess } from '../../../src/main/engine/send/sens/types';
import { translator } from '../../../src/shared/i18n/translator';
import { deliverySchema } from '../../../src/shared/settings/schema';
import { fitText } from '../../../src/shared/sms/fit-text';
import { createMemoryBoard } from '../engine/memory-board';
import { QUICK, testNumber } from './quick-sender';

/** Input of a sender in its own process. */
export interface SenderProcessInput {
  readonly file: string;
  readonly access: SensAccess;
}

/** Sends the texts of the ledger until the process is killed. */
function run({ file, access }: SenderProcessInput): void {
  const opened = Ledger.open(file, Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const problems = createMemoryBoard();
  const tryOut = (): void => opened.value.tryOut();
  createSender(
    {
      outbox: opened.value.texts,
      clock: systemClock,
      problems,
      health: new LedgerHealth({ clock: systemClock, problems, folder: dirname(file), tryOut }),
      access: () => access,
      numberOf: (recipientId) => testNumber(Number(recipientId.slice(1))),
      isGone: () => false,
      delivery: () => deliverySchema.parse({ perSecond: 100, atOnce: 10 }),
      countryCodeOf: () => '82',
      files: opened.value.sensFiles,
      imageOf: () => null,
      compose: (message) => ({ ...fitText(message), subject: '', costWon: 0 }),
      words: () => translator('en'),
      changed: () => undefined,
    },
    QUICK,
  );
  process.stdout.write('sending\n');
}

run(JSON.parse(process.argv[2] ?? '') as SenderProcessInput);
