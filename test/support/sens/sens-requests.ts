import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/main/engine/common/clock';
import { createSensClient, type SensClient } from '../../../src/main/engine/send/sens/client';
import { createLazyHttp } from '../../../src/main/engine/send/sens/lazy-http';
import { createMemoryFiles } from '../files/memory-files';

/** A valid request for a text. */
export const SMS_REQUEST = {
  type: 'SMS',
  subject: '',
  content: 'An Event Occurred',
  countryCode: '82',
  to: ['01012345678'],
} as const;

/** No rate limit for a client. */
export const NO_LIMIT = (): Promise<void> => Promise.resolve();

/** Creates a client that is closed with the test; `answerMs`: response timeout, ms. */
export function newClient(answerMs = 2_000): SensClient {
  const timeouts = { connectMs: 2_000, answerMs };
  const client = createSensClient({
    clock: systemClock,
    http: createLazyHttp(systemClock, timeouts),
    userAgent: 'Logbell',
    files: createMemoryFiles(),
    turn: NO_LIMIT,
  });
  onTestFinished(() => client.close());
  return client;
}
