import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/main/engine/common/clock';
import { createSensClient, type SensClient } from '../../../src/main/engine/send/sens/client';
import { createMemoryFiles } from '../files/memory-files';

/** The request of a text that everything is right with. */
export const SMS_REQUEST = {
  type: 'SMS',
  subject: '',
  content: 'An Event Occurred',
  countryCode: '82',
  to: ['01012345678'],
} as const;

/** For a client whose requests nothing limits. */
export const NO_LIMIT = (): Promise<void> => Promise.resolve();

/** A client that is closed with the test; `answerMs`: how long it waits for an answer. */
export function newClient(answerMs = 2_000): SensClient {
  const timeouts = { connectMs: 2_000, answerMs };
  const client = createSensClient({
    clock: systemClock,
    timeouts,
    userAgent: 'Logbell',
    files: createMemoryFiles(),
    turn: NO_LIMIT,
  });
  onTestFinished(() => client.close());
  return client;
}
