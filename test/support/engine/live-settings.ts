import { join } from 'node:path';
import type { PracticeServer } from '../../../src/main/practice/practice-server';

/** Policy without a daily limit of texts. */
export const UNBOUNDED = { budget: { textsPerDay: null } };

/** Live settings for a practice SENS, in the form of docs/reference/settings.md; `dir` holds the log. */
export function liveSettings(sens: PracticeServer, dir: string, rule: object = {}, more: object = {}): object {
  return {
    sens: { mode: 'live', zone: 'custom', baseUrl: sens.baseUrl, serviceId: sens.serviceId, from: sens.from },
    recipients: [{ id: 'me', name: '당직', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'logs', '*.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred', ...rule }],
    policy: UNBOUNDED,
    ...more,
  };
}

/** Keys of a practice SENS as environment variables. */
export function keysOf(sens: PracticeServer): Record<string, string> {
  return { LOGBELL_ACCESS_KEY: sens.accessKey, LOGBELL_SECRET_KEY: sens.secretKey };
}
